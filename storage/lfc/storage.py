"""LFC: the catalogue of Grid files. A name is ``lfn:/grid/VO/…``; its bytes lie on one or more elements.

``lcg-cr`` sends and registers. What became of it is looked up, not believed: it prints a GUID though registering
failed, and says that it failed though all is done.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from pydantic import Field

from parisana.core.documents.settings import Settings
from parisana.core.jobs.states import Answer
from parisana.errors import ParisanaError, StorageError
from parisana.plugins.runner import Outcome
from parisana.plugins.storage import Watch
from parisana.storage.shared.commanded import CommandedStorage
from parisana.storage.shared.commands import Commands
from parisana.storage.shared.words import in_words, shown

from .tongue import LCG, SPELLING


class LFCSettings(Settings):
    """Which catalogue knows the files, and where new replicas go."""

    root: str | None = Field(None, title="LFC Root Directory", description="Areas with a relative path lie below it.")
    host: str | None = Field(
        None, title="Catalogue", description="Name of the catalogue's host; empty: the one of the virtual organisation."
    )
    element: str | None = Field(
        None, title="Storage element", description="Where the first replica of a new file goes; empty: the closest."
    )


class LFCStorage(CommandedStorage):
    """Files as the catalogue knows them."""

    name: ClassVar[str] = "lfc"
    title: ClassVar[str] = "LFC"
    settings_class: ClassVar[type[LFCSettings]] = LFCSettings
    standstill: ClassVar[float] = 3600.0

    @classmethod
    def speaks(cls, url: str) -> bool:
        """Say whether it is ``lfn:/grid/…``."""
        return SPELLING.fullmatch(url) is not None

    @property
    def tongue(self) -> LCG:
        """Return the commands, with the element that the site names."""
        return LCG(getattr(self.settings, "element", None))

    @property
    def commands(self) -> Commands:
        """Return the commands of this machine, and which catalogue they ask."""
        host = getattr(self.settings, "host", None)
        return Commands(self.patience, self.standstill, {"LFC_HOST": host} if host else {})

    def replicas(self, url: str) -> Sequence[str]:
        """Ask the catalogue where the bytes are."""
        with in_words("The replicas of {} are not known", url):
            return self.tongue.wheres(self._done(self.tongue.where(self.tongue.path(url))))

    def replicate(self, url: str, element: str) -> None:
        """Make another replica on a storage element, and register it."""
        with in_words("{} cannot be copied to {}", url, element):
            self._done(self.tongue.copy_to(self.tongue.path(url), element))

    def _send(self, here: str, url: str, watch: Watch) -> None:
        """Send and register; bytes that got no name are removed again."""
        size, call = os.path.getsize(here), self.tongue.send(here, self.tongue.path(url))
        said = self.commands.copy(call.argv, watch, size)
        if self._surely(url).exists is not Answer.YES:
            self._undo(said)
            raise _not_registered(said, url) if self.tongue.guid(said) else self.tongue.no(said)
        watch.moved(size, size)

    def _undo(self, said: Outcome) -> None:
        for call in self.tongue.undo(said):
            with suppress(ParisanaError):
                self._ask(call)


def _not_registered(said: Outcome, url: str) -> StorageError:
    message = f"The bytes were sent, but {shown(url)} could not be registered, so they were removed again."
    return StorageError(message, hint=said.stderr.strip().rpartition("\n")[2] or None, transient=True)
