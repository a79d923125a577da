"""A road to the files of another machine: the program keeps its connections, and hands them to the storages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from parisana.core.documents.address import Address
from parisana.errors import Bug

if TYPE_CHECKING:
    from paramiko import SFTPClient


class Road(Protocol):
    """One host, spoken to by SFTP; silence and a broken connection raise ``NoAnswer``."""

    @property
    def host(self) -> str:
        """Return the host as the user wrote it."""

    def short(self, timeout: float) -> AbstractContextManager[SFTPClient]:
        """Yield a client for a question that is soon answered; one at a time."""

    def long(self, timeout: float) -> AbstractContextManager[SFTPClient]:
        """Yield a client of its own for a copy; closing its channel ends whatever it does."""

    def room(self, path: str, timeout: float) -> tuple[int, int] | None:
        """Return all bytes of the disk there, and those that are free; ``None`` where the host does not tell."""


Roads = Callable[[Address], Road]


def no_road(address: Address) -> Road:
    """Stand for the connections of a program that has none."""
    raise Bug(f"There is no road to {address}: this storage was made without connections.")
