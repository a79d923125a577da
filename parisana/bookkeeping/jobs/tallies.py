"""Counts that are kept with what happens, so that a million jobs need not be counted when somebody looks.

Steps of jobs are counted by the minute; what attempts used, by narrow steps (``core/measures/bins.py``) and ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, select

from parisana.bookkeeping.database.bulk import word
from parisana.bookkeeping.database.door import LISTED, chunks
from parisana.bookkeeping.database.sums import Sums
from parisana.bookkeeping.schema import spreads, submissions, tallies
from parisana.bookkeeping.values.measures import ENDED, Ended
from parisana.core.jobs.states import JobState
from parisana.core.measures.bins import MINUTE, fine_bin

_STEPS = Sums(tallies, ["n"])
_ENDS = Sums(spreads, ["n", "total"], ["most"])


def count_steps(
    connection: Connection, production: int, steps: Iterable[tuple[int, float, JobState, JobState, int]]
) -> None:
    """Count steps: the stage's id, when, from which state, into which, and how many."""
    counted: Counter[tuple[int, int, str, str]] = Counter()
    for stage, at, old, new, n in steps:
        counted[stage, int(at // MINUTE), str(old), str(new)] += n
    _STEPS.add(connection, ((production, *key, n) for key, n in sorted(counted.items())))


def count_ends(connection: Connection, ends: Iterable[Ended]) -> None:
    """Count attempts that ended, and what they used."""
    found = list(ends)
    places = _places(connection, {each.submission_id for each in found})
    sums: dict[tuple[int, int, str, str, str, int], tuple[int, float, float]] = {}
    for each in found:
        for measure, number, value in _figures(each):
            key = (*places[each.submission_id], str(word(each.outcome)), measure, number)
            n, total, most = sums.get(key, (0, 0.0, 0.0))
            sums[key] = (n + 1, total + value, max(most, value))
    _ENDS.add(connection, ((*key, *figures) for key, figures in sorted(sums.items())))


def _figures(end: Ended) -> Iterable[tuple[str, int, float]]:
    yield ENDED, 0, 0.0
    for measure, value in end.used.items():
        if value is not None and value >= 0:
            yield measure, fine_bin(value), value


def _places(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[int, int, str]]:
    """Return the production, the stage and the site of submissions."""
    here = submissions.c
    found = {}
    for part in chunks(ids, LISTED):
        query = select(here.id, here.production_id, here.stage_id, here.endpoint).where(here.id.in_(part))
        found.update({each: (production, stage, site) for each, production, stage, site in connection.execute(query)})
    return found
