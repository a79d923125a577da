"""Before something is declared ready: what was found of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from parisana.app.changing.readiness import Finding, NeededRecord
from parisana.app.ground.command_line import command_line
from parisana.core.jobs.states import Answer
from parisana.core.texts.words import counted
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import TABLE_HEAD, TABLE_ROW
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.table import Table

from .command_line import Action

MOST_ROWS, WIDTH = 8, 680


@dataclass(frozen=True, slots=True)
class Checked:
    """Something that was looked at."""

    record: NeededRecord
    findings: Sequence[Finding]

    @property
    def passes(self) -> bool:
        """Whether nothing speaks against it."""
        return all(each.answer is Answer.YES for each in self.findings)


@dataclass(frozen=True, slots=True)
class Line:
    """One finding, and of what it is."""

    path: str
    finding: Finding


def declare_dialog(parent: QWidget | None, checked: Sequence[Checked]) -> Action:
    """Return the question; only what passes its check is declared."""
    good = [each for each in checked if each.passes]
    heading = counted(
        len(checked), translate("Declare", "Declare it ready?"), translate("Declare", "Declare {0} of them ready?")
    )
    text = translate("Declare", "The jobs that wait for it are sent; they trust what you say.")
    action = counted(len(good), translate("Declare", "Declare 1 ready"), translate("Declare", "Declare {0} ready"))
    if not good:
        heading = translate("Declare", "The check does not pass")
        text = translate("Declare", "With a reason it can be declared all the same, by the command.")
        action = translate("Declare", "Check again")
    first = checked[0].record.id
    words = [each.record.id for each in good] or [first]
    command = command_line("ready declare", *words, even_so=None if good else "REASON")
    made = Action(parent, heading, text, action, command, _table(checked))
    made.setMinimumWidth(WIDTH)
    return made


def _table(checked: Sequence[Checked]) -> Table:
    columns: list[Column[Line]] = [
        Column(translate("Declare", "What"), lambda row: row.path.rpartition("/")[2], width=200),
        Column(translate("Declare", "Passes"), lambda row: _word(row.finding.answer), width=96),
        Column(translate("Declare", "Found"), lambda row: row.finding.text, width=-1),
    ]
    rows = Rows(columns)
    lines = [Line(each.record.path, finding) for each in checked for finding in each.findings]
    rows.show(lines)
    table = Table(rows, translate("Declare", "What was found"))
    table.setFixedHeight(TABLE_HEAD + TABLE_ROW * min(len(lines), MOST_ROWS) + 4)
    return table


def _word(answer: Answer) -> str:
    words = {
        Answer.YES: translate("Declare", "yes"),
        Answer.NO: translate("Declare", "no"),
        Answer.UNKNOWN: translate("Declare", "not known"),
    }
    return words[answer]
