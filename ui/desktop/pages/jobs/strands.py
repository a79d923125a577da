"""Memory, wall time and success by stage and site: the table to choose from, and the spread of what is chosen."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal

from parisana.app.jobs.statistics import Measure, Spread, Strand
from parisana.core.texts.words import counted, duration
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import CARD, NARROW
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import label
from parisana.ui.desktop.widgets.time_bars import Bars, Series


def columns() -> list[Column[Strand]]:
    """Return the columns of the table."""

    def figure(measure: Measure, name: str) -> Column[Strand]:
        def key(row: Strand) -> float | None:
            found = row.spreads.get(measure)
            return None if found is None else getattr(found, name)

        def text(row: Strand) -> str:
            value = key(row)
            if value is None:
                return "–"
            return duration(value) if measure is Measure.TIME else f"{value:,.0f}"

        return Column(TITLES[measure, name](), text, key, number=True, width=144)

    return [
        Column(translate("Statistics", "Stage"), lambda row: row.title or translate("Statistics", "All"), width=-1),
        Column(
            translate("Statistics", "Site"), lambda row: row.site or ("–" if row.stage else ""), width=88, tone="dim"
        ),
        Column(translate("Statistics", "Attempts"), lambda row: f"{ended(row):,}", ended, number=True, width=88),
        Column(translate("Statistics", "Done"), success, lambda row: row.success, number=True, width=104),
        *(figure(*each) for each in TITLES),
    ]


TITLES = {
    (Measure.MEMORY, "mean"): lambda: translate("Statistics", "Mean memory (MB)"),
    (Measure.MEMORY, "most"): lambda: translate("Statistics", "Most memory (MB)"),
    (Measure.TIME, "mean"): lambda: translate("Statistics", "Mean time"),
    (Measure.TIME, "most"): lambda: translate("Statistics", "Longest"),
}


def ended(strand: Strand) -> int:
    """Return how many attempts came to an end by themselves."""
    return strand.done + strand.failed


def success(strand: Strand) -> str:
    """Say which part of them was done; a hundredth that is missing is not rounded away."""
    if strand.success is None:
        return "–"
    return f"{math.floor(strand.success * 1000) / 10:.1f} %"


class StrandTable(Card):
    """The stages at the sites, all jobs first."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.without_margins()
        heading = label(translate("Statistics", "Memory, wall time and success by stage and site"), "heading")
        heading.setContentsMargins(CARD, NARROW, CARD, NARROW)
        self.rows = Rows(columns())
        self.table = Table(self.rows, translate("Statistics", "Memory, wall time and success by stage and site"))
        self.add(heading)
        self.add(self.table, 1)
        self._key: tuple[str, str] = ("", "")
        self.table.chosen.connect(self._choose)

    def show_strands(self, strands: tuple[Strand, ...]) -> None:
        """Show them; what was chosen stays so."""
        self.rows.show(strands)
        places = {(row.stage, row.site): number for number, row in enumerate(self.rows.rows)}
        place = places.get(self._key, 0)
        if self.table.currentIndex().row() != place:
            self.table.selectRow(place)
        else:
            self._choose(self.rows.rows[place])

    def _choose(self, strand: Strand | None) -> None:
        if strand is not None:
            self._key = (strand.stage, strand.site)
            self.chosen.emit(strand)


class SpreadChart:
    """One spread: its chart, and what is said beside its title."""

    def __init__(self, name: str, across: str) -> None:
        self.name, self.remark = name, label("", "caption", "dim")
        self.chart = Bars(name, across)

    def show_spread(
        self, strand: Strand, spread: Spread | None, width: float, number: int, asked: float | None
    ) -> None:
        """Show the jobs by what they used; what was asked for is a limit."""
        failed = spread.failed if spread else {}
        done = {at: count - failed.get(at, 0) for at, count in spread.counts.items()} if spread else {}
        limit = None if asked is None else (asked, translate("Statistics", "asked for"))
        shown = [Series(translate("Statistics", "done"), "ok", done)]
        shown += [Series(translate("Statistics", "failed"), "bad", failed)] if failed else []
        self.chart.show_bars(shown, 0.0, width, number, limit)
        where = " · ".join(part for part in (strand.title, strand.site) if part)
        one, many = translate("Statistics", "1 attempt"), translate("Statistics", "{0} attempts")
        measured = counted(spread.attempts if spread else 0, one, many)
        self.remark.setText(" · ".join(part for part in (where, measured) if part))
