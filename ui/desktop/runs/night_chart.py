"""Zenith angles during one night: the target's course, the runs upon it, and what the data say of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from parisana.core.runs.nights import Course, Track
from parisana.ui.desktop.look import look
from parisana.ui.desktop.widgets.chart import Chart, Frame, Tick, pen, ticks
from parisana.ui.desktop.widgets.run_chart import paint_limit

#: Seconds between times at the axis, and how many there are at most.
STEPS, MOST = (600, 1200, 1800, 3600, 7200, 10800, 21600), 5
#: Width of a run's line, radius of the ring of what the data say, room above and below (a share).
RUN, RING, ROOM = 3.0, 3.5, 0.08


class NightChart(Chart):
    """One night; runs come with the colours of their slices."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", "", parent)
        self._titles = (self.tr("time (UTC)"), self.tr("zenith (°)"))
        self.tracks: list[Track] = []
        self._colours: list[str] = []
        self._course: Course = ()
        self._limit: tuple[float, str] | None = None

    def show_night(
        self, tracks: Sequence[Track], colours: Sequence[str], course: Course, limit: tuple[float, str] | None
    ) -> None:
        """Show the runs of a night over the course of the target."""
        self.tracks, self._colours, self._course, self._limit = list(tracks), list(colours), course, limit
        said = (self.tr("run {0}: {1}°").format(each.run, f"{each.middle[1]:.1f}") for each in tracks)
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw grid, course, limit, runs and axes."""
        if not self.tracks:
            return
        frame = self._frame()
        up = ticks(frame.bottom, frame.top, 5)
        painter.setPen(pen("hair"))
        for value, _ in up:
            painter.drawLine(frame.at(frame.left, value), frame.at(frame.right, value))
        painter.save()
        painter.setClipRect(frame.area)
        painter.setPen(pen("dim", 1.0))
        painter.drawPolyline(polyline(frame, self._course))
        for track, colour in zip(self.tracks, self._colours, strict=True):
            self._track(painter, frame, track, colour)
        painter.restore()
        if self._limit is not None:
            paint_limit(painter, frame, *self._limit)
        self.paint_axes(painter, frame, times(frame.left, frame.right), up)

    def _track(self, painter: QPainter, frame: Frame, track: Track, colour: str) -> None:
        painter.setPen(QPen(look().colour(colour), RUN, c=Qt.PenCapStyle.FlatCap))
        painter.drawPolyline(polyline(frame, track.points))
        if track.said is not None:
            painter.setPen(pen("text", 1.2))
            painter.drawEllipse(frame.at(track.middle[0], track.said), RING, RING)

    def _frame(self) -> Frame:
        every = [point for each in (self._course, *(track.points for track in self.tracks)) for point in each]
        angles = [angle for track in self.tracks for _, angle in track.points]
        angles += [track.said for track in self.tracks if track.said is not None]
        angles += [angle for _, angle in self._course] + ([self._limit[0]] if self._limit else [])
        low, high = min(angles), max(angles)
        room = max(high - low, 1.0) * ROOM
        moments = [moment for moment, _ in every]
        return Frame(self.area, min(moments), max(moments), low - room, high + 2 * room)


def polyline(frame: Frame, points: Course) -> QPolygonF:
    """Return times and angles as a line."""
    return QPolygonF([QPointF(frame.at(*point)) for point in points])


def times(begin: float, end: float) -> list[Tick]:
    """Return round times with their texts."""
    by = next((step for step in STEPS if (end - begin) / step <= MOST), STEPS[-1])
    moments = [number * by for number in range(math.ceil(begin / by), math.floor(end / by) + 1)]
    return [(moment, f"{datetime.fromtimestamp(moment, UTC):%H:%M}") for moment in moments]
