"""The words in which the table of jobs is asked for, wherever its rows come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from parisana.bookkeeping.values.views import JobLine, JobQuery
from parisana.core.jobs.states import JobState

#: Rows that are asked for at a time.
PAGE = 100


@dataclass(frozen=True, slots=True)
class Question:
    """What a table shows, or wants to show next."""

    query: JobQuery
    first: int = 0
    """The first row that is wanted, counted from the top."""
    count: int = PAGE
    seen: Sequence[int] = ()
    """The jobs (ids) that are in the rows from the first on: they are followed to where they have gone."""
    pin: int = 0
    """Which of those stays where it is: the one under the mouse, or else the first."""
    held: Sequence[int] = ()
    """Jobs (ids) whose rows are asked for."""
    known: int = 0
    """So many rows from the top are shown, and asked for again; only where no row can be counted."""
    memory: bool = True
    """Whether large tables may be kept in memory."""


class Source(StrEnum):
    """Where the rows come from."""

    MEMORY = "memory"
    """From the process that holds them all: any row can be asked for."""
    BOOKS = "books"
    """From the bookkeeping, page after page."""
    LOADING = "loading"
    """From there, until they are all in memory."""
    AGAIN = "again"
    """From there, until the process that held them is there again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Some rows, and how many there are in all."""

    first: int
    lines: Sequence[JobLine]
    counts: Mapping[JobState, int]
    """By all filters but that of states."""
    total: int
    rows: Mapping[int, int] = field(default_factory=dict)
    """In which rows those are that were asked for by their ids; only from memory."""
    source: Source = Source.BOOKS
    share: float = 0.0
    """How much of it has been loaded."""


@dataclass(frozen=True, slots=True)
class Loading:
    """Not all that was asked for is in memory yet."""

    share: float
