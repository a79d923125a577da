"""Whether something is constant: values with errors, their mean as a line with its band, and how likely it is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from parisana.core.results.significance import chance, constancy
from parisana.ui.desktop.widgets.chart import Frame, pale, pen

from .key import paint_point

#: A value, and its error.
Measured = tuple[float, float]
BAND = 0.18


def said(points: Iterable[Measured], unit: str) -> str:
    """Say mean, χ² and degrees of freedom of a constant, and how often chance alone gives as large a χ²."""
    found = constancy(points)
    if found is None:
        return ""
    mean, chi2, degrees = found
    words = QCoreApplication.translate("Constant", "mean {0} {1} · constant: χ²/dof {2}/{3}, p = {4}")
    return words.format(f"{mean:.2f}", unit, f"{chi2:.1f}", degrees, f"{chance(chi2, degrees):.2g}")


def paint_mean(painter: QPainter, frame: Frame, points: Iterable[Measured]) -> None:
    """Draw the mean with its error as a band."""
    known = [(value, error) for value, error in points if error > 0]
    found = constancy(known)
    if found is None:
        return
    error = sum(error**-2 for _, error in known) ** -0.5
    painter.fillRect(
        QRectF(frame.at(frame.left, found[0] + error), frame.at(frame.right, found[0] - error)), pale("accent", BAND)
    )
    painter.setPen(pen("accent", 1.5))
    painter.drawLine(frame.at(frame.left, found[0]), frame.at(frame.right, found[0]))


def paint_measured(
    painter: QPainter, frame: Frame, at: float, measured: Measured, colour: str, *, hollow: bool = False
) -> None:
    """Draw a value with its error."""
    value, error = measured
    painter.setPen(pen(colour, 1.0))
    painter.drawLine(frame.at(at, value - error), frame.at(at, value + error))
    paint_point(painter, frame.at(at, value), colour, hollow=hollow)
