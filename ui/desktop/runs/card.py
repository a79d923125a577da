"""The card of the run list: what it comes to, the slices as a strip, the table, and what one does to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from parisana.core.runs.observation import Observation, Slice
from parisana.ui.desktop.forms.inputs import Line
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import CARD, NAME_FIELD, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.texts import button, label

from . import words
from .columns import FACTS, Fact, known_facts, usual_facts
from .strip import SliceStrip
from .table import RunTable


class RunsCard(Card):
    """Shows runs in slices. Columns are those that the user chose, or the usual ones."""

    removed = Signal(list)
    kept = Signal(list)
    added = Signal(str)
    columns_chosen = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.without_margins()
        self._rows: Sequence[Observation] = ()
        self._slices: Sequence[Slice] = ()
        self._chosen: list[str] = []
        self.editable = True
        self._make_head()
        self.strip = SliceStrip()
        self.table = self._make_table(FACTS[:7])
        self.empty = Empty("list-dashes", self.tr("No runs yet"), "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.body.addWidget(self._above())
        self.body.addWidget(self.stack, 1)

    def _make_head(self) -> None:
        self.count, self.said = label("", "heading"), label("", "caption", "dim", wrap=True)
        self.add_line = Line()
        self.add_line.setFixedWidth(NAME_FIELD)
        self.add_line.setPlaceholderText(self.tr("Add runs by number"))
        self.add_line.setAccessibleName(self.tr("Add runs by number"))
        self.add_line.finished.connect(self._add)
        self.keep = button(self.tr("Keep Only"), small=True)
        self.keep.clicked.connect(lambda: self.kept.emit(self.table.selected_runs()))
        self.remove = button(self.tr("Remove"), "x", small=True)
        self.remove.clicked.connect(self._remove)
        self.columns = button(self.tr("Columns"), "columns", small=True)
        self.columns.clicked.connect(self._choose_columns)

    def _above(self) -> QWidget:
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(CARD, NARROW, NARROW, ROW_GAP)
        column.setSpacing(ROW_GAP // 2)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        row.addWidget(self.count)
        row.addStretch(1)
        for each in (self.keep, self.remove, self.add_line, self.columns):
            row.addWidget(each)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.strip)
        return above

    def _make_table(self, facts: Sequence[Fact]) -> RunTable:
        table = RunTable(facts, self.tr("Runs"))
        table.removed.connect(self._remove)
        table.selectionModel().selectionChanged.connect(self._show_selected)
        return table

    def _remove(self) -> None:
        if self.editable:
            self.removed.emit(self.table.selected_runs())

    def _add(self, text: str) -> None:
        if text.strip():
            self.added.emit(text)
            self.add_line.clear()

    def show_runs(self, rows: Sequence[Observation], slices: Sequence[Slice], total: int, said: str) -> None:
        """Show runs as they will be cut."""
        self._rows, self._slices = rows, slices
        self.count.setText(self.tr("{0} selected").format(words.runs(total)))
        more = self.tr("the first {0} are shown").format(f"{len(rows):,}") if total > len(rows) else ""
        self.said.setText(words.DOT.join(filter(None, (said, more))))
        self.said.setVisible(bool(self.said.text()))
        self.strip.show_slices(slices)
        self._show_table()

    def say_empty(self, sentence: str, remark: str) -> None:
        """Say why there is nothing to show."""
        self.empty.sentence.setText(sentence)
        self.empty.remark.setText(remark)

    def choose(self, names: Sequence[str]) -> None:
        """Show these columns; none: the usual ones."""
        self._chosen = list(names)
        self._show_table()

    @property
    def facts(self) -> list[Fact]:
        """The columns that are shown."""
        chosen = [fact for fact in FACTS if fact.name in self._chosen]
        return chosen or usual_facts(self._rows)

    def _show_table(self) -> None:
        """Fill the table; with other columns it is another table."""
        titles = [translate("RunColumns", fact.title) for fact in self.facts]
        if titles != [column.title for column in self.table.runs.columns]:
            old, self.table = self.table, self._make_table(self.facts)
            self.stack.addWidget(self.table)
            self.stack.removeWidget(old)
            old.deleteLater()
        self.table.runs.show_slices(self._slices)
        self.table.fit()
        self.stack.setCurrentWidget(self.table if self._rows else self.empty)
        self._show_selected()

    def _show_selected(self) -> None:
        number = len(self.table.selected_runs())
        for each, said in ((self.keep, self.tr("Keep Only {0}")), (self.remove, self.tr("Remove {0}"))):
            each.setText(said.format(words.runs(number)))
            each.setAccessibleName(each.text())
            each.setVisible(bool(number) and self.editable)
        self.add_line.setVisible(not number and self.editable)

    def _choose_columns(self) -> None:
        menu = self.columns_menu()
        menu.exec(self.columns.mapToGlobal(self.columns.rect().bottomLeft()))

    def columns_menu(self) -> QMenu:
        """Return the list of all that is known of these runs, what is shown ticked."""
        menu = QMenu(self)
        shown = {fact.name for fact in self.facts}
        for fact in known_facts(self._rows):
            action = QAction(translate("RunColumns", fact.title), menu, checkable=True, checked=fact.name in shown)
            action.setEnabled(fact.name != "run")
            action.triggered.connect(lambda on, name=fact.name: self._turn(name))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("Usual columns"), lambda: self._take([]))
        return menu

    def _turn(self, name: str) -> None:
        shown = {fact.name for fact in self.facts} ^ {name}
        self._take([fact.name for fact in FACTS if fact.name in shown])

    def _take(self, names: list[str]) -> None:
        self.choose(names)
        self.columns_chosen.emit(names)
