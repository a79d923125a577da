"""Trying failed jobs again: which, with what they will ask for next, and what that may cost.

Jobs are chosen and counted by the database; they are read and set free a page at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.app.ground.command_line import command_line
from parisana.app.planning.needs import Wish, next_needs, wished
from parisana.bookkeeping.values.entries import JobChange
from parisana.bookkeeping.values.failed import Alike, FailedJob, FailedQuery
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.core.texts.words import counted, duration

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

PAGE = 5000
__all__ = ["FailedQuery", "RetryGroup", "RetryPreview", "Wish", "preview", "retry"]


@dataclass(frozen=True, slots=True)
class RetryGroup:
    """Jobs of one stage that failed alike and will ask for the same."""

    stage: str
    failure: Failure
    jobs: int
    before: Resources
    """What the last attempt asked for."""
    after: Resources
    """What the next one asks for."""


@dataclass(frozen=True, slots=True)
class RetryPreview:
    """What a retry would do."""

    groups: tuple[RetryGroup, ...]
    command: str

    @property
    def jobs(self) -> int:
        """Return how many jobs are tried again."""
        return sum(group.jobs for group in self.groups)

    @property
    def core_hours(self) -> float:
        """Return what it costs at most: every job to its time limit, on all its cores."""
        return sum(group.jobs * group.after.time_s * group.after.cores for group in self.groups) / 3600


def preview(book: Bookkeeping, chosen: FailedQuery, wish: Wish) -> RetryPreview:
    """Say what a retry would do, and by which command."""
    groups: dict[tuple[str, Failure, Resources, Resources], int] = {}
    for alike in book.failed_alike(chosen):
        key = (alike.stage, alike.failure, *_needs(alike, wish))
        groups[key] = groups.get(key, 0) + alike.jobs
    found = tuple(RetryGroup(*key[:2], jobs, *key[2:]) for key, jobs in groups.items())
    return RetryPreview(found, command_of(chosen, wish))


def command_of(chosen: FailedQuery, wish: Wish) -> str:
    """Return the command that does the same."""
    return command_line(
        "retry",
        chosen.production,
        stage=chosen.stage,
        failure=chosen.failure,
        message=chosen.message,
        jobs=tuple(chosen.numbers),
        memory=None if wish.memory_mb is None else f"{wish.memory_mb} MB",
        time=None if wish.time_s is None else f"{wish.time_s} s",
    )


def _needs(alike: Alike, wish: Wish) -> tuple[Resources, Resources]:
    """Return what jobs asked for last, and what they ask for next."""
    earlier = dict(alike.failures)
    if earlier.get(alike.failure):
        earlier[alike.failure] -= 1
    return next_needs(alike.resources, earlier), wish.over(next_needs(alike.resources, alike.failures))


def retry(book: Bookkeeping, chosen: FailedQuery, wish: Wish, now: float) -> int:
    """Set failed jobs free, with what they shall ask for, and let their production go on; return how many."""
    count = _set_free(book, chosen, wish, now)
    if count:
        said = counted(count, "1 job is tried again", "{0} jobs are tried again")
        book.note(chosen.production, now, places.person(), said)
        book.set_production_state(chosen.production, ProductionState.RUNNING, now, places.person())
    return count


def _set_free(book: Bookkeeping, chosen: FailedQuery, wish: Wish, now: float) -> int:
    count = 0
    for page in _pages(book, chosen):
        if wish:
            failures = book.failures_of(job.id for job in page)
            book.ask_for({job.id: wished(job.resources, wish, failures.get(job.id, {})) for job in page})
        reason = f"Tried again by the user{_with(wish)}."
        changes = [JobChange(job.id, JobState.READY, now, job.failure, reason) for job in page]
        count += len(changes) - len(book.step_jobs(chosen.production, changes, places.person()))
    return count


def _pages(book: Bookkeeping, chosen: FailedQuery) -> Iterator[Sequence[FailedJob]]:
    """Yield the jobs that are meant, oldest failures first."""
    after = None
    while page := book.failed_jobs(chosen, after, PAGE, newest=False):
        yield page
        after = page[-1].place


def _with(wish: Wish) -> str:
    parts = {
        f"{wish.memory_mb or 0:,} MB": wish.memory_mb,
        duration(wish.time_s or 0): wish.time_s,
    }
    said = [words for words, value in parts.items() if value is not None]
    return f" with {' and '.join(said)}" if said else ""
