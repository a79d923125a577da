"""Regions on the sky under the mouse: chosen, dragged, resized, turned and drawn; the sky panned and zoomed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from parisana.core.sky.region import Region
from parisana.core.sky.region_geometry import TURN

from .gestures import Draw, Gesture, Move, Resize
from .region_chart import RegionChart, apart

#: One step of zooming; a notch of the wheel in Qt's units.
ZOOM, NOTCH = 1.25, 120.0


class MouseMap(RegionChart):
    """Whoever owns the regions takes the changes, and shows them again."""

    #: Regions while they are dragged, by number; none: they are as they were.
    changing = Signal(object)
    #: Regions after a change, by number, and what it is called. A new one has the number ``NEW``.
    changed = Signal(object, str)
    #: Where the mouse is; ``None`` when it left.
    pointed = Signal(object)
    #: The tool changed by itself.
    turned = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setMouseTracking(True)
        self.tool = ""
        self._gesture: Gesture | None = None
        self._words = ""
        self._pressed: QPointF | None = None
        self._panned: QPointF | None = None
        self._moving = False

    def take_tool(self, shape: str) -> None:
        """Draw this shape next; none: choose and drag."""
        self.tool = shape
        self.setCursor(Qt.CursorShape.CrossCursor if shape else Qt.CursorShape.ArrowCursor)

    def forget(self) -> None:
        """Give up what is being changed."""
        self._gesture, self._words, self._moving = None, "", False
        super().forget()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw, to resize, to move, or to pan."""
        at = event.position()
        if event.button() is Qt.MouseButton.MiddleButton:
            self._panned = at
        if event.button() is not Qt.MouseButton.LeftButton or not self.area.contains(at):
            return
        self.finish()
        self._pressed, self._moving, place = at, False, self.sight.place(at)
        if self.tool:
            self._gesture = Draw(self.tool, place)
        elif (handle := self.handle_at(at)) is not None:
            self._gesture = Resize(self.chosen[0], self.whole[self.chosen[0]], handle)
        elif (number := self.region_at(at)) is not None:
            self._pick(number, more=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            self._gesture = Move(self.sight.plane, place, self.picked_regions)
        else:
            self._panned = at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it, and say where the mouse is."""
        at = event.position()
        place = self.sight.place(at)
        if self._panned is not None:
            self._pan_to(at)
        elif self._gesture is not None and self._pressed is not None:
            self._moving = self._moving or apart(at, self._pressed) >= QApplication.startDragDistance()
            if self._moving:
                self.show_changing(dict(self._gesture.to(place)))
        elif not self.tool:
            self._hover(at)
        self.pointed.emit(place if self.area.contains(at) else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish; a mere click on the empty sky chooses nothing."""
        if self._panned is not None and not self._moving and event.button() is Qt.MouseButton.LeftButton:
            self.choose([])
        if isinstance(self._gesture, Draw) and not self._moving:
            self.now = dict(self._gesture.put())
        self._panned, self._pressed = None, None
        self.finish()

    def leaveEvent(self, event: QEvent) -> None:
        """Say that the mouse is gone."""
        self.pointed.emit(None)

    def finish(self) -> None:
        """Hand over what a drag or a held key came to, as one change."""
        words = self._gesture.words if self._gesture else self._words
        now = {number: region for number, region in self.now.items() if not self._is_written(number, region)}
        drew = isinstance(self._gesture, Draw)
        self.forget()
        if now:
            self.changed.emit(now, words)
        elif not drew:
            self.draw_regions()
        if drew:
            self.take_tool("")
            self.turned.emit("")

    def _is_written(self, number: int, region: Region) -> bool:
        return 0 <= number < len(self.regions) and self.regions[number] == region

    def show_changing(self, now: dict[int, Region]) -> None:
        """Show regions as they are at the moment."""
        self.now = now
        self.draw_regions()
        self.changing.emit(now)

    def _hover(self, at: QPointF) -> None:
        """Let the cursor say what a press would do."""
        handle = self.handle_at(at)
        shapes = Qt.CursorShape
        if handle is not None:
            self.setCursor(shapes.PointingHandCursor if handle == TURN else shapes.SizeAllCursor)
        else:
            self.setCursor(shapes.OpenHandCursor if self.region_at(at) is not None else shapes.ArrowCursor)

    def _pick(self, number: int, *, more: bool) -> None:
        """Choose a region; one of several chosen ones carries the others along."""
        if more:
            self.choose(sorted({*self.chosen} ^ {number}))
        elif number not in self.chosen:
            self.choose([number])

    def _pan_to(self, at: QPointF) -> None:
        assert self._panned is not None
        one, two = self.sight.offsets(self._panned), self.sight.offsets(at)
        self._moving = self._moving or apart(at, self._panned) >= QApplication.startDragDistance()
        if self._moving:
            self.view = self.view.moved(self.view.east + one[0] - two[0], self.view.north + one[1] - two[1])
            self._panned = at
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the mouse is."""
        notches = event.angleDelta().y() / NOTCH
        if notches:
            self.zoom(ZOOM**-notches, event.position())
        event.accept()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Show less or more of the sky; the place under a point (else the middle) stays."""
        place = self.sight.offsets(self.area.center() if at is None else at)
        self.view = self.view.scaled(factor, *place)
        self.update()
