"""All productions in a list that can be searched."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.driving.watch import Standing
from parisana.ui.desktop.theme import DIALOG, LIST, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.bar import bar_parts
from parisana.ui.desktop.widgets.rows import Column, Rows, missing
from parisana.ui.desktop.widgets.search import SearchField
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import button, label


class Productions(QDialog):
    """Choose one; ``number`` is the one that was chosen, or nothing."""

    def __init__(self, parent: QWidget | None, found: Sequence[Standing]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Productions"))
        self.resize(*LIST)
        self.number: int | None = None
        self._found = found
        self.rows = Rows(self._columns())
        self.table = Table(self.rows, self.tr("Productions"))
        self.search = SearchField(self.tr("Name, target, site, number"))
        self.search.textChanged.connect(self.show_matching)
        self.search.returnPressed.connect(self._open)
        self.table.opened.connect(lambda row: self._open())
        self.take = button(self.tr("Open"), kind="primary")
        self.take.clicked.connect(self._open)
        self._lay_out()
        self.show_matching("")

    def _columns(self) -> list[Column[Standing]]:
        return [
            Column(self.tr("Number"), lambda row: f"#{row.number}", lambda row: row.number, width=84),
            Column(self.tr("Name"), lambda row: row.name, width=-1),
            Column(self.tr("Target"), lambda row: missing(row.target), width=120),
            Column(self.tr("Site"), lambda row: row.site, width=96),
            Column(self.tr("State"), lambda row: row.state, state=lambda row: row.state, width=112),
            Column(self.tr("Jobs"), lambda row: f"{row.total:,}", lambda row: row.total, number=True, width=72),
            Column("", lambda row: "", parts=_parts, width=88),
            Column(self.tr("Begun"), _begun, lambda row: row.started, width=156, tone="dim"),
        ]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(NARROW)
        column.addWidget(label(self.tr("Productions"), "heading"))
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        close = button(self.tr("Cancel"))
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.take)
        column.addLayout(row)

    def show_matching(self, text: str) -> None:
        """Show the productions in which all these words are."""
        words = text.lower().split()
        self.rows.show([each for each in self._found if all(word in searched(each) for word in words)])
        self.take.setEnabled(bool(self.rows.rows))
        if self.rows.rows:
            self.table.selectRow(0)

    def _open(self) -> None:
        chosen = self.table.current
        if chosen is not None:
            self.number = chosen.number
            self.accept()


def searched(found: Standing) -> str:
    """Return in what a production is looked for."""
    return f"#{found.number} {found.name} {found.target} {found.site} {found.state} {found.owner}".lower()


def _parts(found: Standing) -> list[tuple[str, float]]:
    return bar_parts({state.value: count for state, count in found.counts.items()})


def _begun(found: Standing) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(found.started))
