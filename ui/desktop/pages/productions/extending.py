"""What is done to a Monte-Carlo production after a look at how much it is: extend it, clean up, close it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal

from parisana.app.ground.command_line import command_line
from parisana.app.session import Session
from parisana.app.simulations.productions import Leftover, RowLine, SimulationRecord, Wish
from parisana.core.jobs.states import ProductionState
from parisana.core.texts.words import counted, size
from parisana.errors import InputError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.command_line import Action
from parisana.ui.desktop.dialogs.extend import ExtendDialog
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.widgets.page import Page


class Extending(QObject):
    """What *Extend…*, *Clean…* and *Close…* do; each asks with counts, and shows its command."""

    #: This production is another one now.
    extended = Signal(int)
    changed = Signal()

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self.desk, self._page = desk, page
        self._question = Question(desk.bridge, "mc-acts", self)
        self._question.failed = self._failed

    def _failed(self, error: Exception) -> None:
        say_error(self._page, error)

    def ask(self, number: int | None) -> None:
        """Ask by what a production is extended: the one that is meant, else the newest that is not closed."""
        self._question.ask(open_ones, lambda records: self._extend(records, number))

    def _extend(self, records: Sequence[SimulationRecord], number: int | None) -> None:
        numbers = [each.production_id for each in records]
        dialog = ExtendDialog(self._page, self.desk, records, number if number in numbers else numbers[-1])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._add(dialog.number, dialog.wish))
        dialog.open()

    def _add(self, number: int, wish: Wish) -> None:
        self._question.ask(lambda session: extend(session, number, wish), lambda jobs: self._extended(number, jobs))

    def _extended(self, number: int, jobs: int) -> None:
        self.desk.say(counted(jobs, self.tr("1 job was added"), self.tr("{0} jobs were added")))
        self.desk.bridge.nudge(number)
        self.extended.emit(number)

    def clean(self, number: int) -> None:
        """Look what attempts that died have left, then ask."""
        self._question.ask(
            lambda session: session.simulations.leftovers(number), lambda left: self._clean(number, left)
        )

    def _clean(self, number: int, left: Sequence[Leftover]) -> None:
        if not left:
            self.desk.say(self.tr("nothing is left over of production {0}").format(number))
            return
        what = counted(len(left), self.tr("1 folder"), self.tr("{0} folders"))
        text = self.tr("{0} of attempts that died hold {1}. Results are never touched.")
        heading = self.tr("Clean up after production {0}?").format(number)
        action = counted(len(left), self.tr("Remove 1 folder"), self.tr("Remove {0} folders"))
        words = text.format(what, size(sum(each.size for each in left)))
        if Action(self._page, heading, words, action, command_line("mc clean", number, yes=True)).confirmed():
            self._question.ask(lambda session: session.simulations.clean(number), self._cleaned)

    def _cleaned(self, count: int) -> None:
        self.desk.say(counted(count, self.tr("1 folder was removed"), self.tr("{0} folders were removed")))

    def close(self, number: int, rows: Sequence[RowLine]) -> None:
        """Ask before a production is closed; rows that are not complete are counted."""
        done = sum(row.status == ProductionState.DONE for row in rows)
        there = f"{sum(row.produced for row in rows):,}", f"{sum(row.requested for row in rows):,}"
        text = self.tr("{0} of {1} rows are complete, {2} of {3} showers are there and stay. Nothing more is sent.")
        action = counted(len(rows), self.tr("Close 1 row"), self.tr("Close {0} rows"))
        heading, words = self.tr("Close production {0} for good?").format(number), text.format(done, len(rows), *there)
        if Action(self._page, heading, words, action, command_line("mc close", number)).confirmed():
            self._question.ask(lambda session: session.simulations.close(number), lambda done: self.changed.emit())


def open_ones(session: Session) -> list[SimulationRecord]:
    """Return the productions that may be extended."""
    found = [each for each in session.simulations.all() if each.state is not ProductionState.CLOSED]
    if not found:
        hint = "Create one first, or open another database."
        raise InputError("There is no Monte-Carlo production that could be extended.", hint=hint)
    return found


def extend(session: Session, number: int, wish: Wish) -> int:
    """Extend a production, and send what is ready; in a lane."""
    count = session.simulations.extend(number, None, wish)
    session.send(number)
    return count
