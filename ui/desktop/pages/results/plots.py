"""The cards of the results' plots: what can be laid over them, and how each is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from parisana.app.results.outcomes import Plots
from parisana.core.results.spectra import Curve, Spectrum
from parisana.ui.desktop.forms.inputs import Choice
from parisana.ui.desktop.plots.map_chart import MapChart
from parisana.ui.desktop.plots.significance_chart import SignificanceChart
from parisana.ui.desktop.plots.spectrum_chart import SpectrumChart
from parisana.ui.desktop.plots.theta2_chart import Theta2Chart
from parisana.ui.desktop.theme import AGAINST, PLOT_HIGH, PLOT_LOW
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.texts import tool


class PlotCard(Card):
    """A plot with its title; ``asked_save`` asks for it as a file."""

    asked_save = Signal(object)

    def __init__(self, stem: str, chart: QWidget, high: int) -> None:
        super().__init__(" ")
        self.stem, self.chart = stem, chart
        self.setMinimumHeight(high)
        self.add(chart, 1)
        self.save = tool("", "export")
        self.save.clicked.connect(lambda: self.asked_save.emit(self))
        self.head.addWidget(self.save)

    def call(self, title: str) -> None:
        """Give card, plot and button their names."""
        self.title.setText(title)
        self.chart.setAccessibleName(title)
        words = self.tr("Save {0} as…").format(title)
        self.save.setToolTip(words)
        self.save.setAccessibleName(words)

    def shown_chart(self) -> QWidget:
        """Return the chart that is seen, and saved."""
        return self.chart

    def put(self, widget: QWidget) -> None:
        """Put a widget into the head, before the button that saves."""
        self.head.insertWidget(self.head.count() - 1, widget)


class SpectrumCard(PlotCard):
    """The spectrum; ``asked_other`` asks for another production to be laid over, or for none."""

    asked_other = Signal(object)

    def __init__(self) -> None:
        self.spectrum = SpectrumChart("")
        super().__init__("spectrum", self.spectrum, PLOT_HIGH)
        self.call(self.tr("Spectrum"))
        self.published, self.injected = QCheckBox(self.tr("published")), QCheckBox(self.tr("injected"))
        self.ratio = QCheckBox(self.tr("ratio"))
        self.against: QComboBox = Choice()
        self.against.setAccessibleName(self.tr("Compare with"))
        self.against.setMaximumWidth(AGAINST)
        self.against.setMinimumWidth(AGAINST)
        for each in (self.published, self.injected, self.ratio, self.against):
            self.put(each)
        self.published.setChecked(True)
        for box in (self.published, self.injected, self.ratio):
            box.toggled.connect(self._lay_over)
        self.against.activated.connect(lambda at: self.asked_other.emit(self.against.itemData(at)))
        self.plots: Plots | None = None
        self.other: Plots | None = None

    def offer(self, productions: Sequence[tuple[str, int]], chosen: int | None) -> None:
        """Offer other productions to compare with."""
        offered = [(self.tr("compare with…"), None), *productions]
        if [self.against.itemData(at) for at in range(self.against.count())] != [number for _, number in offered]:
            self.against.clear()
            for words, number in offered:
                self.against.addItem(words, number)
        self.against.setCurrentIndex(max(0, self.against.findData(chosen)))
        self.against.setVisible(bool(productions))

    def show_plots(self, plots: Plots, other: Plots | None) -> None:
        """Show a production, and another one over it."""
        self.plots, self.other = plots, other
        spectrum = plots.spectrum
        self.published.setVisible(bool(plots.published))
        said = (f"{each.curve.name}: {each.source}, {each.bibcode}" for each in plots.published)
        self.published.setToolTip("\n".join(said))
        self.injected.setVisible(spectrum.injected is not None)
        self.ratio.setVisible(other is not None and bool(other.spectrum.fit) and bool(spectrum.fit))
        self._lay_over()

    def _lay_over(self) -> None:
        if self.plots is None:
            return
        curves: list[Curve] = [each.curve for each in self.plots.published] if self.published.isChecked() else []
        if self.injected.isChecked() and self.plots.spectrum.injected is not None:
            curves.append(self.plots.spectrum.injected)
        self.spectrum.show_spectrum(self.plots.spectrum, curves)
        if self.other is not None:
            name = f"#{self.other.production} {self.other.name}"
            self.spectrum.show_other(name, self.other.spectrum, ratio=self.ratio.isChecked())
        else:
            self.spectrum.show_other("", Spectrum())


class MapCard(PlotCard):
    """The significance map."""

    def __init__(self) -> None:
        self.map = MapChart("")
        super().__init__("significance", self.map, PLOT_HIGH)
        self.call(self.tr("Significance map"))
        self.excluded = QCheckBox(self.tr("excluded"))
        self.excluded.setToolTip(self.tr("Show the excluded regions"))
        self.excluded.setChecked(True)
        self.excluded.toggled.connect(self.map.show_regions)
        self.put(self.excluded)

    def show_plots(self, plots: Plots, levels: bytes) -> None:
        """Show a production's map."""
        self.map.show_image(plots.image, plots.regions, plots.target, levels)


class Theta2Card(PlotCard):
    """θ² with its counts."""

    def __init__(self) -> None:
        self.theta2 = Theta2Chart("")
        super().__init__("theta2", self.theta2, PLOT_LOW)
        self.call("θ²")

    def show_plots(self, plots: Plots, other: Plots | None) -> None:
        """Show a production's histogram, and another one's events on the source over it."""
        self.theta2.show_theta2(plots.theta2, plots.cut)
        name = f"#{other.production} {other.name}" if other else ""
        self.theta2.show_other(name, other.theta2 if other else None)
        beside = f"#{other.production}: {counted_of(other)}" if other and other.total else ""
        self.remark.setText("  ·  ".join(filter(None, (counted_of(plots), beside))))


def counted_of(plots: Plots) -> str:
    """Say excess and significance of all runs together."""
    found = plots.total
    return f"{found.excess:,.0f} γ · {found.significance:.1f} σ" if found else ""


class SignificanceCard(PlotCard):
    """The distribution of significances off the source."""

    def __init__(self) -> None:
        self.histogram = SignificanceChart("")
        super().__init__("significances", self.histogram, PLOT_LOW)
        self.call(self.tr("Pixels of the map"))

    def show_plots(self, plots: Plots) -> None:
        """Show a production's histogram."""
        self.histogram.show_histogram(plots.histogram)
