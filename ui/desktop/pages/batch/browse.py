"""*Browse* of an area: the dialog of the system for folders of this machine, the tree of storages for all others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from parisana.app.session import Session
from parisana.app.transfers.browser import Place
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.browse import BrowseDialog
from parisana.ui.desktop.pages.storage.page import places_of

from .place_row import PlaceRow


class AreaBrowsing(QObject):
    """Looks for the directory of an area, as far down as it is there."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self._page = desk, page
        self._asked = Question(desk.bridge, "places", self)

    def browse(self, row: PlaceRow) -> None:
        """Find out where the area lies, and look there."""
        find, storage = places_of(self.desk), str(row.kind.currentData())

        def look(session: Session) -> Place | None:
            place = _place_of(row.number, storage, [each for each in find(session) if each.title == row.area])
            return None if place is None or place.is_here else place

        self._asked.ask(look, lambda place: self._browse(row, place), lambda error: row.show_error(str(error)))

    def _browse(self, row: PlaceRow, place: Place | None) -> None:
        if place is None and row.kind.currentData() == "disk":
            row.path.browse_here()
            return
        if place is None:
            self.desk.say(self.tr("write an address first, as far as you know it"), "unknown")
            return
        dialog = BrowseDialog(self._page, self.desk, row.title, _with_those_above(place))
        if dialog.exec() and dialog.folder is not None:
            row.path.take(place.as_written(dialog.folder.entry.url))


def _place_of(number: int, storage: str, places: Sequence[Place]) -> Place | None:
    """Return a place of an area; for one that is not written yet, the area's own if it is on the same storage."""
    if number < len(places):
        return places[number]
    return next((each for each in places[:1] if each.storage == storage), None)


def _with_those_above(place: Place) -> Sequence[Place]:
    """Return the place, and the folders above it: it may not be there yet."""
    return [place, *place.above()]
