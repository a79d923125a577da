"""The spectrum: fit with its band, flux points, above limits as arrows, other curves; residuals or a ratio below."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import cycle

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from parisana.core.results.spectra import Curve, FluxPoint, Residual, Spectrum, ratios
from parisana.ui.desktop.theme import CHART_SMALLEST, PLOT_WIDE
from parisana.ui.desktop.widgets.chart import Chart, Frame, pale, pen, ticks

from .axes import paint_frame
from .key import Entry, key_size, paint_arrow, paint_key, paint_point
from .logarithmic import decades, limits, round_values

#: Of the height: the panel below, and the room between the two; the length of an arrow, in decades of flux.
BELOW, BETWEEN, ARROW = 0.24, 10.0, 0.22
#: Least reach of the residuals, and how faint the bands are.
REACH, BAND, SIGMA = 2.5, 0.18, 0.08
#: What the curve of a simulation is called; the colours of published curves.
INJECTED, PUBLISHED = "injected", ("warn", "variable", "bad")


class SpectrumChart(Chart):
    """Shows one production; lays published and injected curves and another production over it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", "", parent)
        self._titles = (self.tr("energy (TeV)"), self.tr("E² dN/dE (TeV cm⁻² s⁻¹)"))
        self.spectrum, self.other = Spectrum(), Spectrum()
        self.other_name = ""
        self.overlays: tuple[Curve, ...] = ()
        self.ratio = False

    def sizeHint(self) -> QSize:
        """Ask for room for two panels."""
        return QSize(PLOT_WIDE, 2 * CHART_SMALLEST)

    def show_spectrum(self, spectrum: Spectrum, overlays: Sequence[Curve] = ()) -> None:
        """Show a spectrum, and curves over it."""
        self.spectrum, self.overlays = spectrum, tuple(overlays)
        words = [f"{each.energy:.3g} TeV: {each.flux:.3g}" for each in spectrum.points]
        self.setAccessibleDescription("; ".join([spectrum.model, *words]))
        self.update()

    def show_other(self, name: str, other: Spectrum, *, ratio: bool = False) -> None:
        """Lay another production over it; ``ratio`` shows below how much they differ, instead of the residuals."""
        self.other_name, self.other, self.ratio = name, other, ratio and bool(other)
        self.update()

    @property
    def above(self) -> Frame:
        """The panel of the spectrum, in powers of ten."""
        area = self.area
        high = area.height() * (1 - BELOW) - BETWEEN
        return Frame(QRectF(area.left(), area.top(), area.width(), high), *self._energies(), *self._fluxes())

    @property
    def beneath(self) -> Frame:
        """The panel below: residuals in σ, or ratios."""
        area = self.area
        high = area.height() * BELOW
        box = QRectF(area.left(), area.bottom() - high, area.width(), high)
        return Frame(box, *self._energies(), *self._below())

    def _spectra(self) -> Iterable[Spectrum]:
        return (self.spectrum, self.other)

    def _energies(self) -> tuple[float, float]:
        points = [edge for each in self._spectra() for point in each.points for edge in (point.left, point.right)]
        curves = [energy for each in self._spectra() if each.fit for energy in each.fit.energy]
        return limits([*points, *curves], 0.03)

    def _fluxes(self) -> tuple[float, float]:
        """Return a range that shows curves and points, however deep the band of a poor fit reaches."""
        fits = [flux for each in self._spectra() if each.fit for flux in each.fit.flux]
        points = [point.flux + point.error for each in self._spectra() for point in each.points]
        points += [point.flux for each in self._spectra() for point in each.points if not point.limit]
        low, high = limits([*fits, *points])
        return max(low, high - 6.0), high

    def _below(self) -> tuple[float, float]:
        if self.ratio:
            far = max([abs(math.log2(ratio)) for _, ratio in ratios(self.other, self.spectrum)] + [0.5])
            return 1 - min(1.0, far), 1 + min(2.0, far)
        far = max([abs(each.value) + 1.2 for each in self.spectrum.residuals] + [REACH])
        return -far, far

    def paint(self, painter: QPainter) -> None:
        """Draw both panels and the key."""
        above, beneath = self.above, self.beneath
        paint_frame(painter, above, round_values(above.left, above.right), decades(above.bottom, above.top))
        painter.save()
        painter.setClipRect(above.area.adjusted(0, -2, 2, 0))
        self._curves(painter, above)
        self._points(painter, above, self.other.points, "dim", hollow=True)
        self._points(painter, above, self.spectrum.points, "text")
        painter.restore()
        painter.save()
        painter.setClipRect(beneath.area)
        (self._ratio if self.ratio else self._residuals)(painter, beneath)
        painter.restore()
        self._axes(painter, above, beneath)
        self._key(painter, above)

    def _curves(self, painter: QPainter, frame: Frame) -> None:
        if self.spectrum.fit is not None:
            paint_band(painter, frame, self.spectrum.fit, "accent")
        if self.other.fit is not None:
            paint_band(painter, frame, self.other.fit, "dim")
            paint_curve(painter, frame, self.other.fit, "dim")
        if self.spectrum.fit is not None:
            paint_curve(painter, frame, self.spectrum.fit, "accent")
        for each, colour in self._overlaid():
            paint_curve(painter, frame, each, colour, dashed=True)

    def _overlaid(self) -> list[tuple[Curve, str]]:
        """Return the curves laid over with their colours: each published one has its own."""
        published = [each for each in self.overlays if each.name != INJECTED]
        coloured = list(zip(published, cycle(PUBLISHED), strict=False))
        return [*coloured, *((each, "ok") for each in self.overlays if each.name == INJECTED)]

    def _points(
        self, painter: QPainter, frame: Frame, points: Sequence[FluxPoint], colour: str, *, hollow: bool = False
    ) -> None:
        for each in points:
            at = place(frame, each.energy, each.flux)
            painter.setPen(pen(colour, 1.0))
            painter.drawLine(place(frame, each.left, each.flux), place(frame, each.right, each.flux))
            if each.limit:
                paint_arrow(painter, at, frame.at(math.log10(each.energy), math.log10(each.flux) - ARROW), colour)
            else:
                low = max(each.flux - each.error, 10**frame.bottom)
                painter.drawLine(place(frame, each.energy, low), place(frame, each.energy, each.flux + each.error))
                paint_point(painter, at, colour, hollow=hollow)

    def _residuals(self, painter: QPainter, frame: Frame) -> None:
        corners = frame.at(frame.left, 1), frame.at(frame.right, -1)
        painter.fillRect(QRectF(*corners), pale("accent", SIGMA))
        painter.setPen(pen("accent", 1.0))
        painter.drawLine(frame.at(frame.left, 0), frame.at(frame.right, 0))
        for each in self.spectrum.residuals:
            paint_residual(painter, frame, each)

    def _ratio(self, painter: QPainter, frame: Frame) -> None:
        painter.setPen(pen("hair", 1.0))
        painter.drawLine(frame.at(frame.left, 1), frame.at(frame.right, 1))
        painter.setPen(pen("accent", 1.5))
        found = ratios(self.other, self.spectrum)
        painter.drawPolyline(QPolygonF([frame.at(math.log10(energy), ratio) for energy, ratio in found]))

    def _axes(self, painter: QPainter, above: Frame, beneath: Frame) -> None:
        across, titles = round_values(above.left, above.right), self._titles
        self._titles = ("", titles[1])
        self.paint_axes(painter, above, [(at, "") for at, _ in across], decades(above.bottom, above.top))
        self._titles = (titles[0], self.tr("ratio") if self.ratio else self.tr("residual (σ)"))
        self.paint_axes(painter, beneath, across, ticks(beneath.bottom, beneath.top, 4))
        self._titles = titles

    def entries(self) -> list[Entry]:
        """Return what the key says."""
        found: list[Entry] = []
        if self.spectrum.fit is not None:
            found.append(Entry("line", "accent", self.tr("fit, {0}").format(self.spectrum.model)))
        if self.spectrum.points:
            found.append(Entry("point", "text", self.tr("flux points")))
        for each, colour in self._overlaid():
            words = self.tr("injected") if each.name == INJECTED else each.name
            found.append(Entry("dashes", colour, words))
        if self.other:
            found.append(Entry("ring" if self.other.points else "line", "dim", self.other_name))
        return found

    def _key(self, painter: QPainter, frame: Frame) -> None:
        entries = self.entries()
        _, high = key_size(painter, entries)
        paint_key(painter, frame.area.bottomLeft() + QPointF(10, -high - 6), entries)


def place(frame: Frame, energy: float, flux: float) -> QPointF:
    """Return where a flux at an energy is drawn."""
    return frame.at(math.log10(energy), math.log10(flux) if flux > 0 else frame.bottom - 1)


def paint_curve(painter: QPainter, frame: Frame, curve: Curve, colour: str, *, dashed: bool = False) -> None:
    """Draw a line through a curve's points."""
    painter.setPen(pen(colour, 1.5, dashed=dashed))
    pairs = zip(curve.energy, curve.flux, strict=True)
    painter.drawPolyline(QPolygonF([place(frame, energy, flux) for energy, flux in pairs if flux > 0]))


def paint_band(painter: QPainter, frame: Frame, curve: Curve, colour: str) -> None:
    """Fill what lies between a curve's low and high side."""
    if not curve.low:
        return
    floor = 10 ** (frame.bottom - 1)
    there = [place(frame, energy, max(low, floor)) for energy, low in zip(curve.energy, curve.low, strict=True)]
    back = [place(frame, energy, max(high, floor)) for energy, high in zip(curve.energy, curve.high, strict=True)]
    painter.setPen(pen(colour, 0))
    painter.setPen(pale(colour, 0.0))
    painter.setBrush(pale(colour, BAND))
    painter.drawPolygon(QPolygonF([*there, *reversed(back)]))


def paint_residual(painter: QPainter, frame: Frame, residual: Residual) -> None:
    """Draw a residual with its error of one."""
    middle = 0.5 * (math.log10(residual.left) + math.log10(residual.right))
    painter.setPen(pen("text", 1.0))
    painter.drawLine(frame.at(middle, residual.value - 1), frame.at(middle, residual.value + 1))
    paint_point(painter, frame.at(middle, residual.value), "text")
