"""What the table of jobs asks, and what becomes of the answers: the first rows, those in sight, all of them again.

While jobs change, the row under the mouse, or else the first that is seen, stays where it is; whoever is chosen stays
chosen wherever the job goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QTimer, Signal

from parisana.app.jobs.job_table import PAGE, Answer, JobLine, JobQuery, Question, Source
from parisana.ui.desktop import asking
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.widgets.table import Table

from .far import FarRows
from .scroll import Anchor, MousePlace

#: So many jobs can be chosen one by one.
MOST_CHOSEN = 2000
#: Looks between two refreshes while every row has to be counted off by the database.
SELDOM = 5


class Asking(QObject):
    """Belongs to one table."""

    #: An answer is shown.
    answered = Signal(object)
    #: Rows that are chosen, and were not known, are there.
    known = Signal()

    def __init__(self, desk: Desk, table: Table, rows: FarRows, query: Callable[[], JobQuery]) -> None:
        super().__init__(table)
        self._desk, self._table, self._rows, self._query = desk, table, rows, query
        self._mouse = MousePlace(table)
        self._asked = asking.Question(desk.bridge, "jobs", self)
        self._paging = asking.Question(desk.bridge, "jobs", self)
        for each in (self._asked, self._paging):
            each.failed = self._silent
        self._looks, self.steady = 0, False
        #: The end was reached while the rows were asked for again.
        self._late = False
        self._source = Source.BOOKS
        self.memory = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.look_around)
        rows.more_wanted.connect(self.more)
        rows.unknown_seen.connect(self._soon.start)

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked.open or self._paging.open

    def begin(self) -> None:
        """Ask for the first rows of what is wanted now."""
        self._paging.drop()
        self._ask(self._asked, Question(self._query(), memory=self.memory), self._begin)

    def refresh(self) -> None:
        """Ask for what is shown as it is now: the more it costs, the more seldom; never twice at a time."""
        self._looks += 1
        near = self._rows.far is None
        worth_it = self._looks * PAGE >= len(self._rows.rows) if near else self._quick or self._looks >= SELDOM
        if self._asked.open or not worth_it:
            return
        self._looks = 0
        question, held = self._again(max(PAGE, len(self._rows.rows)) if near else 0)
        self._ask(self._asked, question, lambda answer: self._show(answer, question, held))

    def more(self) -> None:
        """Ask for the page below the last row: now, or when the rows that are being asked for again are there."""
        self._late = self._asked.open
        if not self.waiting and self._rows.rows:
            query, shown = self._query(), len(self._rows.rows)
            place = self._rows.rows[-1].place(query.sort)
            further = Question(replace(query, after=place), first=shown, memory=self.memory)
            self._ask(self._paging, further, self._add)

    def look_around(self) -> None:
        """Ask for the rows that are in sight."""
        if not self._paging.open:
            first, last = self.sight()
            begin = max(0, first - PAGE // 4)
            question = Question(self._query(), first=begin, count=last - begin + PAGE // 2, memory=self.memory)
            self._ask(self._paging, question, self._fill)

    def fetch(self, first: int, last: int) -> None:
        """Ask for rows that were chosen without having been seen."""
        question = Question(self._query(), first=first, count=last - first + 1, memory=self.memory)
        self._ask(self._paging, question, self._fill_chosen)

    def sight(self) -> tuple[int, int]:
        """Return the first and the last row that is seen."""
        table = self._table
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        return max(first, 0), self._rows.rowCount() - 1 if last < 0 else last

    def chosen_places(self) -> list[int]:
        """Return the rows that are chosen, and the one that the keys are in."""
        found = {place for first, last in chosen_ranges(self._table) for place in range(first, last + 1)}
        current = self._table.currentIndex().row()
        return sorted(found | ({current} if current >= 0 else set()))

    @property
    def _quick(self) -> bool:
        return self._source is Source.MEMORY

    def _ask(self, by: asking.Question, question: Question, done: Callable[[Answer], object]) -> None:
        by.ask(lambda session: session.job_table.ask(question), done)

    def _again(self, known: int) -> tuple[Question, dict[int, int]]:
        """Return the question for what is shown, and the jobs that are held, by id, with their rows."""
        first, last = self.sight()
        seen, pin = self._followed(first, last)
        chosen = {line.id: place for place in self.chosen_places() if (line := self._rows.line(place)) is not None}
        question = Question(
            self._query(), first if seen else 0, last - first + PAGE // 2, [line.id for line in seen], pin,
            list(chosen), known, self.memory,
        )  # fmt: skip
        return question, chosen | {line.id: first + step for step, line in enumerate(seen)}

    def _followed(self, first: int, last: int) -> tuple[list[JobLine], int]:
        """Return the rows in sight, and which of them is to stay; none at the beginning, unless the mouse is there."""
        under = self._mouse.row
        if under < 0 and self._table.verticalScrollBar().value() == 0:
            return [], 0
        seen = []
        for place in range(first, last + 1):
            line = self._rows.line(place)
            if line is None:
                break
            seen.append(line)
        return seen, max(0, under - first)

    def _begin(self, answer: Answer) -> None:
        self._take(answer)
        self._late = False
        if answer.source is Source.MEMORY:
            self._rows.begin_far(answer)
        else:
            self._rows.begin(answer.lines)
        self._table.scrollToTop()
        self.answered.emit(answer)

    def _show(self, answer: Answer, question: Question, held: dict[int, int]) -> None:
        self._take(answer)
        self.steady = True
        if answer.source is Source.MEMORY:
            self._move(answer, question, held)
        elif self._rows.far is None:
            with Anchor(self._table):
                self._rows.show(answer.lines)
        else:
            self._rows.fill(answer, self.chosen_places())
        self.steady = False
        self.answered.emit(answer)
        if self._late and self._rows.canFetchMore():
            self.more()

    def _move(self, answer: Answer, question: Question, held: dict[int, int]) -> None:
        """Put the rows where they are now; what was chosen only meanwhile is not known to the answer, and is kept."""
        chosen = [line.id for place in self.chosen_places() if (line := self._rows.line(place)) is not None]
        if not set(chosen) <= set(held):
            return
        bar, height = self._table.verticalScrollBar(), self._table.rowHeight(0)
        wanted = bar.value() + (answer.first - question.first) * height if question.seen else None
        current = self._rows.row(self._table.currentIndex())
        if current is not None and current.id not in answer.rows:
            self._table.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._rows.move(answer, held)
        if wanted is not None:
            bar.setValue(wanted)

    def _add(self, answer: Answer) -> None:
        if answer.source is Source.MEMORY or self._rows.far is not None:
            return
        self._take(answer)
        self._rows.add(answer.lines)
        self.answered.emit(answer)

    def _fill(self, answer: Answer) -> None:
        self._rows.fill(answer, self.chosen_places())
        first, last = self.sight()
        if any(self._rows.line(place) is None for place in range(first, last + 1)) and answer.lines:
            self._soon.start()

    def _fill_chosen(self, answer: Answer) -> None:
        self._rows.fill(answer)
        self.known.emit()

    def _take(self, answer: Answer) -> None:
        self._source, self._rows.total = answer.source, answer.total

    def _silent(self, error: Exception) -> None:
        """Keep the rows: what was known is still the best that is known, and the banner says why nothing changes."""


def chosen_ranges(table: Table) -> list[tuple[int, int]]:
    """Return the rows that are chosen, neighbours together, each by the first and the last."""
    chosen = table.selectionModel().selection()
    return [(chosen.at(place).top(), chosen.at(place).bottom()) for place in range(chosen.count())]
