"""Input and output directories: one row an area and one a further place of it, each with an answer of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from parisana.app.sites.area_check import AreaAnswer
from parisana.app.sites.storage_kinds import StorageKind
from parisana.core.texts.words import duration
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.settings import SiteValues
from parisana.ui.desktop.theme import BESIDE, FIELD, ROW_GAP, SAID
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.texts import label, set_property, tool

from .further import FurtherPlaces
from .place_row import PlaceRow, in_short

#: Areas of the Analysis desk, in order.
AREAS = (
    ("working", later("Areas", "Working")),
    ("calibration", later("Areas", "Calibration")),
    ("dst", later("Areas", "DST")),
    ("tables", later("Areas", "Tables")),
    ("output-tables", later("Areas", "Output Tables")),
    ("results", later("Areas", "Results")),
    ("logs", later("Areas", "Logs")),
)
LABELS, KINDS, PATHS, RESETS, ADDS, ANSWERS = range(6)


class AreaRow(PlaceRow):
    """One area, with its further places below it."""

    def __init__(self, name: str, title: str, site: SiteValues, kinds: Sequence[StorageKind]) -> None:
        super().__init__(name, title, kinds)
        self.name, self.site = name, site
        self.label = label(title)
        self.label.setBuddy(self.path.line)
        self.undo = tool(translate("Areas", "Reset {0}").format(title), "arrow-u-up-left")
        self.further = FurtherPlaces(name, title, site, kinds)
        self.shown = ""
        self.kind.activated.connect(lambda number: self._write("storage", self.kind.itemData(number)))
        self.path.edited.connect(lambda value: self._write("path", value))
        self.undo.clicked.connect(lambda: site.reset(("areas", name)))

    def _write(self, field: str, value: str) -> None:
        self.site.write(("areas", self.name, field), value)

    @property
    def is_there(self) -> bool:
        """Whether the site has this area."""
        return bool(self.site.value("areas", self.name, "path"))

    @property
    def places(self) -> list[PlaceRow]:
        """The rows of all its places, its own first."""
        return [self, *self.further.rows]

    def refresh(self) -> None:
        """Show the area with its marks."""
        site, name = self.site, self.name
        kind = str(site.value("areas", name, "storage") or "disk")
        self.show_place(kind, site.value("areas", name, "path"), self._own_fault())
        for widget, field in ((self.kind, "storage"), (self.path.line, "path")):
            changed = site.is_override("areas", name, field)
            set_property(widget, "changed", "true" if changed else "false")
            widget.setToolTip(f"{site.value('areas', name, field) or ''}\n{site.origin('areas', name, field)}".strip())
        self.undo.setVisible(site.is_override("areas", name))
        if not self.is_there:
            self.mark.show_state(
                "not set", translate("Areas", "with Working") if name == "logs" else translate("Areas", "not set")
            )
        self.further.refresh()

    def _own_fault(self) -> str:
        """Return what is wrong with it, and not with one of its further places: those say that themselves."""
        faults = self.site.faults("areas", self.name)
        return next((words for rest, words in faults if rest[:1] != ("also",) or len(rest) == 1), "")

    def show_answer(self, answer: AreaAnswer, is_written: bool) -> None:
        """Show what was found at each of its places."""
        own, *further = answer.places or (answer,)
        self.shown, _ = in_short(answer, is_written)
        self.show_found(own, is_written)
        self.further.show_answers(further, is_written)

    def show_error(self, message: str) -> None:
        """Say why none of its places can be looked at."""
        super().show_error(message)
        for each in self.further.rows:
            each.show_error(message)

    def show_waiting(self) -> None:
        """Say which places are being looked at; older answers stay."""
        if self.is_there:
            super().show_waiting()
            for each in self.further.rows:
                each.show_waiting()


class AreasCard(Card):
    """All areas of the site."""

    asked = Signal()
    #: The directory of a place is to be looked for.
    browse_wanted = Signal(object)

    def __init__(self, site: SiteValues, kinds: Sequence[StorageKind], is_written: Callable[[str], bool]) -> None:
        super().__init__(self.tr("Input and output directories"))
        self._is_written = is_written
        self.rows = {name: AreaRow(name, translate("Areas", title), site, kinds) for name, title in AREAS}
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(ROW_GAP)
        self.grid.setVerticalSpacing(BESIDE)
        self.grid.setColumnStretch(PATHS, 1)
        self.grid.setColumnMinimumWidth(ANSWERS, SAID)
        self._head()
        self.body.addLayout(self.grid)
        self._arrange()
        for row in self.rows.values():
            row.path.browse_wanted.connect(lambda row=row: self.browse_wanted.emit(row))
            row.further.browse_wanted.connect(self.browse_wanted)
            row.further.resized.connect(self._arrange)

    def _head(self) -> None:
        self.age = label("", "caption", "dim")
        for column, text in ((KINDS, self.tr("Storage")), (PATHS, self.tr("Directory"))):
            self.grid.addWidget(label(text, "caption", "dim"), 0, column)
        self.grid.addWidget(self.age, 0, ANSWERS)

    def _arrange(self) -> None:
        """Lay out all rows below each other; the tab key goes through them in this order."""
        for line in range(self.grid.rowCount()):
            self.grid.setRowMinimumHeight(line, 0)
        stops: list[QWidget] = []
        for number, cells in enumerate(cells for row in self.rows.values() for cells in _cells(row)):
            place, widgets = cells
            for column, widget in widgets.items():
                self.grid.addWidget(widget, 2 * number + 1, column)
            self.grid.addWidget(place.problem, 2 * number + 2, KINDS, 1, ANSWERS)
            self.grid.setRowMinimumHeight(2 * number + 1, FIELD + BESIDE)
            stops += [place.kind, place.path.line, *(widgets[column] for column in (RESETS, ADDS) if column in widgets)]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def refresh(self) -> None:
        """Show the areas as the profile has them."""
        for row in self.rows.values():
            row.refresh()

    def show_answer(self, answer: AreaAnswer) -> None:
        """Show what was found of one area."""
        self.rows[answer.name].show_answer(answer, self._is_written(answer.name))
        self.show_age()

    def show_age(self) -> None:
        """Say how old the oldest answer is."""
        for row in self.rows.values():
            for place in row.places:
                place.show_age()
        times = [row.answer.at for row in self.rows.values() if row.answer is not None]
        age = duration(max(0.0, time.time() - min(times))) if times else ""
        self.age.setText(self.tr("Checked {0} ago").format(age) if times else "")

    def focus(self, path: Sequence[str]) -> None:
        """Put the cursor into the field that a path below ``areas`` leads to."""
        row = self.rows.get(path[0])
        if row is None:
            return
        also = path[1:2] == ["also"] and len(path) > 2 and path[2].isdigit()
        place = row.places[min(int(path[2]) + 1, len(row.further.rows))] if also else row
        (place.kind if path[-1] == "storage" else place.path.line).setFocus()


def _cells(row: AreaRow) -> list[tuple[PlaceRow, dict[int, QWidget]]]:
    """Return what stands in the columns of an area's rows."""
    first: dict[int, QWidget] = {
        LABELS: row.label, KINDS: row.kind, PATHS: row.path, RESETS: row.undo, ADDS: row.further.add, ANSWERS: row.mark
    }  # fmt: skip
    further: list[dict[int, QWidget]] = [
        {LABELS: each.label, KINDS: each.kind, PATHS: each.path, RESETS: each.drop, ANSWERS: each.mark}
        for each in row.further.rows
    ]
    return list(zip(row.places, [first, *further], strict=True))
