"""The analysis environment of the suite: whether it is there and fits its pins; making it, line by line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from parisana.app.ground import environment
from parisana.app.ground.command_line import command_line
from parisana.app.ground.environment import Condition, Environment, Package
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.theme import TABLE_HEAD, TABLE_ROW
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.rows import Column, Rows, missing
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import button, label

if TYPE_CHECKING:
    from parisana.app.session import Session

#: How each condition is marked, what is said of it, and what the button offers.
CONDITIONS: dict[Condition, tuple[str, str, str]] = {
    Condition.READY: (
        "valid",
        later("AnalysisCard", "ready"),
        later("AnalysisCard", "Make it anew"),
    ),
    Condition.MISSING: (
        "not set",
        later("AnalysisCard", "not there yet"),
        later("AnalysisCard", "Make the environment"),
    ),
    Condition.HALF_BUILT: (
        "unknown",
        later("AnalysisCard", "half-built"),
        later("AnalysisCard", "Finish the environment"),
    ),
    Condition.DIFFERENT: (
        "unknown",
        later("AnalysisCard", "other versions than its pins"),
        later("AnalysisCard", "Mend the environment"),
    ),
    Condition.BROKEN: (
        "error",
        later("AnalysisCard", "does not work"),
        later("AnalysisCard", "Make it anew"),
    ),
}
#: Rows of packages that are shown at once; lines of output.
PACKAGES, LINES = 9, 7


class AnalysisCard(Card):
    """State, place, packages; ``maker`` is the page's button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.head.addWidget(label(self.tr("Analysis environment"), "heading"))
        self.mark = StateMark("unknown", self.tr("looking…"))
        self.head.addStretch(1)
        self.head.addWidget(self.mark)
        self.body.addLayout(self.head)
        self.place = label("", tone="dim", wrap=True)
        self.trouble = label("", tone="warn", wrap=True)
        columns: list[Column[Package]] = [
            Column(self.tr("Package"), lambda row: row.name, width=-1),
            Column(self.tr("Pins"), lambda row: row.wanted or self.tr("any"), width=168, tone="dim"),
            Column(self.tr("Found"), lambda row: missing(row.found), width=96),
            Column("", self._fits, state=lambda row: "valid" if row.fits else "error", width=116),
        ]
        self.table = Table(Rows(columns), self.tr("Packages"))
        self.output = QPlainTextEdit()
        self.output.setReadOnly(True)
        self.output.setFont(font("small-mono"))
        self.output.setAccessibleName(self.tr("What is being done"))
        self.output.setFixedHeight(LINES * self.output.fontMetrics().lineSpacing() + TABLE_ROW)
        self.maker = button(self.tr("Make the environment"), "package", kind="primary")
        self.maker.clicked.connect(self.make)
        for each in (self.place, self.trouble, self.table, self.output):
            self.add(each)
        for each in (self.trouble, self.table, self.output):
            each.hide()
        self._looking, self._making = (Question(desk.bridge, lane, self) for lane in ("environment", "making"))
        self._looking.failed = self._failed

    def _fits(self, row: Package) -> str:
        return self.tr("fits") if row.fits else self.tr("does not fit")

    @property
    def name(self) -> str:
        """The environment of the suite."""
        return self.desk.editor.suite.environment

    def look(self) -> None:
        """Look at it; its own Python is asked, which takes a moment."""
        if not self._making.open:
            self.maker.setEnabled(False)
            self._looking.ask(partial(looked_at, self.name), self.show_environment)

    def show_environment(self, found: Environment) -> None:
        """Show what was found."""
        state, words, action = CONDITIONS[found.condition]
        self.mark.show_state(state, translate("AnalysisCard", words))
        python = self.tr("Python {0}").format(found.python) if found.python else self.tr("no Python")
        self.place.setText(f"{found.name}  ·  {python}  ·  {found.path}")
        self.trouble.setText(found.trouble or "")
        self.trouble.setVisible(bool(found.trouble))
        self.table.rows.show(found.packages)
        self.table.setFixedHeight(TABLE_HEAD + min(PACKAGES, len(found.packages)) * TABLE_ROW + 2)
        self.table.setVisible(bool(found.packages))
        self.maker.setText(translate("AnalysisCard", action))
        self.maker.setAccessibleName(self.maker.text())
        self.maker.setEnabled(found.condition is not Condition.READY)

    def make(self) -> None:
        """Make or mend it; that goes on when the page is left."""
        self.output.clear()
        self.output.show()
        self.maker.setEnabled(False)
        self.mark.show_state("running", self.tr("being made"))
        post, name = self.desk.bridge.post, self.name

        def tell(words: str) -> None:
            post(lambda: self.say(f"{words} …"))

        self._making.ask(lambda session: environment.create(name, say=tell), self._made, self._failed)

    def say(self, words: str) -> None:
        """Show one more line of what is being done."""
        self.output.appendPlainText(words)

    def _made(self, found: Environment) -> None:
        self.say(self.tr("done"))
        self.look()

    def _failed(self, error: Exception) -> None:
        self.say(str(error))
        self.mark.show_state("error", self.tr("not made"))
        self.maker.setEnabled(True)
        say_error(self, error)

    def commands(self) -> list[tuple[str, str]]:
        """Return what the card does as commands."""
        suite = self.desk.editor.suite.name
        return [
            (self.tr("Check it"), command_line("env check", suite=suite)),
            (self.tr("Make it"), command_line("env create", suite=suite)),
        ]


def looked_at(name: str, session: Session) -> Environment:
    """Check an environment, in a lane of its own."""
    return environment.check(name)
