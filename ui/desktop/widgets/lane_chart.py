"""Lanes that one looks at closely: the wheel zooms, a drag moves, the keys do both and move a cursor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from .lanes import Lanes

#: By how much one turn of the wheel, or one key, zooms; and by which part of it a key moves what is shown.
ZOOM, STEP = 1.6, 0.25
#: How many pixels the pointer moves before it drags.
DRAG = 3
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class LaneChart(Lanes):
    """Says which part of time is wanted, and where the cursor stands."""

    #: Another part of time is wanted: its begin and end.
    wanted = Signal(float, float)
    #: The cursor stands in a stretch (its number, or -1) of a lane (its number, or -1).
    pointed = Signal(int, int)
    #: A lane was clicked: its name.
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._drag: tuple[float, float] | None = None
        self._moved = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _moment_at(self, x: float) -> float:
        area = self.area
        return self.start + (x - area.left()) / max(area.width(), 1) * (self.end - self.start)

    def _point(self, place: int, lane: int) -> None:
        if (place, lane) != (self.place, self.lane):
            self.place, self.lane = place, lane
            self.pointed.emit(place, lane)
            self.update()

    def _point_at(self, where: QPointF) -> None:
        area = self.area
        lane = int((where.y() - area.top()) / max(area.height(), 1) * max(1, len(self.lanes)))
        place = int((self._moment_at(where.x()) - self.start) / self.width_of)
        inside = area.top() <= where.y() < area.bottom() and where.x() >= area.left() and place < self.number
        self._point(place if inside else -1, lane if area.top() <= where.y() < area.bottom() else -1)

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Ask for a smaller or larger part of time about a moment, the middle unless it is given."""
        middle = (self.start + self.end) / 2 if about is None else about
        self.wanted.emit(middle - (middle - self.start) / factor, middle + (self.end - middle) / factor)

    def move_by(self, share: float) -> None:
        """Ask for the part of time beside this one, so much of it away."""
        by = share * (self.end - self.start)
        self.wanted.emit(self.start + by, self.end + by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        turns = event.angleDelta().y() / 120
        if turns:
            self.zoom(ZOOM**turns, self._moment_at(event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to move, or to click."""
        self._drag, self._moved = (event.position().x(), self.start), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the cursor, or what is shown."""
        if self._drag is None:
            self._point_at(event.position())
            return
        by = (self._drag[0] - event.position().x()) / max(self.area.width(), 1) * (self.end - self.start)
        if self._moved or abs(self._drag[0] - event.position().x()) > DRAG:
            self._moved = True
            self.wanted.emit(self._drag[1] + by, self._drag[1] + by + self.end - self.start)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag; without one it was a click on a lane."""
        drag, self._drag = self._drag, None
        self._point_at(event.position())
        if drag is not None and not self._moved and self.lane >= 0:
            self.opened.emit(self.lanes[self.lane].name)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the cursor away with the pointer."""
        if not self.hasFocus():
            self._point(-1, -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, zoom, move what is shown, open a lane."""
        key, further = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.lane >= 0:
            self.opened.emit(self.lanes[self.lane].name)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and further:
            self.move_by(STEP if key == Qt.Key.Key_Right else -STEP)
        elif key in ARROWS and self.lanes:
            self._step(*ARROWS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def _step(self, right: int, down: int) -> None:
        place = min(max(self.place + right, 0), self.number - 1)
        self._point(place, min(max(self.lane + down, 0), len(self.lanes) - 1))
