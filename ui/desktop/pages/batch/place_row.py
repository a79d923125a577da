"""A storage and a directory on it: the fields, what was found there, and what is wrong below them."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Signal

from parisana.app.sites.area_check import AreaAnswer
from parisana.app.sites.storage_kinds import StorageKind
from parisana.core.jobs.states import Answer
from parisana.core.suites.parameter import Parameter
from parisana.core.texts.words import duration, size
from parisana.ui.desktop.forms.inputs import Choice
from parisana.ui.desktop.forms.typed import PathEditor
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import KIND
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.texts import breakable_sentence, label, set_property

#: Bytes; an area with less room than this is pointed at.
LITTLE = 1_000_000_000


class AreaPath(PathEditor):
    """The directory of an area, which may lie on another machine."""

    browse_wanted = Signal()

    def browse(self) -> None:
        """Let somebody look who knows where it lies."""
        self.browse_wanted.emit()

    def browse_here(self) -> None:
        """Look on this machine."""
        super().browse()


class PlaceRow:
    """One place of an area: its number is 0 for the area's own, and counts the further ones."""

    def __init__(self, area: str, title: str, kinds: Sequence[StorageKind]) -> None:
        self.area, self.title, self.number = area, title, 0
        self._titles = {each.name: each.title for each in kinds}
        self.kind = Choice()
        self.kind.setAccessibleName(translate("Areas", "Storage of {0}").format(title))
        self.kind.setFixedWidth(KIND)
        for each in kinds:
            if each.is_offered:
                self.kind.addItem(each.title, each.name)
        self.path = AreaPath(
            Parameter(name="path", title=translate("Areas", "Directory of {0}").format(title), type="path")
        )
        self.path.line.setAccessibleName(self.path.parameter.title)
        self.mark = StateMark("not set", translate("Areas", "not set"))
        self.problem = label("", "caption", "bad", wrap=True)
        self.fault = ""
        self.answer: AreaAnswer | None = None

    def show_place(self, storage: str, path: str | None, fault: str) -> None:
        """Show where it lies, and what is wrong with that."""
        if self.kind.findData(storage) < 0:
            self.kind.addItem(self._titles.get(storage, storage), storage)
        self.kind.setCurrentIndex(self.kind.findData(storage))
        self.path.show_value(path)
        self.fault = fault
        for widget in (self.kind, self.path.line):
            set_property(widget, "invalid", "true" if fault else "false")
        self.say(fault, "bad")

    def show_found(self, answer: AreaAnswer, is_written: bool) -> None:
        """Show what was found there."""
        self.answer = answer
        state, words = in_short(answer, is_written)
        self.mark.show_state(state, words)
        if not self.fault:
            self.say("" if state == "yes" else answer.text, "bad" if state == "no" else "warn")
        self.show_age()

    def show_age(self) -> None:
        """Say in the tool tip how old the answer is."""
        if self.answer is not None:
            age = duration(max(0.0, time.time() - self.answer.at))
            self.mark.setToolTip(
                translate("Areas", "{0}: {1} Checked {2} ago.").format(self.answer.path, self.answer.text, age)
            )

    def show_error(self, message: str) -> None:
        """Say why it cannot be looked at."""
        self.answer = None
        self.mark.show_state("unknown", translate("Areas", "not checked"))
        self.mark.setToolTip(message)

    def show_waiting(self) -> None:
        """Say that it is being looked at; an older answer stays."""
        if self.answer is None:
            self.mark.show_state("waiting", translate("Areas", "checking…"))

    def say(self, sentence: str, tone: str) -> None:
        """Say something below the fields."""
        self.problem.setText(breakable_sentence(sentence))
        set_property(self.problem, "role", tone)
        self.problem.setVisible(bool(sentence))


def in_short(answer: AreaAnswer, is_written: bool) -> tuple[str, str]:
    """Return state and words for an answer, as short as a row has room for."""
    room = (
        translate("Areas", "{0} free").format(size(answer.free_bytes))
        if answer.free_bytes is not None
        else translate("Areas", "writable")
    )
    if answer.writable is Answer.YES:
        little = answer.free_bytes is not None and answer.free_bytes < LITTLE
        return ("unknown" if answer.is_short or little else "yes"), room
    if answer.exists is Answer.YES and answer.writable is Answer.NO:
        return ("no" if is_written else "yes"), translate("Areas", "read only")
    if answer.writable is Answer.NO:
        return "no", translate("Areas", "not usable")
    return "unknown", translate("Areas", "no answer") if answer.text else translate("Areas", "not checked")
