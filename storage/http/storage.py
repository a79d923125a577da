"""What storages over HTTP have in common: several names of one folder are learnt by listing it, others at once."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence

from parisana.core.jobs.states import Answer
from parisana.errors import ParisanaError
from parisana.plugins.storage import Stat, Storage
from parisana.storage.shared.folders import FEW, among, by_folder

from .together import at_once, read_at_once


class HTTPStorage(Storage):
    """A storage that answers each question in a way of its own to the server and back."""

    @abstractmethod
    def _seen(self, url: str) -> Stat:
        """Ask the server for one name."""

    @abstractmethod
    def _names_in(self, folder: str) -> Iterable[tuple[str, Stat]]:
        """Ask it for all names in a folder."""

    def stat(self, url: str) -> Stat:
        """Ask the server; what went wrong is the reason why nothing is known."""
        try:
            return self._seen(url)
        except ParisanaError as error:
            return Stat(Answer.UNKNOWN, reason=error.message)

    def stat_many(self, urls: Sequence[str]) -> dict[str, Stat]:
        """Ask for several in one folder by listing it, and for several folders at once."""
        answers: dict[str, Stat] = {}
        for seen in at_once(lambda each: self._listed(*each), list(by_folder(urls).items())):
            answers.update(seen if isinstance(seen, dict) else {})
        return {url: answers[url] for url in urls}

    def read_many(self, urls: Sequence[str]) -> dict[str, bytes]:
        """Read several at once."""
        return read_at_once(self, urls)

    def _listed(self, folder: str, urls: Sequence[str]) -> dict[str, Stat]:
        if len(urls) <= FEW:
            return {url: self.stat(url) for url in urls}
        try:
            return among(self._names_in(folder), urls)
        except ParisanaError:
            return self._one_by_one(urls)

    def _one_by_one(self, urls: Sequence[str]) -> dict[str, Stat]:
        """Ask for each by itself, unless the first shows that nobody answers: that is waited for once."""
        first = self.stat(urls[0])
        if first.exists is Answer.UNKNOWN:
            return dict.fromkeys(urls, first)
        return {urls[0]: first, **{url: self.stat(url) for url in urls[1:]}}
