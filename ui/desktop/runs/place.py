"""A place in the sky as one types it: frame and two angles, sexagesimal or in degrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from parisana.core.measures import angles
from parisana.core.sky.directions import from_galactic, to_galactic
from parisana.core.sky.region import position
from parisana.core.texts.document import Wrong
from parisana.ui.desktop.forms.inputs import Choice, Line
from parisana.ui.desktop.forms.spoken import shown
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.theme import ANGLE_FIELD
from parisana.ui.desktop.widgets.texts import set_property

from .cell import Cell

FRAMES = {"icrs": "ICRS", "galactic": "Galactic"}
#: Frame -> titles of the two angles, and how they are written where degrees are not wanted.
TITLES = {
    "icrs": (later("PlaceFields", "RA (J2000)"), later("PlaceFields", "Dec (J2000)")),
    "galactic": (later("PlaceFields", "l (°)"), later("PlaceFields", "b (°)")),
}
Write = Callable[[float], str]
SPELLED: dict[str, tuple[Write, Write]] = {"icrs": (angles.in_hours, angles.in_degrees)}


class PlaceFields(QObject):
    """Three cells; an angle is shown in the manner in which one was last typed."""

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.frame = Choice()
        self.frame.addItems(list(FRAMES.values()))
        self.frame.activated.connect(self._turn)
        self.lon, self.lat = Line(), Line()
        for line in (self.lon, self.lat):
            line.setFixedWidth(ANGLE_FIELD)
            line.finished.connect(self._speak)
        self.cells = (
            Cell(self.tr("Frame"), self.frame),
            Cell(self.tr("RA (J2000)"), self.lon),
            Cell(self.tr("Dec (J2000)"), self.lat),
        )
        self._written: dict[str, Any] = {}
        self._plain = False

    def show_place(self, written: Any, *, changed: bool, invalid: bool) -> None:
        """Show a place as the profile has it."""
        self._written = dict(written) if isinstance(written, dict) else {}
        frame = str(self._written.get("frame", "icrs"))
        self.frame.setCurrentText(FRAMES.get(frame, frame))
        for cell, title in zip(self.cells[1:], TITLES.get(frame, TITLES["icrs"]), strict=True):
            cell.title.setText(translate("PlaceFields", title))
        for line, text in zip((self.lon, self.lat), self._texts(frame), strict=True):
            line.show_text(text)
            set_property(line, "changed", "true" if changed else "false")
            set_property(line, "invalid", "true" if invalid else "false")

    def _texts(self, frame: str) -> tuple[str, str]:
        raw = tuple(shown(self._written.get(name), "deg") for name in ("lon", "lat"))
        known = place_of(self._written)
        if known is None or self._plain or frame not in SPELLED:
            return raw[0], raw[1]
        across, up = SPELLED[frame]
        return across(known["lon"]), up(known["lat"])

    def _speak(self) -> None:
        """Say the place; what is no angle is said as it was typed, so that the page can show what is wrong."""
        texts = {"lon": self.lon.text(), "lat": self.lat.text()}
        self._plain = any(angles.PLAIN.fullmatch(text.strip()) for text in texts.values())
        frame = self._frame
        before = dict(zip(("lon", "lat"), self._texts(frame), strict=True))
        read = {name: read_angle(text, hours=name == "lon" and frame == "icrs") for name, text in texts.items()}
        kept = {name: self._written.get(name) for name, text in texts.items() if text == before[name]}
        self.moved.emit({"frame": frame, **read, **kept})

    @property
    def _frame(self) -> str:
        return next((name for name, word in FRAMES.items() if word == self.frame.currentText()), "icrs")

    def _turn(self) -> None:
        """Change the frame, and keep the place."""
        known, frame = place_of(self._written), self._frame
        if known is None or known["frame"] == frame:
            return
        turn = to_galactic if frame == "galactic" else from_galactic
        lon, lat = turn(known["lon"], known["lat"])
        self.moved.emit({"frame": frame, "lon": angles.written(lon), "lat": angles.written(lat)})


def place_of(written: Any) -> dict[str, Any] | None:
    """Return a written place in degrees, if it is one."""
    try:
        return position(written)
    except Wrong:
        return None


def read_angle(text: str, *, hours: bool) -> str:
    """Return a typed angle as a profile has it, or as it was typed."""
    try:
        return angles.written(angles.degrees(text, hours=hours))
    except Wrong:
        return text.strip()
