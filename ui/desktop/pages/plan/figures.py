"""The figures at the top of a dry run: what it comes to in a few numbers."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from parisana.app.before.dry_checks import Check
from parisana.app.before.dryrun import DryRun
from parisana.core.jobs.states import Answer
from parisana.core.texts.words import duration, size
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import CARD, NARROW
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.texts import label, set_tone


def cpu_time(seconds: float) -> str:
    """Return a sum of computing time in the unit that people compare."""
    return f"{seconds / 3600:,.0f} h" if seconds >= 36_000 else duration(seconds)


class Figures(Card):
    """Six figures side by side."""

    def __init__(self, host: str) -> None:
        super().__init__()
        self._host = host
        titles = {
            "jobs": self.tr("Jobs"),
            "cpu": self.tr("CPU time"),
            "read": self.tr("Read"),
            "written": self.tr("Written"),
            "site": self.tr("Site"),
            "last": self.tr("Last submitted"),
        }
        self.figures: dict[str, QLabel] = {}
        self.remarks: dict[str, QLabel] = {}
        row = QHBoxLayout()
        row.setSpacing(CARD)
        for number, (name, title) in enumerate(titles.items()):
            if number:
                row.addWidget(_line())
            row.addLayout(self._figure(name, title), 1)
        self.body.setContentsMargins(CARD, NARROW, CARD, NARROW)
        self.body.addLayout(row)

    def _figure(self, name: str, title: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        figure, remark = label("", "figure"), label("", "caption", "dim", wrap=True)
        self.figures[name], self.remarks[name] = figure, remark
        for widget in (label(title, "caption", "dim"), figure, remark):
            column.addWidget(widget)
        column.addStretch(1)
        return column

    def _say(self, name: str, figure: str, remark: str) -> None:
        self.figures[name].setText(figure)
        self.remarks[name].setText(remark)
        set_tone(self.remarks[name], "dim")

    def show_plan(self, dry: DryRun) -> None:
        """Show what a plan comes to."""
        totals = dry.totals
        there = totals.jobs - totals.to_do
        cut = self.tr("{0} stages, {1} slices").format(len(dry.stages), f"{totals.slices:,}")
        known = self.tr("{0} more are there") if totals.to_do else self.tr("{0} are there already")
        self._say("jobs", f"{totals.to_do:,}", known.format(f"{there:,}") if there else cut)
        self._say("cpu", cpu_time(totals.cpu_seconds), self.tr("at most"))
        self._say("read", size(totals.bytes_read), self.tr("from outside"))
        self._say("written", size(totals.bytes_written), self.tr("at most"))
        self._say("site", dry.prepared.site.name, self.tr("sent from {0}").format(self._host))
        self._say("last", *last_words(dry))

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Point at areas that may not do."""
        short = [check.what for check in checks if check.what.startswith("area ") and check.answer is not Answer.YES]
        if short:
            self.remarks["written"].setText(self.tr("look at: {0}").format(", ".join(short)))
            set_tone(self.remarks["written"], "warn")


def last_words(dry: DryRun) -> tuple[str, str]:
    """Say what changed since the profile was last submitted."""
    last = dry.last
    if last is None:
        return translate("Figures", "never"), translate("Figures", "under this name")
    day = time.strftime("%-d %b %H:%M", time.localtime(last.created))
    count = len(last.changes)
    words = {0: translate("Figures", "no change"), 1: translate("Figures", "1 change")}
    return words.get(count, translate("Figures", "{0} changes").format(count)), f"{day}, #{last.production}"


def _line() -> QFrame:
    made = QFrame()
    made.setObjectName("hair")
    made.setFixedWidth(1)
    return made
