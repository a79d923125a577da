"""Python's search for garbage in rings: in the window's thread, at times of its own, among what is new only.

Python would search by itself, in whichever thread has just made enough. Everything else stands still meanwhile: some
50 ms for the 90,000 objects that the program consists of. And a widget that was part of a ring would be destroyed in
that thread, which ends the program. So Python's own search is off; what was just made is searched every second, and
what outlived a longer pause is left out from then on, until nobody looks at the window: then all is searched.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

#: Milliseconds after which what is there counts as the program itself; and those between two looks at what is new.
SETTLED, PAUSE = 5_000, 1_000

#: So many looks, and what is still there is left out of the next ones.
LOOKS = 10

#: Seconds between two whole sweeps, at least.
WHOLE = 600.0


class Sweeper(QObject):
    """Sweeps as long as its parent lives; Python itself does not."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._last = time.monotonic()
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        QTimer.singleShot(SETTLED, self, self.begin)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self.look_away)

    def begin(self) -> None:
        """Leave out what is there now, and sweep from now on."""
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Sweep among what was just made; now and then among all that is new."""
        self._looks += 1
        if self._looks % LOOKS:
            gc.collect(0)
        else:
            self.sweep()

    def sweep(self) -> None:
        """Sweep among what came since the last time."""
        gc.collect()
        gc.freeze()

    def look_away(self, state: Qt.ApplicationState) -> None:
        """Sweep among everything, when another program is looked at."""
        now = time.monotonic()
        if state is not Qt.ApplicationState.ApplicationActive and now - self._last > WHOLE:
            self._last = now
            gc.unfreeze()
            self.sweep()
