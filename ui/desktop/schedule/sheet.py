"""The rows of a production as a table whose cells are typed into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal

from parisana.core.simulations.rowsheet import SheetRow
from parisana.ui.desktop.forms.spoken import shown, whole, written
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.widgets.rows import Column, Index, Rows

#: Name of a row's value -> title, width in pixels, the unit that a bare number has. The last column is computed.
COLUMNS: dict[str, tuple[str, int, str | None]] = {
    "zenith": (later("Schedule", "Zenith (°)"), 96, None),
    "azimuth": (later("Schedule", "Azimuth (°)"), 92, None),
    "index": (later("Schedule", "Index"), 72, None),
    "emin": (later("Schedule", "Emin (TeV)"), 96, "TeV"),
    "emax": (later("Schedule", "Emax (TeV)"), 96, "TeV"),
    "rhomin": (later("Schedule", "ρ min (m)"), 84, "m"),
    "rhomax": (later("Schedule", "ρ max (m)"), 84, "m"),
    "showers": (later("Schedule", "Req. showers"), 120, None),
    "showers_per_job": (later("Schedule", "Showers a job"), 128, None),
    "jobs": (later("Schedule", "# jobs"), -1, None),
}
NAMES = tuple(COLUMNS)
COUNTS = ("showers", "showers_per_job", "jobs")
ROW, OWN = Qt.ItemDataRole.UserRole + 20, Qt.ItemDataRole.UserRole + 21


def said(row: SheetRow, name: str) -> str:
    """Return a value as a cell shows it."""
    value = row.value(name)
    if value is None:
        return "–"
    if isinstance(value, int) and name in COUNTS:
        return f"{value:,}"
    return f"{value:.6g}" if isinstance(value, int | float) else str(value)


def column(name: str) -> Column[SheetRow]:
    """Return a column of the table."""
    title, width, _ = COLUMNS[name]
    return Column(translate("Schedule", title), lambda row: said(row, name), number=True, width=width)


class Sheet(Rows[SheetRow]):
    """The rows in the order in which they are written; all but the number of jobs can be typed."""

    #: A cell was typed: the row's place, the value's name, the value; nothing resets it.
    edited = Signal(int, str, object)

    def __init__(self) -> None:
        super().__init__([column(name) for name in NAMES])

    def show_sheet(self, rows: Sequence[SheetRow]) -> None:
        """Show rows as they will be made."""
        self.show(rows)

    def is_own(self, index: Index) -> bool:
        """Whether a cell shows what the row says of itself."""
        row = self.row(index)
        return row is not None and NAMES[index.column()] in row.own

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let all be typed but what is computed."""
        usual = super().flags(index)
        return usual if NAMES[index.column()] == "jobs" else usual | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, what is typed into it, and what is said of it."""
        row = self.row(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.EditRole:
                return self._typed(row, NAMES[index.column()])
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._words(index, row)
        return {ROW: row, OWN: self.is_own(index)}[role] if role in (ROW, OWN) else super().data(index, role)

    def _typed(self, row: SheetRow, name: str) -> str:
        if name in row.own:
            return shown(row.own[name], COLUMNS[name][2])
        return said(row, name).replace(",", "").replace("–", "")

    def _words(self, index: Index, row: SheetRow) -> str:
        text = said(row, NAMES[index.column()])
        own = translate("Schedule", "{0}: the row's own value. Del lets the schedule count again").format(text)
        return row.problem or (own if self.is_own(index) else text)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Say what was typed; the profile then says what is shown."""
        row, name = self.row(index), NAMES[index.column()]
        if row is None or str(value) == self._typed(row, name):
            return False
        read = whole(str(value)) if name in COUNTS else written(str(value), COLUMNS[name][2])
        if read is None and name not in row.own:
            return False
        self.edited.emit(row.number, name, read)
        return True
