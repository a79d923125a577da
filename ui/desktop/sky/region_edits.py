"""What the page Excluded Regions does to its regions; each is one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parisana.core.sky.region import Region

from .entries import fresh, with_region, with_text
from .gestures import NEW
from .words import regions

if TYPE_CHECKING:
    from parisana.ui.desktop.pages.stages.regions import RegionsPage


class RegionEdits(QObject):
    """Edits from the table, the map and the buttons."""

    def __init__(self, page: RegionsPage) -> None:
        super().__init__(page)
        self.page = page
        self._dragged: set[int] = set()

    def show_changing(self, now: Mapping[int, Region]) -> None:
        """Show in the table what is being dragged on the map; the profile is written when it is let go."""
        for number, entry in enumerate(self.page.entries):
            if number in now or number in self._dragged:
                self.page.table.regions.show_entry(number, with_region(entry, now[number]) if number in now else entry)
        self._dragged = set(now)

    def take_changed(self, now: Mapping[int, Region], words: str) -> None:
        """Write what was dragged or drawn, as one edit."""
        entries, self._dragged = self.page.entries, set()
        chosen = [len(entries)] if NEW in now else self.page.chosen
        for number, region in now.items():
            if number == NEW:
                entries.append(region.written())
            else:
                entries[number] = with_region(entries[number], region)
        self.page.write(entries, words)
        self.page.table.choose(chosen)

    def take_text(self, number: int, key: str, text: str) -> None:
        """Take what was typed into a cell."""
        entries = self.page.entries
        entry = entries[number] if isinstance(entries[number], dict) else {}
        entries[number] = with_text(entry, key, text)
        self.page.write(entries, self.tr("Change a region"))

    def add(self, shape: str) -> None:
        """Add a region at the target, and let its position be typed."""
        ra, dec = self.page.sky.runs.target or self.page.map.around.middle
        self.page.write([*self.page.entries, fresh(shape, ra, dec)], self.tr("Add a region"))
        self.page.table.selectRow(self.page.table.regions.rowCount() - 1)
        self.page.table.setFocus()

    def duplicate(self) -> None:
        """Add the chosen regions once more."""
        entries = self.page.entries
        again = [entries[number] for number in self.page.table.selected_numbers()]
        self.page.write([*entries, *again], self.tr("Duplicate"))

    def remove(self) -> None:
        """Take the chosen regions out; undo brings them back."""
        gone = set(self.page.table.selected_numbers())
        left = [entry for number, entry in enumerate(self.page.entries) if number not in gone]
        self.page.table.clearSelection()
        self.page.write(left, self.tr("Remove {0}").format(regions(len(gone))))
