"""What the process holds: the jobs of some productions, and the answer to the question that was asked last."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

import numpy as np

from parisana.bookkeeping.jobs.blocks import JobBlock, StagePlace
from parisana.bookkeeping.values.views import JobQuery

from .columns import Columns
from .view import View
from .words import Answer, Loading, Question, Source

#: So many jobs that nobody asks for are kept; beyond, what was asked for last is loaded alone.
SPARE = 500_000


class Held:
    """Shared by the thread that fills and the one that answers; each holds it for some milliseconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._columns = Columns()
        self._expected: dict[int, int] = {}
        self._complete: set[int] = set()
        self._wanted: tuple[int, ...] = ()
        self._view: View | None = None

    def answer(self, question: Question) -> Answer | Loading:
        """Answer at once, if all that is needed is there."""
        with self._lock:
            self._want(question.query.productions)
            if not self._complete.issuperset(self._wanted):
                return Loading(self._share())
            view = self._view_of(question.query.all_pages)
            rows = view.rows_of([*question.held, *question.seen]) if question.held or question.seen else {}
            first = max(0, min(question.first + drift(question, rows), view.total - 1))
            lines = view.lines(first, question.count)
            return Answer(first, lines, view.counts, view.total, rows, Source.MEMORY, 1.0)

    def missing(self) -> list[int]:
        """Return the productions that are wanted and not loaded; too much that is not wanted any more is dropped."""
        with self._lock:
            spare = [number for number in self._expected if number not in self._wanted]
            if sum(self._expected[number] for number in spare) > SPARE:
                self._columns, self._view = Columns(), None
                self._expected.clear()
                self._complete.clear()
            return [number for number in self._wanted if number not in self._complete]

    def complete_ones(self) -> list[int]:
        """Return the productions that are loaded."""
        with self._lock:
            return sorted(self._complete)

    def expect(self, production: int, jobs: int) -> None:
        """Note how many jobs will come."""
        with self._lock:
            self._expected[production] = jobs
            self._columns.reserve(jobs)

    def complete(self, production: int) -> None:
        """Note that all of a production is here."""
        with self._lock:
            self._complete.add(production)

    def know_stages(self, found: Sequence[StagePlace]) -> None:
        """Learn what stages are called."""
        with self._lock:
            if self._columns.know_stages(found):
                self._view = None

    def knows_stage(self, stage_id: int) -> bool:
        """Whether a stage is known."""
        with self._lock:
            return self._columns.knows_stage(stage_id)

    def take(self, blocks: Sequence[JobBlock]) -> None:
        """Take jobs as they are now; those that are new are appended."""
        if not blocks:
            return
        with self._lock:
            places = self._columns.places_of([block.id for block in blocks])
            fresh = [block for block, place in zip(blocks, places.tolist(), strict=True) if place < 0]
            known = np.flatnonzero(places >= 0)
            there = [blocks[each] for each in known.tolist()]
            other = np.flatnonzero(self._columns.differing(places[known], there))
            self._change(places[known][other], [there[each] for each in other.tolist()])
            self._append(fresh)

    def _change(self, places: np.ndarray[tuple[int], np.dtype[np.int64]], blocks: Sequence[JobBlock]) -> None:
        if not blocks:
            return
        if self._view is not None:
            self._view.leave(places)
        self._columns.update(places, blocks)
        if self._view is not None:
            self._view.enter(places)

    def _append(self, blocks: Sequence[JobBlock]) -> None:
        if blocks:
            self._columns.append(blocks)
            self._view = None

    def _view_of(self, query: JobQuery) -> View:
        if self._view is None or self._view.query != query:
            self._view = View(self._columns, query)
        return self._view

    def _want(self, productions: tuple[int, ...]) -> None:
        self._wanted = productions

    def _share(self) -> float:
        expected = sum(self._expected.get(number, 0) for number in self._wanted)
        loaded = np.isin(self._columns["production"], self._wanted)
        return min(1.0, float(np.count_nonzero(loaded)) / expected) if expected else 0.0


def drift(question: Question, rows: Mapping[int, int]) -> int:
    """Return by how many rows to follow the job that is looked at; one that left the others for elsewhere is let go."""
    moved = {step: rows[job] - (question.first + step) for step, job in enumerate(question.seen) if job in rows}
    if not moved:
        return 0
    usual = sorted(moved.values())[len(moved) // 2]
    with_others = [step for step, by in moved.items() if abs(by - usual) <= len(question.seen)]
    return moved[min(with_others, key=lambda step: abs(step - question.pin))]
