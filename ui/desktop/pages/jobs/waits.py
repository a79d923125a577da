"""What the stages of a production wait for, on the page Jobs; where that is a person's word, it can be given here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from parisana.app.changing.readiness import StageWait
from parisana.app.driving.watch import Snapshot
from parisana.app.session import Session
from parisana.core.jobs.states import JobState
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.declare import Checked, declare_dialog
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.widgets.banner import Banner
from parisana.ui.desktop.widgets.stage_strip import StageStrip

from .waits_words import must_be_declared, reasons, short

Progress = tuple[object, ...]


class Waits(Banner):
    """A banner while something must be declared ready; the strip tells the rest of each stage."""

    def __init__(self, desk: Desk, page: QWidget, strip: StageStrip) -> None:
        super().__init__("", "check-circle", page)
        self.button.setText(self.tr("Declare ready…"))
        self.button.setAccessibleName(self.tr("Declare ready…"))
        self._desk, self._page, self._strip = desk, page, strip
        self._asked, self._checks = Question(desk.bridge, "books", self), Question(desk.bridge, "site-verbs", self)
        self._asked.failed = lambda error: self.show_waits(())
        self._checks.failed = lambda error: say_error(page, error)
        self._progress: Progress = ()
        self._numbers: list[int] = []
        self.pressed.connect(self._check)
        desk.looked.connect(self.show_snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Ask again when the production, or what it waits for (its progress), is another than before."""
        standing = snapshot.selected
        if standing is None or not standing.counts.get(JobState.WAITING):
            self._asked.drop()
            self._progress = ()
            self.show_waits(())
            return
        counts = [(each.counts.get(state) for state in JobState if state.final) for each in snapshot.stages]
        waiting = [each.counts.get(JobState.WAITING) for each in snapshot.stages]
        progress: Progress = (standing.number, *map(tuple, counts), *waiting)
        if self._page.isVisible() and progress != self._progress and not self._asked.open:
            self._progress, number = progress, standing.number
            self._asked.ask(lambda session: session.readiness.waits(number), self.show_waits)

    def show_waits(self, found: Sequence[StageWait]) -> None:
        """Show what waits for what."""
        self._strip.show_waits({each.stage: reasons(each) for each in found})
        needed = {one.number: one.path for each in found for one in each.undeclared}
        self._numbers = sorted(needed)
        stages = ", ".join(each.title for each in found if each.undeclared)
        jobs = sum(each.waiting for each in found if each.undeclared)
        paths = ", ".join(short(needed[number]) for number in self._numbers[:2]) + (" …" if len(needed) > 2 else "")
        remark = self.tr("{0}, {1} waiting: {2}").format(stages, f"{jobs:,}", paths)
        self.say(must_be_declared(len(needed)) if needed else "", remark)
        self.remark.setToolTip("\n".join(needed.values()))

    def _check(self) -> None:
        """Look at what is to be declared, and ask."""
        numbers = list(self._numbers)

        def look(session: Session) -> list[Checked]:
            return [Checked(session.readiness.item(each).record, session.readiness.check(each)) for each in numbers]

        self._checks.ask(look, self._ask)

    def _ask(self, checked: list[Checked]) -> None:
        good = [each.record.id for each in checked if each.passes]

        def declare(session: Session) -> int:
            return len([session.readiness.declare(each) for each in good])

        if declare_dialog(self._page, checked).confirmed():
            self._checks.ask(declare, self._said) if good else self._check()

    def _said(self, count: int) -> None:
        self._progress = ()
        self._desk.say(self.tr("{0} declared ready").format(f"{count:,}"))
        if self._desk.production is not None:
            self._desk.bridge.nudge(self._desk.production)
        self._desk.look()
