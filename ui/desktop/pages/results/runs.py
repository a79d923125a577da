"""The runs of a production: light curve and table; those of another production beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parisana.core.results.tables import run_table, runs_beside
from parisana.ui.desktop.theme import GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.text_table import TextTableView
from parisana.ui.desktop.widgets.texts import label

from .drawn import Drawn
from .light_curve import LightCurveCard


class RunsView(QWidget):
    """Light curve above, table below."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.curve = LightCurveCard()
        self.card = Card(self.tr("Runs"), " ")
        self.card.without_margins()
        self.card.head.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        self.nothing = label(self.tr("No run has been counted yet."), tone="dim")
        self.table: TextTableView | None = None
        column.addWidget(self.nothing)
        column.addWidget(self.curve, 1)
        column.addWidget(self.card, 1)
        column.addStretch(0)

    def show_drawn(self, drawn: Drawn) -> None:
        """Show other runs."""
        plots, other = drawn.plots, drawn.other
        self.curve.show_plots(plots, other)
        for each in (self.curve, self.card):
            each.setVisible(bool(plots.runs))
        self.nothing.setVisible(not plots.runs)
        self._tabulate(drawn)

    def _tabulate(self, drawn: Drawn) -> None:
        if self.table is not None:
            self.card.body.removeWidget(self.table)
            self.table.deleteLater()
        plots, other = drawn.plots, drawn.other
        rows = runs_beside(plots.runs, other.runs, drawn.names) if other else run_table(plots.runs, plots.starts)
        self.card.remark.setText(self.tr("{0} beside {1}").format(*drawn.names) if other else "")
        self.table = TextTableView(rows, self.tr("Runs"))
        self.card.add(self.table, 1)
