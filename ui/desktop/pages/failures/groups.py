"""The list of groups at the left of the page Failures: classes, and below each the messages with stage and count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from parisana.app.jobs.failures import FailureGroup, FailureReport
from parisana.core.jobs.states import Failure
from parisana.core.texts.words import counted
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.pages.jobs.views import stretch
from parisana.ui.desktop.theme import CARD, FAILURE_CHART, NARROW, ROW_GAP, TABLE_ROW
from parisana.ui.desktop.widgets.card import Card, hair
from parisana.ui.desktop.widgets.cells import Cells
from parisana.ui.desktop.widgets.rows import Cell, Column, Index, Rows
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import label
from parisana.ui.desktop.widgets.time_bars import Bars, Series

from .words import message, policy, title

ROW = TABLE_ROW + 4


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of the list: a class, or a group of it."""

    failure: Failure
    group: FailureGroup | None
    share: float = 0.0
    """Of all jobs that failed."""


class ListRows(Rows[ListLine]):
    """Lines of classes cannot be chosen."""

    def cell(self, index: Index) -> Cell:
        """Return what is drawn: of a class its name and what is done by itself."""
        line, column = self.rows[index.row()], self.columns[index.column()]
        if line.group is not None:
            parts = column.parts(line) if column.parts else None
            return Cell(column, column.text(line), parts=parts)
        bold = Column[ListLine](column.title, column.text, bold=index.column() == 0, tone=column.tone)
        return Cell(bold, column.text(line))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only groups be chosen."""
        return super().flags(index) if self.rows[index.row()].group else Qt.ItemFlag.ItemIsEnabled


class ListCells(Cells):
    """The lines of classes have a ground of their own, on which what is done by itself follows the name."""

    def ground(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the ground of a class, or that of a group."""
        line = self._rows.row(index)
        return "alt" if line is not None and line.group is None else super().ground(option, index)


def columns() -> list[Column[ListLine]]:
    """Return the columns of the list."""
    return [
        Column(
            translate("Failures", "Message"),
            lambda line: message(line.group.message) if line.group else title(line.failure),
            width=-1,
        ),
        Column(
            translate("Failures", "Stage"),
            lambda line: line.group.title if line.group else policy(line.failure),
            width=132,
            tone="dim",
        ),
        Column(
            translate("Failures", "Jobs"),
            lambda line: f"{line.group.jobs:,}" if line.group else "",
            number=True,
            width=64,
        ),
        Column("", lambda line: "", width=64, parts=lambda line: [("bad", line.share)] if line.group else []),
    ]


class FailureList(Card):
    """Heading, list, a remark, and when they failed."""

    #: Another group was chosen.
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.without_margins()
        self.heading, self.classes = label("", "heading"), label("", "caption", "dim")
        self.rows = ListRows(columns())
        self.table = Table(self.rows, translate("Failures", "Groups of jobs that failed alike"), row_height=ROW)
        self.table.setSortingEnabled(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.setItemDelegate(ListCells(self.table))
        self.when = label("", "caption", "dim")
        self.chart = Bars(translate("Failures", "When they failed"), times=True)
        self.chart.setFixedHeight(FAILURE_CHART)
        self._key: tuple[Any, ...] | None = None
        self._lay_out()
        self.table.chosen.connect(self._choose)

    def _lay_out(self) -> None:
        top = _row(self.heading, self.classes)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(hair())
        note = label(
            translate("Failures", "A class says what a retry can change; an outage of a site uses no retries up."),
            "caption", "dim", wrap=True,
        )  # fmt: skip
        below = QVBoxLayout()
        below.setContentsMargins(CARD, NARROW, CARD, ROW_GAP)
        below.setSpacing(ROW_GAP)
        below.addWidget(note)
        head = _row(label(translate("Failures", "When they failed"), "heading"), self.when)
        head.setContentsMargins(0, 0, 0, 0)
        below.addLayout(head)
        below.addWidget(self.chart)
        self.body.addLayout(below)

    @property
    def group(self) -> FailureGroup | None:
        """The group that is chosen."""
        line = self.table.current
        return line.group if line is not None else None

    def show_report(self, report: FailureReport) -> None:
        """Show the groups; what was chosen stays so, and where it is gone the largest is chosen."""
        failed = report.failed
        one, many = translate("Failures", "1 failed job"), translate("Failures", "{0} failed jobs")
        self.heading.setText(counted(failed, one, many))
        share = f"{failed / max(report.jobs, 1):.1%}"
        classes = counted(
            len(report.classes), translate("Failures", "in 1 class"), translate("Failures", "in {0} classes")
        )
        words = translate("Failures", "{0} of all {1} jobs").format(share, f"{report.jobs:,}")
        self.classes.setText(f"{classes}, {words}")
        self.rows.show(list(_lines(report)))
        self._span()
        self._select()

    def _span(self) -> None:
        self.table.clearSpans()
        for number, line in enumerate(self.rows.rows):
            if line.group is None:
                self.table.setSpan(number, 1, 1, 3)

    def _select(self) -> None:
        """Choose the group of before again, or the first."""
        places = {_key_of(line): number for number, line in enumerate(self.rows.rows) if line.group}
        if not places:
            return
        first = next(iter(places.values()))
        place = first if self._key is None else places.get(self._key, first)
        if self.table.currentIndex().row() != place:
            self.table.selectRow(place)
        else:
            self._choose(self.rows.rows[place])

    def _choose(self, line: ListLine | None) -> None:
        if line is not None and line.group is not None:
            self._key = _key_of(line)
            self.chosen.emit(line.group)

    def show_times(self, report: FailureReport) -> None:
        """Show when they failed: the class that is chosen, and the others."""
        mine: dict[int, float] = {}
        others: dict[int, float] = {}
        failure = self.group.failure if self.group else None
        for each in report.bins:
            counts = mine if each.failure is failure else others
            counts[each.bin] = counts.get(each.bin, 0) + each.jobs
        number = max([*mine, *others, 0]) + 1
        series = [Series(title(failure).lower() if failure else "", "bad", mine)]
        if others:
            series.append(Series(translate("Failures", "other"), "idle", others))
        self.chart.show_bars(series, report.start, report.width, number)
        self.when.setText(translate("Failures", "jobs per {0}").format(stretch(report.width)))


def _lines(report: FailureReport) -> Iterator[ListLine]:
    for failure in report.classes:
        yield ListLine(failure, None)
        for group in report.groups:
            if group.failure is failure:
                yield ListLine(failure, group, group.jobs / report.failed)


def _key_of(line: ListLine) -> tuple[Any, ...]:
    group = line.group
    return (line.failure, group.stage, group.message) if group else (line.failure,)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(CARD, NARROW, CARD, ROW_GAP)
    row.setSpacing(ROW_GAP)
    for each in widgets:
        row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
    return row
