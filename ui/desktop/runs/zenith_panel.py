"""How far from the zenith the runs looked: one after the other in the list, or by the clock of one night."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from parisana.core.runs.nights import Night, Track, nights
from parisana.core.runs.observation import Slice
from parisana.ui.desktop.theme import CHART_LOW, ROW_GAP, ZENITH_HIGH
from parisana.ui.desktop.widgets.run_chart import RunChart, slice_colour
from parisana.ui.desktop.widgets.segments import Segments
from parisana.ui.desktop.widgets.texts import label, tool

from .night_chart import NightChart
from .words import DOT, runs

Direction = tuple[float, float]
#: Degrees that the data may differ from the hour, before it is said.
AGREED = 1.0
#: The place of the night among the two charts.
NIGHT = 1


class ZenithPanel(QWidget):
    """Two charts, of which one is shown; the nights are paged through."""

    def __init__(self) -> None:
        super().__init__()
        self.by_run = RunChart(self.tr("Zenith angle by run"), self.tr("zenith (°)"))
        self.by_night = NightChart(self.tr("Zenith angle over the night"))
        for chart in (self.by_run, self.by_night):
            chart.setMinimumHeight(CHART_LOW)
        self.nights: list[Night] = []
        self._at, self._undated = 0, 0
        self._target: Direction | None = None
        self._limit: tuple[float, str] | None = None
        self._colours: dict[int, str] = {}
        self._make()

    def _make(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP // 2)
        head = QHBoxLayout()
        self.ways = Segments((self.tr("By run"), self.tr("By night")), self.tr("Zenith angles in which order"))
        self.ways.chosen.connect(self._turn)
        self.before = tool(self.tr("Night before"), "caret-left")
        self.after = tool(self.tr("Night after"), "caret-right")
        self.before.clicked.connect(lambda: self.go(self._at - 1))
        self.after.clicked.connect(lambda: self.go(self._at + 1))
        head.addWidget(self.ways)
        head.addStretch(1)
        for each in (self.before, self.after):
            each.hide()
            head.addWidget(each)
        column.addLayout(head)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.by_run)
        self.stack.addWidget(self._night_page())
        column.addWidget(self.stack, 1)

    def _night_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title: QLabel = label("", "body")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.remark: QLabel = label("", "caption", "dim", wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.by_night, 1)
        column.addWidget(self.remark)
        return page

    def show_runs(self, slices: Sequence[Slice], target: Direction | None, limit: tuple[float, str] | None) -> None:
        """Show the runs of a list; the night stays, if it is still there."""
        day = self.nights[self._at].day if self.nights else None
        self.by_run.show_runs([[row.zenith for row in piece.rows] for piece in slices], limit)
        self._target, self._limit = target, limit
        self._colours = {row.run: slice_colour(piece.number) for piece in slices for row in piece.rows}
        self.nights = nights(row for piece in slices for row in piece.rows)
        self._undated = len(self._colours) - sum(len(night.runs) for night in self.nights)
        self.go(next((number for number, night in enumerate(self.nights) if night.day == day), 0))

    def _turn(self, way: int) -> None:
        self.stack.setCurrentIndex(way)
        for each in (self.before, self.after):
            each.setVisible(way == NIGHT)
        self.go(self._at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the remark to the tool tip where the chart needs its room."""
        super().resizeEvent(event)
        self.remark.setVisible(self.height() >= ZENITH_HIGH)

    def go(self, number: int) -> None:
        """Show one of the nights."""
        self._at = max(0, min(number, len(self.nights) - 1))
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < len(self.nights) - 1)
        if not self.nights:
            self.by_night.show_night([], [], (), None)
            self.title.setText(self.tr("No night yet"))
            self.remark.setText(self._lacking())
        elif self.stack.currentIndex() == NIGHT:
            self._show_night(self.nights[self._at])

    def _show_night(self, night: Night) -> None:
        tracks = night.tracks
        course = night.course(self._target) if self._target else ()
        self.by_night.show_night(tracks, [self._colours[track.run] for track in tracks], course, self._limit)
        self.title.setText(DOT.join((f"{night.day:%Y-%m-%d}", runs(len(tracks)))))
        self.title.setToolTip(self.tr("Night {0} of {1}").format(self._at + 1, f"{len(self.nights):,}"))
        self.remark.setText(DOT.join(filter(None, (self._compared(tracks), self._lacking()))))
        self.by_night.setToolTip(self.remark.text())

    def _compared(self, tracks: Sequence[Track]) -> str:
        """Say whether the data and the hour agree."""
        apart = [track.apart for track in tracks if track.apart is not None]
        if not apart:
            return ""
        if max(apart) <= AGREED:
            return self.tr("Rings: what the data say; {0}° apart at most.").format(f"{max(apart):.1f}")
        far = sum(each > AGREED for each in apart)
        return self.tr("Rings: what the data say. {0}: more than {1}° from the angle of that hour.").format(
            runs(far), f"{AGREED:g}"
        )

    def _lacking(self) -> str:
        if not self._undated:
            return ""
        return self.tr("{0} without time or pointing.").format(runs(self._undated))
