"""What the page Dry run shows while there is no plan: that one waits, or why there is none."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from parisana.core.texts.words import duration
from parisana.errors import ParisanaError
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import WIDE
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.texts import button

#: Milliseconds between two looks at the clock.
TICK = 500


class Waiting(QWidget):
    """What is being done, and for how long already."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.empty = Empty("paper-plane-tilt", "", self.tr("What each stage needs, its jobs and its script."))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(WIDE)
        bar.setAccessibleName(self.tr("At work"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(bar)
        row.addStretch(1)
        column.addWidget(self.empty, 3)
        column.addLayout(row)
        column.addStretch(2)
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self._show)

    def start(self, words: str) -> None:
        """Say what is being done from now on."""
        self._since, self._words = time.monotonic(), words
        self._clock.start()
        self._show()

    def stop(self) -> None:
        """Look at the clock no more."""
        self._clock.stop()

    @property
    def words(self) -> str:
        """What is said."""
        return self.empty.sentence.text()

    def _show(self) -> None:
        age = time.monotonic() - self._since
        self.empty.sentence.setText(f"{self._words}…" + (f"  {duration(age)}" if age > 1 else ""))


class Trouble(Empty):
    """Why there is no plan, and where that can be mended."""

    #: The field of the profile or site that is at fault.
    wanted = Signal(str)

    def __init__(self) -> None:
        self.again = button(translate("PlanTrouble", "Try again"), "arrows-clockwise")
        self.show_where = button(translate("PlanTrouble", "Show the setting"), "crosshair", "primary")
        super().__init__("warning-circle", " ", "", self.again, self.show_where)
        self.sentence.setWordWrap(True)
        self.sentence.setMinimumWidth(2 * WIDE)
        self._field = ""
        self.show_where.clicked.connect(lambda: self.wanted.emit(self._field))

    def show_error(self, error: Exception) -> None:
        """Show what went wrong."""
        known = isinstance(error, ParisanaError)
        self.sentence.setText(error.message if isinstance(error, ParisanaError) else str(error))
        parts = (error.hint, error.place) if isinstance(error, ParisanaError) else ()
        self.remark.setText("\n".join(part for part in parts if part))
        self._field = str(getattr(error, "field", "") or "") if known else ""
        self.show_where.setVisible(bool(self._field))
