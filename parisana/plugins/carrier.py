"""The contract of a service that copies files from server to server for us, in its own time.

An order is placed once, under a ticket that tells it apart from all others, and looked after until it is over, however
often this program ends in between: by its ticket it is found again. What the service does not say is not known.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import ClassVar, NamedTuple

from .storage import Checksum


class Order(NamedTuple):
    """A file that is to be copied; nothing there is to be replaced."""

    ticket: str
    source: str
    target: str
    size: int | None
    checksum: Checksum


class Fate(StrEnum):
    """What has become of an order."""

    GOING = "going"
    DONE = "done"
    FAILED = "failed"
    GONE = "gone"
    """The service answers, and does not know of it."""


class News(NamedTuple):
    """What a service says of an order."""

    fate: Fate
    words: str = ""
    moved: int | None = None
    """Bytes that are there, where it tells."""
    transient: bool = True
    """Whether what went wrong may pass."""


class Carrier(ABC):
    """One service; what it does not answer, or refuses, is an error whose ``transient`` says whether that may pass."""

    name: ClassVar[str]
    title: ClassVar[str]
    schemes: ClassVar[tuple[str, ...]]
    """What URLs begin with that it can copy from and to."""

    @abstractmethod
    def __init__(self, url: str) -> None:
        """Speak to the service at this address."""

    @abstractmethod
    def find(self, tickets: Collection[str]) -> dict[str, str]:
        """Return the service's own names of orders that it has, by ticket; those that are left out it does not have."""

    @abstractmethod
    def send(self, order: Order) -> str:
        """Place an order; return the service's name of it. With the same ticket it is never placed twice."""

    @abstractmethod
    def news(self, names: Sequence[str]) -> dict[str, News]:
        """Say what has become of orders; of those that are left out nothing is known."""

    @abstractmethod
    def cancel(self, names: Sequence[str]) -> None:
        """Want orders no more; those that are over stay as they are."""
