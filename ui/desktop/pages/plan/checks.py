"""The checks of a dry run, each shown when its answer comes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from parisana.app.before.dry_checks import Check
from parisana.core.jobs.states import Answer
from parisana.ui.desktop.theme import BESIDE, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.texts import Tone, label

TONES: dict[Answer, Tone] = {Answer.YES: "text", Answer.NO: "bad", Answer.UNKNOWN: "warn"}


class ChecksCard(Card):
    """A list that grows."""

    def __init__(self) -> None:
        super().__init__(self.tr("Checks"), " ")
        self.checks: list[Check] = []
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("Checks"))
        self.add(self.area, 1)
        self.start()

    def start(self) -> None:
        """Begin anew."""
        self.checks = []
        body = QWidget()
        body.setObjectName("body")
        self._list = QVBoxLayout(body)
        self._list.setContentsMargins(0, 0, ROW_GAP, 0)
        self._list.setSpacing(NARROW)
        self._list.addStretch(1)
        self.area.setWidget(body)
        self.remark.setText(self.tr("looking…"))

    def take(self, check: Check) -> None:
        """Show one more answer."""
        self.checks.append(check)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        dot = StateMark(check.answer.value, "")
        dot.setAccessibleName(check.answer.value)
        words = QVBoxLayout()
        words.setSpacing(BESIDE)
        text = label(check.text, tone=TONES[check.answer], wrap=True)
        words.addWidget(text)
        if check.detail:
            words.addWidget(label(check.detail, "caption", "dim", wrap=True))
        line.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self._list.insertWidget(self._list.count() - 1, row)

    def end(self, error: str = "") -> None:
        """Say how it went."""
        bad = len(self.failed)
        doubtful = sum(check.answer is Answer.UNKNOWN for check in self.checks)
        parts = [self.tr("{0} cannot work").format(bad)] if bad else []
        parts += [self.tr("{0} to look at").format(doubtful)] if doubtful else []
        self.remark.setText(error or ", ".join(parts) or self.tr("all is well"))

    @property
    def failed(self) -> list[Check]:
        """The checks that say that it cannot work."""
        return [check for check in self.checks if check.answer is Answer.NO]
