"""What a production would take, and whether it is there already: looked at again after each change."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.simulations.productions import Glance, SimulationRecord
from parisana.core.jobs.states import Answer
from parisana.core.texts.words import counted, size
from parisana.errors import ParisanaError
from parisana.ui.desktop.theme import BESIDE, GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.texts import Tone, button, label, set_tone

TONES: dict[Answer, Tone] = {Answer.YES: "text", Answer.NO: "bad", Answer.UNKNOWN: "warn"}
#: Which answer says most: what cannot work before what is to be looked at.
WORST = (Answer.NO, Answer.UNKNOWN, Answer.YES)


class Remark(QWidget):
    """A dot and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.dot, self.words = StateMark("waiting", ""), label("", wrap=True)
        self.column = QVBoxLayout()
        self.column.setSpacing(BESIDE)
        self.column.addWidget(self.words)
        row.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.column, 1)

    def say(self, answer: Answer | None, words: str) -> None:
        """Say it; without an answer, it is still being looked at."""
        state = answer.value if answer else "waiting"
        self.dot.show_state(state, "")
        self.dot.setAccessibleName(state)
        self.words.setText(words)
        set_tone(self.words, TONES[answer] if answer else "dim")


class OutlookCard(Card):
    """Resources, space, and the production that is there already with the way to it."""

    #: The production of the same showers is to be shown.
    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self.takes, self.space, self.same = Remark(), Remark(), Remark()
        self.link = button("", "arrow-right", "link", small=True)
        self.link.hide()
        self.link.clicked.connect(lambda: self.wanted.emit(self._first))
        self.same.column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for each in (self.takes, self.space, self.same):
            row.addWidget(each, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def wait(self) -> None:
        """Say that it is looked at."""
        self.takes.say(None, self.tr("Looking what it takes…"))
        self._only_takes()

    def trouble(self, error: Exception) -> None:
        """Say why it cannot be said."""
        words = (
            " ".join(part for part in (error.message, error.hint) if part) if isinstance(error, ParisanaError) else ""
        )
        self.takes.say(Answer.NO, words or str(error))
        self._only_takes()

    def _only_takes(self) -> None:
        self.space.hide()
        self.same.hide()

    def show_glance(self, glance: Glance) -> None:
        """Show what was found."""
        jobs = counted(glance.jobs, self.tr("1 job"), self.tr("{0} jobs"))
        words = self.tr("{0}: at most {1} core hours and {2}")
        self.takes.say(Answer.YES, words.format(jobs, f"{glance.core_hours:,.1f}", size(glance.bytes_out)))
        worst = min(glance.checks, key=lambda check: WORST.index(check.answer), default=None)
        if worst is not None:
            fits = worst.answer is Answer.YES
            self.space.say(worst.answer, self.tr("The areas have room for it.") if fits else worst.text)
            self.space.setToolTip("\n".join(check.text for check in glance.checks))
        self.space.setVisible(worst is not None)
        self._show_same(glance.same)
        self.same.show()

    def _show_same(self, same: tuple[SimulationRecord, ...]) -> None:
        self.link.setVisible(bool(same))
        if not same:
            self.same.say(Answer.YES, self.tr("No production simulates the same showers."))
            return
        first = same[0]
        self._first = first.production_id
        text = self.tr("The same showers are those of production {0} ({1}). Extend it, or choose another seed.")
        self.same.say(Answer.UNKNOWN, text.format(first.production_id, first.name))
        words = self.tr("Show production {0}").format(first.production_id)
        self.link.setText(words)
        self.link.setAccessibleName(words)
