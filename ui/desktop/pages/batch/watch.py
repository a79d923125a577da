"""Keeps an eye on a site while its page is looked at: batch system and areas, each asked by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from parisana.app.session import Session
from parisana.app.sites.area_check import AreaAnswer
from parisana.app.sites.view import SiteAnswer
from parisana.core.jobs.states import Answer
from parisana.core.sites.overrides import Configured
from parisana.core.texts.document import Document
from parisana.errors import ParisanaError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.settings import SiteValues

from .areas import AreasCard
from .site import SiteCard

#: Milliseconds: after an edit, between two rounds, between two looks at the ages.
AFTER_EDIT, PAUSE, TICK = 400, 30_000, 1000


class BatchWatch(QObject):
    """Asks a site and its areas, and shows each answer as it comes."""

    def __init__(self, desk: Desk, site: SiteValues, card: SiteCard, areas: AreasCard) -> None:
        super().__init__()
        self._site, self._card, self._areas = site, card, areas
        self._batch = Question(desk.bridge, "site", self)
        self._rows = {name: Question(desk.bridge, f"area {name}", self) for name in areas.rows}
        self._asked: Any = None
        self._tell: Callable[[str], object] | None = None
        self._answers: dict[str, Answer] = {}
        self._soon = QTimer(self, interval=AFTER_EDIT, singleShot=True)
        self._round = QTimer(self, interval=PAUSE)
        self._ages = QTimer(self, interval=TICK)
        self._soon.timeout.connect(self.look)
        desk.logins.answered.connect(self._host_answered)
        self._round.timeout.connect(self.look)
        self._ages.timeout.connect(self._show_ages)

    def start(self) -> None:
        """Begin now."""
        self._round.start()
        self._ages.start()
        self.look()

    def stop(self) -> None:
        """End; answers that still come are dropped."""
        for timer in (self._soon, self._round, self._ages):
            timer.stop()
        for question in (self._batch, *self._rows.values()):
            question.drop()

    def changed(self) -> None:
        """Look again soon, if something of the site is another now."""
        if self._asked is not None and self._state() != self._asked:
            self._soon.start()

    def _host_answered(self) -> None:
        if self._round.isActive():
            self.look()

    def validate(self, tell: Callable[[str], object]) -> None:
        """Look at everything now, and tell how it went when the last answer is there."""
        self._tell = tell
        self.look()

    def _state(self) -> str:
        return repr((self._site.editor.value(("name",)), self._site.overrides))

    def look(self) -> None:
        """Ask the batch system and each area."""
        self._asked, self._answers = self._state(), {}
        configured = self._configured()
        self._card.show_waiting()
        self._batch.ask(
            lambda session: session.sites.check_batch_system(configured(session)),
            self._batch_answered,
            self._batch_failed,
        )
        for area in self._rows:
            if self._areas.rows[area].is_there:
                self._look_at(area, configured)

    def _configured(self) -> Callable[[Session], Configured]:
        """Return what makes the site with the overrides of this moment; for a lane."""
        editor, file, overrides = self._site.editor, self._site.document.file, dict(self._site.overrides)
        document = Document(editor.draft.document.file, dict(editor.draft.data))
        return lambda session: session.sites.configured(file, overrides, document)

    def _look_at(self, area: str, configured: Callable[[Session], Configured]) -> None:
        """Ask for one area, in a lane of its own: one that hangs holds up no other."""
        name = str(self._site.editor.value(("name",), ""))
        values = {"profile": name, "production": name}
        self._areas.rows[area].show_waiting()
        self._rows[area].ask(
            lambda session: session.sites.check_area(configured(session), area, values),
            self._area_answered,
            lambda error: self._area_failed(area, error),
        )

    def _batch_answered(self, answer: SiteAnswer) -> None:
        self._card.show_answer(answer)
        self._note("site", answer.remark.answer)

    def _batch_failed(self, error: Exception) -> None:
        self._card.show_error(error.message if isinstance(error, ParisanaError) else str(error))
        self._note("site", Answer.NO)

    def _area_answered(self, answer: AreaAnswer) -> None:
        self._areas.show_answer(answer)
        shown = self._areas.rows[answer.name].shown
        self._note(answer.name, Answer.YES if shown == "yes" else answer.answer)

    def _area_failed(self, area: str, error: Exception) -> None:
        self._areas.rows[area].show_error(str(error))
        self._note(area, Answer.UNKNOWN)

    def _note(self, what: str, answer: Answer) -> None:
        """Keep an answer for the sum that *Validate Settings* tells."""
        self._answers[what] = answer
        there = sum(row.is_there for row in self._areas.rows.values())
        if self._tell is not None and len(self._answers) == there + 1:
            self._tell(self._in_words())
            self._tell = None

    def _in_words(self) -> str:
        wrong = len([p for p in self._site.editor.judgement.problems if not p.stage])
        bad = [what for what, answer in self._answers.items() if answer is not Answer.YES]
        if not bad and not wrong:
            return self.tr("all {0} answers are good").format(len(self._answers))
        parts = [self.tr("look at: {0}").format(", ".join(bad))] if bad else []
        return "; ".join([*parts, *([self.tr("{0} settings are wrong").format(wrong)] if wrong else [])])

    def _show_ages(self) -> None:
        self._card.show_age()
        self._areas.show_age()
