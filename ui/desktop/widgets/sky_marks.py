"""What is drawn on a piece of the sky: lines, places, words that do not cover each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath

from parisana.core.sky.tangent import TangentPlane
from parisana.ui.desktop.look import look

from .chart import pale, pen

Direction = tuple[float, float]
Kind = Literal["dot", "ring", "diamond", "star", "cross"]
#: Radius of a mark, and from its middle to its word.
SMALL, WORD = 2.5, 5.0
#: How many times farther a word is put where there is no room beside the mark.
FARTHER = 3
#: How deep a star's sides are.
WAIST = 0.36


@dataclass(frozen=True, slots=True)
class Outline:
    """A line on the sky, closed or not."""

    points: tuple[Direction, ...]
    colour: str = "dim"
    dashed: bool = True
    fill: float = 0.0
    word: str = ""
    width: float = 1.0

    @property
    def style(self) -> tuple[str, bool, float, float]:
        """What pen and brush are made of."""
        return self.colour, self.dashed, self.fill, self.width


@dataclass(frozen=True, slots=True)
class Dots:
    """Places with a mark each, all in one colour; sizes are radii in pixels."""

    points: Sequence[Direction]
    colour: str = "accent"
    kind: Kind = "dot"
    words: Sequence[str] = ()
    sizes: Sequence[float] = ()

    def size(self, number: int) -> float:
        """Return the radius of one of them."""
        return self.sizes[number] if self.sizes else SMALL


@dataclass(frozen=True, slots=True)
class PlanePath:
    """A line in degrees of the plane, and the box that it lies in."""

    path: QPainterPath
    box: QRectF


@lru_cache(maxsize=8192)
def plane_path(ra: float, dec: float, points: tuple[Direction, ...]) -> PlanePath:
    """Return a line as degrees of the plane that touches the sky there; what lies behind is left out."""
    plane, path, down = TangentPlane(ra, dec), QPainterPath(), False
    for place in points:
        found = plane.offsets(*place)
        if found is not None and down:
            path.lineTo(*found)
        elif found is not None:
            path.moveTo(*found)
        down = found is not None
    return PlanePath(path, path.controlPointRect())


def set_style(painter: QPainter, outline: Outline) -> None:
    """Take pen and brush for a line in degrees of the plane; the painter turns them into pixels."""
    drawn = pen(outline.colour, outline.width * painter.device().devicePixelRatio(), dashed=outline.dashed)
    drawn.setCosmetic(True)  # its width counts in the pixels of the screen, not in degrees
    painter.setPen(drawn)
    painter.setBrush(pale(outline.colour, outline.fill) if outline.fill else Qt.BrushStyle.NoBrush)


def paint_dots(painter: QPainter, dots: Dots, places: Sequence[QPointF | None]) -> None:
    """Draw marks where they are seen; ``None`` is a place that is not."""
    hollow = dots.kind in ("ring", "diamond", "cross")
    painter.setPen(pen(dots.colour, 1.3) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else look().colour(dots.colour))
    shape = SHAPES[dots.kind]
    for number, place in enumerate(places):
        if place is not None:
            shape(painter, place, dots.size(number))


def paint_ring(painter: QPainter, at: QPointF, size: float) -> None:
    """Draw a ring, or a dot where the brush is full."""
    painter.drawEllipse(at, size, size)


def paint_diamond(painter: QPainter, at: QPointF, size: float) -> None:
    """Draw a square on its corner."""
    painter.drawPolygon([at + QPointF(*side) * size * 1.3 for side in ((1, 0), (0, 1), (-1, 0), (0, -1))])


def paint_star(painter: QPainter, at: QPointF, size: float) -> None:
    """Draw a star with four points."""
    turns = [(number * math.pi / 4, size if number % 2 == 0 else size * WAIST) for number in range(8)]
    painter.drawPolygon([at + QPointF(math.cos(turn), math.sin(turn)) * far for turn, far in turns])


def paint_cross(painter: QPainter, at: QPointF, size: float) -> None:
    """Draw a cross."""
    painter.drawLine(at - QPointF(size, 0), at + QPointF(size, 0))
    painter.drawLine(at - QPointF(0, size), at + QPointF(0, size))


SHAPES: dict[Kind, Callable[[QPainter, QPointF, float], None]] = {
    "dot": paint_ring, "ring": paint_ring, "diamond": paint_diamond, "star": paint_star, "cross": paint_cross,
}  # fmt: skip


class Words:
    """Words beside marks: what would cover an earlier one, or says it again, is put elsewhere or left out."""

    def __init__(self, painter: QPainter, area: QRectF, metrics: QFontMetricsF) -> None:
        self._painter, self._area, self._metrics = painter, area, metrics
        self._taken: list[QRectF] = []
        self._written: set[str] = set()

    def keep_free(self, places: Sequence[QPointF | None], dots: Dots) -> None:
        """Keep marks free of words."""
        for number, at in enumerate(places):
            if at is not None:
                reach = QPointF(1, 1) * dots.size(number)
                self._taken.append(QRectF(at - reach, at + reach))

    def name_all(self, places: Sequence[QPointF | None], dots: Dots) -> None:
        """Write the names of marks beside them."""
        for number, (at, word) in enumerate(zip(places, dots.words, strict=False)):
            if at is not None:
                self.beside(at, word, dots.size(number) + 3)

    def beside(self, at: QPointF, word: str, far: float = WORD) -> bool:
        """Write a word at the right of a place, or at its left, above or below; say whether there was room."""
        wide, high = self._metrics.horizontalAdvance(word), self._metrics.height()
        left, top, corners = at.x() - wide / 2, at.y() - high / 2, list[tuple[float, float]]()
        for by in (far, FARTHER * far):
            corners += [(at.x() + by, top), (at.x() - by - wide, top), (left, at.y() - by - high), (left, at.y() + by)]
        return any(self._write(QRectF(*corner, wide, high), word) for corner in corners)

    def above(self, at: QPointF, word: str) -> bool:
        """Write a word over a place, or under it."""
        wide, high = self._metrics.horizontalAdvance(word), self._metrics.height()
        left = at.x() - wide / 2
        return any(self._write(QRectF(left, top, wide, high), word) for top in (at.y() - high, at.y()))

    def _write(self, box: QRectF, word: str) -> bool:
        if (
            not word
            or word in self._written
            or not self._area.contains(box)
            or any(box.intersects(other) for other in self._taken)
        ):
            return False
        self._taken.append(box)
        self._written.add(word)
        self._painter.setPen(look().colour("dim"))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, word)
        return True
