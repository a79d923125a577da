"""A tongue: a family of commands that speak to a store, as pairs of functions that build a call and read its answer."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from parisana.errors import StorageError
from parisana.plugins.runner import Outcome
from parisana.plugins.storage import Stat

from .words import shown

#: No list of files has a place for a name with a line end, and none says how it is encoded.
REFUSED = re.compile("[\n\r\0\ud800-\udfff]")


class Call(NamedTuple):
    """A command, and what it reads from its standard input."""

    argv: Sequence[str]
    stdin: str = ""


class Tongue(ABC):
    """One family of commands: pure functions that build a call, or read what a command said."""

    @abstractmethod
    def path(self, url: str) -> str:
        """Return a URL in the spelling of the commands; ``StorageError`` for one that they cannot keep."""

    @abstractmethod
    def see(self, path: str) -> Call:
        """Ask for one name."""

    @abstractmethod
    def seen(self, said: Outcome) -> Stat:
        """Read what is known of one name."""

    @abstractmethod
    def look_into(self, path: str) -> Call:
        """List a folder."""

    @abstractmethod
    def listed(self, said: Outcome) -> dict[str, Stat]:
        """Read a list of names."""

    @abstractmethod
    def make(self, path: str) -> Call:
        """Make a folder and its parents."""

    @abstractmethod
    def rename(self, path: str, new: str) -> Call:
        """Give another name; whoever calls has seen that it is free."""

    @abstractmethod
    def drop(self, path: str) -> Call:
        """Remove a file."""

    @abstractmethod
    def drop_folder(self, path: str) -> Call:
        """Remove a folder that is empty."""

    @abstractmethod
    def fetch(self, path: str, here: str) -> Call:
        """Copy a file to here."""

    @abstractmethod
    def send(self, here: str, path: str) -> Call:
        """Copy a file to there."""

    @abstractmethod
    def no(self, said: Outcome) -> StorageError:
        """Put what a command said that failed into words; ``transient`` where the store is out of reach."""


def listable(url: str) -> str:
    """Return a name that a list of files can hold."""
    if REFUSED.search(url):
        message = f"The commands cannot keep the name {shown(url)}: a line end or broken UTF-8 is in it."
        raise StorageError(message, hint="Give the file another name.")
    return url
