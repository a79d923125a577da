"""The sky map: all that the mouse does can be done by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from .keys import ARROWS, SIZES, after, step_of
from .mouse_map import ZOOM, MouseMap

#: One step of panning, as a share of what is seen.
PAN = 0.1


class SkyMap(MouseMap):
    """Tab goes through the regions, arrows move the chosen ones; a key that is held is one change."""

    removed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish what a held key began."""
        self.finish()
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Take Tab for the next region, before it goes to the next widget."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            back = event.key() == Qt.Key.Key_Backtab
            if (back or event.key() == Qt.Key.Key_Tab) and self._tab(-1 if back else 1):
                return True
        return super().event(event)

    def _tab(self, by: int) -> bool:
        """Choose the next region; behind the last one the next widget has its turn."""
        numbers = list(self.whole)
        last = self.chosen[-1] if self.chosen and self.chosen[-1] in numbers else None
        place = (numbers.index(last) + by) if last is not None else (0 if by > 0 else -1)
        if (last is None and by < 0) or not 0 <= place < len(numbers):
            return False
        self.finish()
        self.choose([numbers[place]])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, resize, turn or remove what is chosen; a held key is one change."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = step_of(event.key(), self.sight.plane, large=shift)
        regions = self.picked_regions
        if event.key() == Qt.Key.Key_Delete and regions:
            self.forget()
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif step is not None and regions and self._pressed is None:
            self._words = self._words or step.words
            self.show_changing(after(step, regions))
        elif not self._look_around(event.key()):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Finish what the key began."""
        if self._words and not event.isAutoRepeat():
            self.finish()
        super().keyReleaseEvent(event)

    def _look_around(self, key: int) -> bool:
        """Pan or zoom, when there is nothing to move."""
        if key in ARROWS:
            east, north = ARROWS[Qt.Key(key)]
            by = 2 * self.view.half * PAN
            self.view = self.view.moved(self.view.east + east * by, self.view.north + north * by)
        elif key in SIZES:
            self.zoom(ZOOM ** -SIZES[Qt.Key(key)])
        else:
            return False
        self.update()
        return True

    def _escape(self) -> None:
        """Give up a drag, then the tool, then what is chosen."""
        if self._gesture is not None or self.now:
            self.forget()
            self._pressed = self._panned = None
            self.draw_regions()
            self.changing.emit({})
        elif self.tool:
            self.take_tool("")
            self.turned.emit("")
        else:
            self.choose([])
