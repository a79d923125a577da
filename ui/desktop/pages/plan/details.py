"""One stage of a dry run looked at closely: its script and jobs; and what changed, and where settings come from."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from parisana.app.before.dry_words import Change
from parisana.app.before.dryrun import StageRow
from parisana.core.texts.table import Row, format_table
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.pages.jobs import waits_words
from parisana.ui.desktop.theme import CARD, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.card import Card, hair
from parisana.ui.desktop.widgets.code import Code
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.segments import Segments
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import label, tool

from .shown import Setting, Shown, in_words

SCRIPT, JOBS, CHANGES, SETTINGS, NO_CHANGES = range(5)
#: Letters of a key that are enough to tell jobs apart.
SHORT = 12


def job_columns() -> list[Column[Row]]:
    """Return the columns of a job table."""
    return [
        Column(translate("PlanDetails", "Key"), lambda row: row.key[:SHORT]),
        Column(translate("PlanDetails", "Unit"), lambda row: row.unit),
        Column(translate("PlanDetails", "Runs"), runs, lambda row: len(row.runs)),
        Column(translate("PlanDetails", "Inputs"), lambda row: f"{len(row.inputs):,}", number=True),
        Column(translate("PlanDetails", "Output"), lambda row: row.output, width=-1, middle=True, tone="dim"),
    ]


def runs(row: Row) -> str:
    """Return the runs of a job: all of a few, or the first and their number."""
    if len(row.runs) <= 2:
        return ", ".join(map(str, row.runs)) or "–"
    return translate("PlanDetails", "{0} … ({1})").format(row.runs[0], len(row.runs))


def change_columns() -> list[Column[Change]]:
    """Return the columns of what changed."""
    return [
        Column(translate("PlanDetails", "Setting"), lambda row: row.field, width=-1, middle=True),
        Column(translate("PlanDetails", "Then"), lambda row: in_words(row.then), tone="dim"),
        Column(translate("PlanDetails", "Now"), lambda row: in_words(row.now)),
    ]


def setting_columns() -> list[Column[Setting]]:
    """Return the columns of the settings."""
    return [
        Column(translate("PlanDetails", "Setting"), lambda row: row.field),
        Column(translate("PlanDetails", "Value"), lambda row: row.value, width=-1, middle=True),
        Column(translate("PlanDetails", "From"), lambda row: row.origin, tone="dim"),
    ]


class PlanDetails(Card):
    """Four views under one row of segments."""

    def __init__(self) -> None:
        super().__init__()
        self.without_margins()
        words = (self.tr("Script"), self.tr("Job table"), self.tr("Changes"), self.tr("Settings"))
        self.segments = Segments(words, self.tr("What is shown of the plan"))
        self.segments.chosen.connect(self._choose)
        self.file = label("", tone="dim")
        self.copy = tool(self.tr("Copy what is shown"), "copy")
        self.copy.clicked.connect(self._copy)
        self.head.setContentsMargins(NARROW, ROW_GAP, CARD, ROW_GAP)
        self.head.addWidget(self.segments)
        self.head.addWidget(self.file, 1)
        self.head.addWidget(self.copy)
        self.body.addLayout(self.head)
        self.add(hair())
        self.waits = label("", "caption", "dim", wrap=True)
        self.waits.setContentsMargins(CARD, ROW_GAP, CARD, ROW_GAP)
        self.waits.hide()
        self.add(self.waits)
        self.code = Code(self.tr("Script of the stage"))
        self.code.setProperty("bare", "true")
        self.jobs = self._table(job_columns(), self.tr("Job table"))
        self.changes = self._table(change_columns(), self.tr("Changes"))
        self.settings = self._table(setting_columns(), self.tr("Settings"))
        self.nothing = Empty("check-circle", "")
        self.stack = QStackedWidget()
        views: tuple[QWidget, ...] = (self.code, self.jobs, self.changes, self.settings, self.nothing)
        for view in views:
            self.stack.addWidget(view)
        self.add(self.stack, 1)
        self._shown: Shown | None = None
        self._stage: StageRow | None = None

    def _table(self, columns: list[Column[Any]], name: str) -> Table:
        return Table(Rows(columns), name)

    def show_plan(self, shown: Shown) -> None:
        """Show another plan."""
        self._shown, last = shown, shown.dry.last
        words = self.tr("Changes since #{0}").format(last.production) if last else self.tr("Changes")
        self.segments.segment(CHANGES).setText(words)
        self.changes.rows.show(last.changes if last else ())
        self.changes.fit_columns()
        self.settings.rows.show(shown.settings)
        self.settings.fit_columns()
        never = self.tr("This profile has not been submitted yet")
        same = self.tr("Nothing changed since production {0}").format(last.production if last else "")
        self.nothing.sentence.setText(same if last else never)
        self._choose(self.segments.current)

    def show_stage(self, stage: StageRow) -> None:
        """Show one stage of it."""
        assert self._shown is not None
        self._stage = stage
        said = waits_words.reasons(stage.wait) if stage.wait else []
        self.waits.setText(self.tr("Waits for {0}").format("; ".join(said)) if said else "")
        self.waits.setVisible(bool(said))
        self.code.show_text(self._shown.dry.scripts[stage.stage])
        self.jobs.rows.show(self._shown.tables[stage.stage])
        self.jobs.fit_columns()
        self._choose(self.segments.current)

    def _choose(self, number: int) -> None:
        none = number == CHANGES and not self.changes.rows.rows
        self.stack.setCurrentIndex(NO_CHANGES if none else number)
        self.file.setText(self._subject(number))
        origin = self.tr("Resources: {0}.").format(self._stage.origin) if self._stage else ""
        self.file.setToolTip(origin)

    def _subject(self, number: int) -> str:
        """Say what the view is of."""
        if self._stage is None:
            return ""
        if number == SCRIPT:
            return f"{self._stage.stage}.sh"
        if number == JOBS:
            count = len(self.jobs.rows.rows)
            return self.tr("the first {0} of {1}").format(f"{count:,}", f"{self._stage.to_do:,}")
        return ""

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

    @property
    def text(self) -> str:
        """What the view says, as text."""
        number = self.segments.current
        if number == SCRIPT:
            return self.code.toPlainText()
        if number == JOBS:
            return format_table(self.jobs.rows.rows)
        rows = (self.changes if number == CHANGES else self.settings).rows
        return "\n".join("\t".join(column.text(row) for column in rows.columns) for row in rows.rows)
