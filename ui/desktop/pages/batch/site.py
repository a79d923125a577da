"""The first card of the batch page: which site, what it answers, its elements, its file."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from parisana.app.sites.view import SiteAnswer, SiteEntry
from parisana.core.jobs.states import Answer
from parisana.core.texts.words import duration
from parisana.ui.desktop.forms.inputs import Choice
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import ROW_GAP, SIDE
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.texts import button, label, set_property

#: Words for the status of an element in which it takes jobs, in lower case.
OPEN = ("production", "open", "up", "idle", "free", "online", "ok")


class SiteCard(Card):
    """Emits the name of the site that was chosen."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.box = Choice()
        self.box.setFixedWidth(SIDE)
        set_property(self.box, "size", "tall")
        self.box.activated.connect(lambda number: self.chosen.emit(self.box.itemData(number)))
        name = label(self.tr("Batch system"))
        name.setBuddy(self.box)
        self.mark, self.facts = StateMark("not set", ""), label(tone="dim", wrap=True)
        self.elements = button(self.tr("Elements…"), "list-dashes")
        self.edit = button(self.tr("Edit site…"), "pencil-simple")
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        for widget in (name, self.box, self.mark):
            row.addWidget(widget)
        row.addWidget(self.facts, 1)
        row.addWidget(self.elements)
        row.addWidget(self.edit)
        self.sentence = label(tone="bad", wrap=True)
        self.sentence.hide()
        self.body.addLayout(row)
        self.add(self.sentence)
        self._answer: SiteAnswer | None = None

    def show_entries(self, entries: Sequence[SiteEntry], current: str) -> None:
        """Offer the sites; one that cannot be used is grey, and says why."""
        self.box.clear()
        for number, entry in enumerate(entries):
            self.box.addItem(entry.title, entry.name)
            about = entry.reason or self.tr("{0}, from {1}").format(entry.name, entry.origin)
            self.box.setItemData(number, about, Qt.ItemDataRole.ToolTipRole)
            if not entry.usable:
                self.box.setItemData(number, look().colour("faint"), Qt.ItemDataRole.ForegroundRole)
        self.show_site(current)

    def show_site(self, name: str) -> None:
        """Show the site of the profile, also one that is not there."""
        found = self.box.findData(name)
        if found < 0:
            self.box.addItem(name, name)
            found = self.box.count() - 1
        self.box.setCurrentIndex(found)
        self.box.setToolTip(self.box.itemData(found, Qt.ItemDataRole.ToolTipRole) or "")

    def show_waiting(self) -> None:
        """Say that it is being asked; an older answer stays."""
        if self._answer is None:
            self.mark.show_state("waiting", self.tr("asked…"))

    def show_answer(self, answer: SiteAnswer) -> None:
        """Show what the batch system said."""
        self._answer = answer
        self.show_age()
        good = answer.remark.answer is Answer.YES
        self.facts.setText("  ·  ".join(facts(answer)) if good else "")
        self._say("" if good else answer.remark.text, "bad" if answer.remark.answer is Answer.NO else "warn")

    def show_age(self) -> None:
        """Say how quick the answer was; how old it is stands in the tool tip."""
        answer = self._answer
        if answer is None:
            return
        seconds = answer.seconds or 0.0
        words = {
            Answer.YES: self.tr("answers in {0} s").format(f"{seconds:.1f}" if seconds >= 0.1 else "< 0.1"),
            Answer.NO: self.tr("cannot be used"),
            Answer.UNKNOWN: self.tr("no answer"),
        }
        self.mark.show_state(answer.remark.answer.value, words[answer.remark.answer])
        age = duration(max(0.0, time.time() - answer.at))
        self.mark.setToolTip(self.tr("{0} Asked {1} ago.").format(answer.remark.text, age))

    def show_error(self, message: str) -> None:
        """Say why nothing can be asked."""
        self._answer = None
        self.mark.show_state("no", self.tr("cannot be used"))
        self.facts.setText("")
        self._say(message, "bad")

    def forget(self) -> None:
        """Begin with another site."""
        self._answer = None
        self.facts.setText("")
        self._say("", "bad")

    def _say(self, sentence: str, tone: str) -> None:
        self.sentence.setText(sentence)
        set_property(self.sentence, "role", tone)
        self.sentence.setVisible(bool(sentence))


def facts(answer: SiteAnswer) -> list[str]:
    """Return what a batch system has, in short: elements that take jobs, free CPUs."""
    taking = sum(element.status.lower() in OPEN for element in answer.elements)
    number = len(answer.elements)
    words = [f"{taking} of {number} elements open" if number != 1 else "1 element"]
    cpus = sum(element.cpus or 0 for element in answer.elements)
    free = sum(element.free_cpus or 0 for element in answer.elements)
    return [*words, f"{free:,} of {cpus:,} CPUs free"] if cpus else words
