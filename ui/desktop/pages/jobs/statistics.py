"""The page Statistics: jobs done in time, waiting and running; memory, wall time and success by stage and site."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from parisana.app.ground.command_line import command_line
from parisana.app.jobs.statistics import Figures, Measure, Strand, TimeLine
from parisana.app.session import Session
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.texts import label
from parisana.ui.desktop.widgets.time_bars import Bars, Series

from .production_view import ProductionView
from .strands import SpreadChart, StrandTable
from .views import stretch


class StatisticsPage(ProductionView):
    """Follows the figures of the chosen production while it is looked at."""

    def __init__(self, desk: Desk) -> None:
        self.figures: Figures | None = None
        super().__init__(desk, translate("StatisticsPage", "Statistics"), "page.statistics", "chart-line")
        self.strands.chosen.connect(self.show_strand)

    def full(self) -> QWidget:
        """Return the charts over the table."""
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        self.pace = label("", "caption", "dim")
        self.through = Bars(self.tr("Throughput"), times=True)
        self.levels = Bars(self.tr("Waiting and running"), times=True, filled=1.0)
        self.strands = StrandTable()
        self.spreads = {
            Measure.MEMORY: SpreadChart(self.tr("Memory"), self.tr("peak memory (MB)")),
            Measure.TIME: SpreadChart(self.tr("Wall time"), self.tr("wall time (min)")),
        }
        grid.addWidget(_card(self.tr("Throughput"), self.pace, self.through), 0, 0)
        self.now = label("", "caption", "dim")
        grid.addWidget(_card(self.tr("Waiting and running"), self.now, self.levels), 0, 1)
        for column, each in enumerate(self.spreads.values()):
            grid.addWidget(_card(each.name, each.remark, each.chart), 1, column)
        grid.addWidget(self.strands, 2, 0, 1, 2)
        for place in range(3):
            grid.setRowStretch(place, 1)
        for place in range(2):
            grid.setColumnStretch(place, 1)
        return whole

    def question(self, production: int) -> Callable[[Session], Figures]:
        """Ask for the figures."""
        return lambda session: session.statistics.of(production)

    def begin(self, production: int) -> None:
        """Forget the figures of another production."""
        self.figures = None

    def show_answer(self, figures: Figures) -> None:
        """Show the charts and the table."""
        self.figures = figures
        self._show_line(figures.line)
        self.strands.show_strands(figures.strands)

    def _show_line(self, line: TimeLine) -> None:
        done, failed = Series(self.tr("done"), "ok", line.done), Series(self.tr("failed"), "bad", line.failed)
        self.through.show_bars([done, failed], line.start, line.width, line.number)
        running = Series(self.tr("running"), "running", line.running)
        waiting = Series(self.tr("waiting at the site"), "idle", line.waiting)
        self.levels.show_bars([running, waiting], line.start, line.width, line.number)
        self.pace.setText(self.tr("jobs per {0}").format(stretch(line.width)))
        last = line.number - 1
        now = self.tr("now {0} running, {1} waiting at the site")
        self.now.setText(now.format(f"{line.running.get(last, 0):,}", f"{line.waiting.get(last, 0):,}"))

    def show_strand(self, strand: Strand) -> None:
        """Show the spreads of the chosen stage and site."""
        figures = self.figures
        if figures is None:
            return
        for measure, shown in self.spreads.items():
            scale = 60.0 if measure is Measure.TIME else 1.0
            asked = strand.asked.get(measure)
            shown.show_spread(
                strand, strand.spreads.get(measure), figures.widths[measure] / scale, figures.numbers[measure],
                None if asked is None else asked / scale,
            )  # fmt: skip

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page shows, as commands."""
        standing = self.desk.standing
        return [(self.tr("These figures"), command_line("statistics", standing.number))] if standing else []


def _card(title: str, remark: QWidget, body: QWidget) -> Card:
    made = Card(title, " ")
    made.head.insertWidget(1, remark)
    made.remark.hide()
    made.add(body, 1)
    return made
