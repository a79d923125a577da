"""The dialog of an inventory as it is seen: which production, what is not as it is recorded, what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.upkeep.inventory import Finding
from parisana.ui.desktop.forms.inputs import Choice
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.theme import DIALOG, LIST, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.command_line import CommandLine
from parisana.ui.desktop.widgets.rows import Column, Rows, missing
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import button, label

#: What is wrong with a name -> the state whose dot it has, and its word.
KINDS = {
    "lost": ("failed", later("Inventory", "lost")),
    "damaged": ("failed", later("Inventory", "damaged")),
    "dark": ("waiting", later("Inventory", "dark")),
    "unknown": ("unknown", later("Inventory", "unknown")),
}


class InventoryFrame(QDialog):
    """Its widgets, in their places."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Inventory", "Is all there?"))
        self.resize(*LIST)
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.productions, self.bytes = Choice(), QCheckBox(translate("Inventory", "Compare checksums, too"))
        self.productions.setAccessibleName(translate("Inventory", "Production"))
        self.compare, self.stop = button(translate("Inventory", "Compare")), button(translate("Inventory", "Stop"))
        self.repair, self.clear = button(""), button("", "trash")
        self.close_it = button(translate("Inventory", "Close"), kind="primary")
        self.says, self.command = label("", "body", "dim", wrap=True), CommandLine("")
        columns: list[Column[Finding]] = [
            Column(
                translate("Inventory", "What"), lambda row: translate("Inventory", KINDS[row.kind][1]),
                state=lambda row: KINDS[row.kind][0], width=120,
            ),
            Column(translate("Inventory", "Name"), lambda row: row.path, width=-1, middle=True),
            Column(translate("Inventory", "Why"), lambda row: row.why, width=296),
            Column(
                translate("Inventory", "Job"), lambda row: missing(row.job), lambda row: row.job, number=True, width=72
            ),
        ]  # fmt: skip
        self.rows: Rows[Finding] = Rows(columns)
        self.table = Table(self.rows, translate("Inventory", "What is not as it is recorded"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(NARROW)
        column.addWidget(label(self.windowTitle(), "heading"))
        column.addLayout(_row((self.productions, 1), (self.bytes, 0), (self.compare, 0), (self.stop, 0)))
        card = Card()
        card.without_margins()
        card.add(self.table, 1)
        column.addWidget(card, 1)
        column.addWidget(self.says)
        column.addWidget(self.command)
        column.addLayout(_row((self.repair, 0), (self.clear, 0), (None, 1), (self.close_it, 0)))


def _row(*parts: tuple[QWidget | None, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(ROW_GAP)
    for widget, share in parts:
        if widget is None:
            row.addStretch(share)
        else:
            row.addWidget(widget, share)
    return row
