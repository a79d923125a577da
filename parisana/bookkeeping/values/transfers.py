"""Copies as they go into the bookkeeping, and as they come out. Times are epoch seconds; ``None`` is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from .states import TransferState

#: A production, or the text of a site; nobody in particular: the site whose root it is.
MeantFor = int | str | None


@dataclass(frozen=True, slots=True)
class NewTransfer:
    """A copy that is asked for; the checksum, where it is known, is that of the source."""

    owner: str
    host: str
    source: str
    target: str
    size: int | None = None
    checksum_kind: str | None = None
    checksum: str | None = None
    production_id: int | None = None
    site: str | None = None
    """The part of a site, as text, whose settings count; those of a production are recorded with it."""


class TransferRecord(NamedTuple):
    """A copy as recorded; ``moved`` bytes of ``size`` are there."""

    id: int
    production_id: int | None
    owner: str
    host: str
    source: str
    target: str
    size: int | None
    checksum_kind: str | None
    checksum: str | None
    state: TransferState
    moved: int
    tries: int
    not_before: float
    reason: str
    holder: str | None
    created: float
    started: float | None
    changed: float
    site: str | None

    @property
    def meant_for(self) -> MeantFor:
        """Return whose settings its storages have."""
        return self.site if self.production_id is None else self.production_id


class TransferEnd(NamedTuple):
    """What a try came to: an end, or that it is tried again ``not_before`` a time."""

    id: int
    state: TransferState
    reason: str = ""
    checksum_kind: str | None = None
    checksum: str | None = None
    size: int | None = None
    moved: int = 0
    tries: int = 0
    not_before: float = 0.0


class TransferCount(NamedTuple):
    """How many transfers of one state there are, and their bytes."""

    n: int
    size: int
    moved: int
