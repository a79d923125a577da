"""The card of the light curve: flux against time, or what was counted in each run."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from parisana.app.results.outcomes import Plots
from parisana.core.results.light_curve import LightCurve
from parisana.ui.desktop.plots.flux_chart import FluxChart
from parisana.ui.desktop.plots.rate_chart import RateChart
from parisana.ui.desktop.theme import PLOT_LOW
from parisana.ui.desktop.widgets.segments import Segments

from .plots import PlotCard

FLUX, RATE = 0, 1


class LightCurveCard(PlotCard):
    """Two charts in one place; results without fluxes have rates alone."""

    def __init__(self) -> None:
        self.flux, self.rate = FluxChart(""), RateChart("")
        self.charts = QStackedWidget()
        for each in (self.flux, self.rate):
            self.charts.addWidget(each)
        super().__init__("light-curve", self.charts, PLOT_LOW)
        self.call(self.tr("Light curve"))
        self.to_scale = QCheckBox(self.tr("to scale"))
        self.to_scale.setToolTip(self.tr("Show the days between the nights, too"))
        self.to_scale.toggled.connect(self.flux.show_scaled)
        self.ways = Segments((self.tr("Flux"), self.tr("Rate")), self.tr("Light curve of what"))
        self.ways.chosen.connect(lambda way: self._show_way())
        self.put(self.to_scale)
        self.put(self.ways)

    def call(self, title: str) -> None:
        """Give card, charts and button their names."""
        super().call(title)
        for each in (self.flux, self.rate):
            each.setAccessibleName(title)

    def shown_chart(self) -> QWidget:
        """Return the chart that is seen, and saved."""
        return self.charts.currentWidget() or self.flux

    def show_plots(self, plots: Plots, other: Plots | None) -> None:
        """Show a production, and another one beside it."""
        name = f"#{other.production} {other.name}" if other else ""
        self.flux.show_curve(plots.light_curve, other.light_curve if other else LightCurve(), name)
        self.rate.show_runs(plots.runs, plots.starts)
        self.rate.show_other(name, other.runs if other else ())
        self.ways.setVisible(bool(plots.light_curve.points))
        self._show_way()

    def _show_way(self) -> None:
        """Show fluxes where they are wanted, and there."""
        flux = bool(self.flux.curve.points) and self.ways.current == FLUX
        self.charts.setCurrentWidget(self.flux if flux else self.rate)
        self.to_scale.setVisible(flux and self.flux.cut)
        self.stem = "light-curve" if flux else "rates"
        self.remark.setText((self.flux if flux else self.rate).constant())
        self.remark.setToolTip(self._how_assumed() if flux else "")

    def _how_assumed(self) -> str:
        """Say what preliminary fluxes are; nothing of those with a fitted spectrum."""
        index = self.flux.curve.index
        if index is None:
            return ""
        words = self.tr(
            "There is no spectrum yet. These fluxes are for a power law of index {0}, with the responses of each run; "
            "the stage Spectrum puts those of the fitted spectrum in their place."
        )
        return words.format(f"{index:g}")
