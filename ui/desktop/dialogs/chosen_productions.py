"""The productions whose jobs are shown in one table: a tick for each, found by typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.driving.watch import Standing
from parisana.ui.desktop.theme import DIALOG, LIST, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.rows import Column, Rows, missing
from parisana.ui.desktop.widgets.search import SearchField
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import button, label

from .productions import searched


class ChosenProductions(QDialog):
    """Space or a click turns a tick; ``chosen`` are the numbers of those that have one."""

    def __init__(self, parent: QWidget | None, found: Sequence[Standing], chosen: Iterable[int]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Jobs of several productions"))
        self.resize(*LIST)
        self._found, self._ticked = found, set(chosen)
        self.rows: Rows[Standing] = Rows(
            [
                Column(
                    self.tr("Shown"), lambda row: "", tick=lambda row: row.number in self._ticked,
                    key=lambda row: row.number not in self._ticked, width=72,
                ),
                Column(self.tr("Number"), lambda row: f"#{row.number}", lambda row: row.number, width=84),
                Column(self.tr("Name"), lambda row: row.name, width=-1),
                Column(self.tr("Target"), lambda row: missing(row.target), width=120),
                Column(self.tr("Site"), lambda row: row.site, width=96),
                Column(self.tr("State"), lambda row: row.state, state=lambda row: row.state, width=112),
                Column(self.tr("Jobs"), lambda row: f"{row.total:,}", lambda row: row.total, number=True, width=88),
            ]
        )  # fmt: skip
        self.table = Table(self.rows, self.windowTitle())
        self.search = SearchField(self.tr("Name, target, site, number"))
        self.all, self.none = button(self.tr("All of these")), button(self.tr("None of these"))
        self.cancel, self.take = button(self.tr("Cancel")), button("", kind="primary")
        self._lay_out()
        self._connect()
        self._show_matching("")

    @property
    def chosen(self) -> tuple[int, ...]:
        """The productions with a tick."""
        return tuple(sorted(self._ticked))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(NARROW)
        column.addWidget(label(self.windowTitle(), "heading"))
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        for each in (self.all, self.none):
            row.addWidget(each)
        row.addStretch(1)
        for each in (self.cancel, self.take):
            row.addWidget(each)
        column.addLayout(row)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._show_matching)
        self.table.turned.connect(lambda row: self._set([row], row.number not in self._ticked))
        self.all.clicked.connect(lambda: self._set(self.rows.rows, True))
        self.none.clicked.connect(lambda: self._set(self.rows.rows, False))
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)

    def _show_matching(self, text: str) -> None:
        words = text.lower().split()
        self.rows.show([each for each in self._found if all(word in searched(each) for word in words)])
        self._show_count()

    def _set(self, rows: Sequence[Standing], on: bool) -> None:
        numbers = {row.number for row in rows}
        self._ticked = self._ticked | numbers if on else self._ticked - numbers
        self.rows.show(list(self.rows.rows))
        self._show_count()

    def _show_count(self) -> None:
        jobs = f"{sum(each.total for each in self._found if each.number in self._ticked):,}"
        one, several = self.tr("Show {0} jobs of 1 production"), self.tr("Show {0} jobs of {1} productions")
        self.take.setText((one if len(self._ticked) == 1 else several).format(jobs, len(self._ticked)))
        self.take.setEnabled(bool(self._ticked))
