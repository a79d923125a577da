"""Further places of an area, among which outputs are spread by free space: added, changed and removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from parisana.app.sites.area_check import AreaAnswer
from parisana.app.sites.storage_kinds import StorageKind
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.settings import SiteValues, found_at
from parisana.ui.desktop.widgets.texts import label, set_property, tool

from .place_row import PlaceRow

#: Areas that are one folder each.
UNDIVIDED = frozenset({"working", "logs"})


class FurtherRow(PlaceRow):
    """One further place, with a button that removes it."""

    def __init__(self, area: str, title: str, kinds: Sequence[StorageKind]) -> None:
        super().__init__(area, title, kinds)
        self.label = label(translate("Areas", "also"), tone="dim")
        self.label.setToolTip(translate("Areas", "Outputs are spread over these places by free space."))
        self.drop = tool(translate("Areas", "Remove {0}").format(title), "x")


class FurtherPlaces(QObject):
    """The further places of one area, as the site file or the profile lists them; the last may not be written yet."""

    #: Rows came or went, and want to be laid out.
    resized = Signal()
    #: The directory of one of them is to be looked for.
    browse_wanted = Signal(object)

    def __init__(self, area: str, title: str, site: SiteValues, kinds: Sequence[StorageKind]) -> None:
        super().__init__()
        self.area, self.title, self.site, self._kinds = area, title, site, kinds
        self._at = ("areas", area, "also")
        self.rows: list[FurtherRow] = []
        self._has_new = False
        self.add = tool(translate("Areas", "Add a further place of {0}").format(title), "plus")
        self.add.clicked.connect(self._begin)

    @property
    def _own(self) -> str:
        """The storage of the area, which a place written as a path alone has too."""
        return str(self.site.value("areas", self.area, "storage") or "disk")

    @property
    def _given(self) -> list[Any]:
        written = self.site.value(*self._at)
        return list(written) if isinstance(written, list) else []

    def refresh(self) -> None:
        """Show the places as they are written, and at the end the one that is not yet."""
        given, before = self._given, len(self.rows)
        self.add.setVisible(self.area not in UNDIVIDED and bool(self.site.value("areas", self.area, "path")))
        while len(self.rows) > len(given) + self._has_new:
            self._forget(self.rows[-1])
        while len(self.rows) < len(given) + self._has_new:
            self.rows.append(self._row(len(self.rows) + 1))
        if len(self.rows) != before:
            self.resized.emit()
        for row, each in zip(self.rows, given, strict=False):
            self._show(row, each)

    def _show(self, row: FurtherRow, written: Any) -> None:
        storage, path = _read(written, self._own)
        fault = self.site.problem(*self._at, str(row.number - 1)) or ""
        row.show_place(storage, path, fault)
        changed = "true" if self.site.is_override(*self._at) else "false"
        for widget in (row.kind, row.path.line):
            set_property(widget, "changed", changed)
            widget.setToolTip(f"{path if widget is row.path.line else storage}\n{self.site.origin(*self._at)}")

    def show_answers(self, answers: Sequence[AreaAnswer], is_written: bool) -> None:
        """Show what was found at each of them."""
        for row, answer in zip(self.rows, answers, strict=False):
            row.show_found(answer, is_written)

    def _row(self, number: int) -> FurtherRow:
        title = translate("Areas", "place {0} of {1}").format(number + 1, self.title)
        row = FurtherRow(self.area, title, self._kinds)
        row.number = number
        row.show_place(self._own, None, "")
        row.kind.activated.connect(lambda: self._write(row, row.path.line.text().strip()))
        row.path.edited.connect(lambda path: self._write(row, path))
        row.path.browse_wanted.connect(lambda: self.browse_wanted.emit(row))
        row.drop.clicked.connect(lambda: self._remove(row))
        return row

    def _begin(self) -> None:
        """Offer fields for one more place; nothing is written before it has a directory."""
        self._has_new = True
        self.refresh()
        line = self.rows[-1].path.line
        line.show()
        line.setFocus()

    def _write(self, row: FurtherRow, path: str | None) -> None:
        """Take what was typed or chosen; a place whose directory is cleared goes."""
        given, storage = self._given, str(row.kind.currentData())
        is_new = row.number > len(given)
        if not path:
            return None if is_new else self._remove(row)
        self._has_new = self._has_new and not is_new
        given[row.number - 1 : row.number] = [path if storage == self._own else {"storage": storage, "path": path}]
        self._take(given)

    def _remove(self, row: FurtherRow) -> None:
        given, is_new = self._given, row.number > len(self._given)
        self._forget(row)
        self._has_new = self._has_new and not is_new
        self.add.setFocus()
        if not is_new:
            del given[row.number - 1]
            self._take(given)
        self.resized.emit()

    def _take(self, given: list[Any]) -> None:
        """Write the list; none at all where neither the profile nor the site file has one."""
        filed = found_at(self.site.document.data, self._at)
        words = translate("Areas", "Change the places of {0}").format(self.title)
        self.site.write(self._at, given or (None if filed is None else []), words)

    def _forget(self, row: FurtherRow) -> None:
        self.rows.remove(row)
        for widget in (row.label, row.kind, row.path, row.drop, row.mark, row.problem):
            widget.hide()
            widget.deleteLater()
        for number, each in enumerate(self.rows, 1):
            each.number = number


def _read(written: Any, own: str) -> tuple[str, str]:
    """Return the storage and the directory of a further place, whatever is written there."""
    if isinstance(written, Mapping):
        return str(written.get("storage") or "disk"), str(written.get("path") or "")
    return own, str(written)
