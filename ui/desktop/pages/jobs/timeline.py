"""The page Time line: what waited and ran when in each stage, what failed and was tried again, and who did what."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from parisana.app.driving.watch import Snapshot, Standing
from parisana.app.ground.command_line import command_line
from parisana.app.jobs.timeline import Chronicle, Deed, StageLine
from parisana.app.session import Session
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.theme import DEEDS, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.key import ColourKey
from parisana.ui.desktop.widgets.lane_chart import ZOOM, LaneChart
from parisana.ui.desktop.widgets.lanes import Lane
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.stage_strip import StageStrip
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import button, label, tool

from .production_view import ProductionView
from .views import stretch

#: So many stretches of time are drawn at most.
STRETCHES = 160
#: Who did something, in words.
SOURCES = {
    "user": later("TimeLine", "user"),
    "driver": later("TimeLine", "program"),
    "plan": later("TimeLine", "plan"),
}
#: What the colours and marks of a lane mean.
KEY = (
    ("running", later("TimeLine", "running")),
    ("idle", later("TimeLine", "waiting at the site")),
    ("bad", later("TimeLine", "failed")),
    ("warn", later("TimeLine", "tried again")),
)


class TimeLineView(ProductionView):
    """Shows the whole production, or the part of it that somebody chose."""

    def __init__(self, desk: Desk) -> None:
        self.span: tuple[float, float] | None = None
        self.told: Chronicle | None = None
        super().__init__(desk, translate("TimeLine", "Time line"), "page.timeline", "chart-line")
        self._connect()

    def full(self) -> QWidget:
        """Return the lanes, and below them what was done to the production."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NARROW)
        self.strip = StageStrip()
        column.addWidget(self.strip)
        column.addWidget(self._lanes(), 1)
        column.addWidget(self._deeds())
        return whole

    def _lanes(self) -> Card:
        self.chart = LaneChart(self.tr("What ran when"))
        self.pace = label("", "caption", "dim")
        self.nearer, self.farther = tool(self.tr("Zoom in"), "plus"), tool(self.tr("Zoom out"), "minus")
        self.all = button(self.tr("All"), small=True)
        self.said = label(" ", "caption", "dim")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        card = Card(self.tr("What ran when"), " ")
        card.remark.hide()
        card.head.insertWidget(1, self.pace)
        for each in (self.farther, self.nearer, self.all):
            card.head.addWidget(each)
        card.add(self.chart, 1)
        foot = QHBoxLayout()
        foot.setSpacing(ROW_GAP)
        foot.addWidget(ColourKey([(colour, translate("TimeLine", word)) for colour, word in KEY]))
        foot.addWidget(self.said, 1)
        card.body.addLayout(foot)
        return card

    def _deeds(self) -> Card:
        columns = [
            Column[Deed](self.tr("When"), lambda deed: moment(deed.at), lambda deed: deed.at, width=176),
            Column[Deed](self.tr("Who"), lambda deed: who(deed.source), width=104, tone="dim"),
            Column[Deed](self.tr("What was done"), lambda deed: deed.text, width=-1),
        ]
        self.deeds = Rows(columns)
        self.table = Table(self.deeds, self.tr("What was done to the production"))
        card = Card()
        card.without_margins()
        card.setFixedHeight(DEEDS)
        card.add(self.table, 1)
        return card

    def _connect(self) -> None:
        self.chart.wanted.connect(self.look_at)
        self.chart.pointed.connect(self._say)
        self.chart.opened.connect(lambda stage: self.go.emit(f"page.jobs.{stage}.0"))
        self.strip.chosen.connect(lambda stage: self.go.emit(f"page.jobs.{stage}.0"))
        self.nearer.clicked.connect(lambda: self.chart.zoom(ZOOM))
        self.farther.clicked.connect(lambda: self.chart.zoom(1 / ZOOM))
        self.all.clicked.connect(self.look_at_all)

    def question(self, production: int) -> Callable[[Session], Chronicle]:
        """Ask what happened."""
        begin, end = self.span or (None, None)
        return lambda session: session.chronicles.of(production, begin, end, STRETCHES)

    def begin(self, production: int) -> None:
        """Show all of another production."""
        self.span, self.told = None, None
        self.deeds.show([])

    def show_standing(self, snapshot: Snapshot, standing: Standing) -> None:
        """Show the stages with their counts."""
        self.strip.show_stages(snapshot.stages)

    def look_at(self, begin: float, end: float) -> None:
        """Show a part of time: never more than all, never less than a few of the narrowest stretches."""
        told = self.told
        if told is None:
            return
        least = 10 * told.finest
        span = max(end - begin, least)
        begin = min(max(begin - (span - (end - begin)) / 2, told.begin), max(told.end - span, told.begin))
        if span >= told.end - told.begin:
            self.look_at_all()
        else:
            self.span = (begin, begin + span)
            self.ask()

    def look_at_all(self) -> None:
        """Show the whole production, and what comes."""
        self.span = None
        self.ask()

    def show_answer(self, told: Chronicle) -> None:
        """Draw what happened."""
        self.told, line = told, told.total
        lanes = [_lane(each) for each in told.stages]
        self.chart.show_lanes(lanes, line.start, line.width, line.number, [deed.at for deed in told.deeds])
        words = self.tr("{0} to {1} · by {2}")
        self.pace.setText(words.format(*between(line.start, self.chart.end), stretch(line.width)))
        self.all.setEnabled(self.span is not None)
        self.farther.setEnabled(self.span is not None)
        if [deed.at for deed in told.deeds] != [deed.at for deed in self.deeds.rows][::-1]:
            self.deeds.show(told.deeds[::-1])
        self._say(self.chart.place, self.chart.lane)

    def _say(self, place: int, lane: int) -> None:
        """Say what the cursor points at."""
        told = self.told
        if told is None or place < 0 or not 0 <= lane < len(told.stages):
            self.said.setText(" ")
            return
        stage, line = told.stages[lane], told.stages[lane].line
        begin = line.start + place * line.width
        counts = (line.running, line.waiting, line.done, line.failed, line.retried)
        words = self.tr("{0} · {1}: {2} running, {3} waiting, {4} done, {5} failed, {6} tried again")
        numbers = (f"{each.get(place, 0):,}" for each in counts)
        text = words.format(stage.title, moment(begin), *numbers)
        self.said.setText(text)
        self.said.setToolTip(text)
        self.chart.setAccessibleDescription(text)

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page shows, as commands."""
        standing = self.desk.standing
        if standing is None:
            return []
        return [(self.tr("This time line"), command_line("status", standing.number, timeline=True))]


def _lane(stage: StageLine) -> Lane:
    line = stage.line
    return Lane(stage.stage, stage.title, line.waiting, line.running, line.failed, line.retried)


def moment(at: float) -> str:
    """Return a moment by the clock on the wall."""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at))


def between(begin: float, end: float) -> tuple[str, str]:
    """Return two moments; what both have in common is said once."""
    first, last = moment(begin), moment(end)
    return first, last[11:] if first[:10] == last[:10] else last


def who(source: str) -> str:
    """Return who did something, in words where there are some."""
    return translate("TimeLine", SOURCES[source]) if source in SOURCES else source
