"""Where the rows of the table come from: of many jobs from memory, of few, or until memory is ready, from the books.

Whoever shows a table asks one question after the other, and need not know: an answer says where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from parisana.bookkeeping.values.views import JobLine, JobQuery, JobSort
from parisana.core.jobs.states import JobState

from .apart import Gone, StoreApart
from .words import Answer, Loading, Question, Source

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: From so many jobs on a process keeps them all; fewer are quickly asked of any database.
LARGE = 20_000
#: Seconds for which it is remembered how many jobs there are.
REMEMBERED = 30.0


class JobTable:
    """Answers for one table; used by one thread."""

    def __init__(
        self,
        book: Callable[[], Bookkeeping],
        clock: Callable[[], float],
        store: Callable[[], StoreApart],
        large: int = LARGE,
    ) -> None:
        self._book, self._clock, self._make = book, clock, store
        self.large = large
        self.store: StoreApart | None = None
        self._sizes: dict[tuple[int, ...], tuple[float, int]] = {}

    def ask(self, question: Question) -> Answer:
        """Return rows as they are now; jobs that run show their time so far."""
        answer = self._from_memory(question) if self._worth_it(question) else Source.BOOKS
        if not isinstance(answer, Answer):
            answer = self._from_books(question, answer)
        now = self._clock()
        running = JobState.RUNNING
        lines = [replace(line, seconds=line.now(now)) if line.state is running else line for line in answer.lines]
        return replace(answer, lines=lines)

    def prepare(self) -> None:
        """Do before somebody waits for it what the first question would wait for: it is asked of the newest jobs."""
        for newest in self._book().productions(limit=1):
            question = Question(JobQuery(newest.id, sort=JobSort.STATE))
            self._size(question.query.productions)
            self._from_books(question, Source.BOOKS)

    def close(self) -> None:
        """Let go of the process."""
        if self.store is not None:
            self.store.close()
            self.store = None

    def _worth_it(self, question: Question) -> bool:
        if not question.memory or not StoreApart.possible():
            self.close()
            return False
        return self.store is not None or self._size(question.query.productions) >= self.large

    def _size(self, productions: tuple[int, ...]) -> int:
        now = self._clock()
        at, size = self._sizes.get(productions, (0.0, 0))
        if now - at > REMEMBERED:
            counted = (self._book().count_by_state(number).values() for number in productions)
            size = sum(sum(states.values()) for stages in counted for states in stages)
            self._sizes[productions] = (now, size)
        return size

    def _from_memory(self, question: Question) -> Answer | Loading | Source:
        if self.store is None:
            self.store = self._make()
            return Loading(0.0)  # the process is started by the next question: the first rows do not wait for that
        try:
            return self.store.ask(question)
        except Gone:
            return Source.AGAIN

    def _from_books(self, question: Question, why: Loading | Source) -> Answer:
        """Ask the bookkeeping: from the top or after a row; where no row is known to begin after, by counting."""
        source, share = (Source.LOADING, why.share) if isinstance(why, Loading) else (why, 0.0)
        book, query = self._book(), question.query
        first = 0 if question.known else question.first
        limited = replace(query, limit=question.known or question.count)
        if query.after is None and first:
            lines: list[JobLine] = [*book.job_rows_at(limited, first)]
        else:
            lines = [*book.job_rows(limited)]
        if not lines:
            book.production(query.production)
        counts = book.count_states(query)
        total = sum(n for state, n in counts.items() if not query.states or state in query.states)
        return Answer(first, lines, counts, total, {}, source, share)
