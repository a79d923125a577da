"""Input and output directories: one row an area, each with an answer of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from parisana.app.sites.area_check import AreaAnswer
from parisana.app.sites.storage_kinds import StorageKind
from parisana.core.jobs.states import Answer
from parisana.core.suites.parameter import Parameter
from parisana.core.texts.words import duration, size
from parisana.ui.desktop.forms.inputs import Choice
from parisana.ui.desktop.forms.typed import PathEditor
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.settings import SiteValues
from parisana.ui.desktop.theme import BESIDE, FIELD, KIND, ROW_GAP, SAID
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.texts import breakable_sentence, label, set_property, tool

#: Areas of the Analysis desk, in order.
AREAS = (
    ("working", later("Areas", "Working")),
    ("calibration", later("Areas", "Calibration")),
    ("dst", later("Areas", "DST")),
    ("tables", later("Areas", "Tables")),
    ("output-tables", later("Areas", "Output Tables")),
    ("results", later("Areas", "Results")),
    ("logs", later("Areas", "Logs")),
)
#: A storage for tests, offered only where a site names it.
FOR_TESTS = "fake"
#: Bytes; an area with less room than this is pointed at.
LITTLE = 1_000_000_000
LABELS, KINDS, PATHS, RESETS, ANSWERS = range(5)


class AreaPath(PathEditor):
    """The directory of an area, which may lie on another machine."""

    browse_wanted = Signal()

    def browse(self) -> None:
        """Let somebody look who knows where it lies."""
        self.browse_wanted.emit()

    def browse_here(self) -> None:
        """Look on this machine."""
        super().browse()


class AreaRow:
    """One area: storage, directory, answer, and what is wrong below them."""

    def __init__(self, name: str, title: str, site: SiteValues, kinds: Sequence[StorageKind]) -> None:
        self.name, self.title, self.site = name, title, site
        self.label = label(title)
        self.kind = Choice()
        self.kind.setAccessibleName(translate("Areas", "Storage of {0}").format(title))
        self.kind.setFixedWidth(KIND)
        for each in kinds:
            if each.name != FOR_TESTS or site.value("areas", name, "storage") == FOR_TESTS:
                self.kind.addItem(each.title, each.name)
        self.path = AreaPath(
            Parameter(name="path", title=translate("Areas", "Directory of {0}").format(title), type="path")
        )
        self.path.line.setAccessibleName(self.path.parameter.title)
        self.label.setBuddy(self.path.line)
        self.undo = tool(translate("Areas", "Reset {0}").format(title), "arrow-u-up-left")
        self.mark = StateMark("not set", "")
        self.problem = label("", "caption", "bad", wrap=True)
        self.answer: AreaAnswer | None = None
        self.shown = ""
        self.kind.activated.connect(lambda number: self._write("storage", self.kind.itemData(number)))
        self.path.edited.connect(lambda value: self._write("path", value))
        self.undo.clicked.connect(lambda: site.reset(("areas", name)))

    def _write(self, field: str, value: str) -> None:
        self.site.write(("areas", self.name, field), value)

    @property
    def is_there(self) -> bool:
        """Whether the site has this area."""
        return bool(self.site.value("areas", self.name, "path"))

    def refresh(self) -> None:
        """Show the area with its marks."""
        site, name = self.site, self.name
        kind = str(site.value("areas", name, "storage") or "disk")
        if self.kind.findData(kind) < 0:
            self.kind.addItem(kind, kind)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.path.show_value(site.value("areas", name, "path"))
        problem = site.problem("areas", name)
        for widget, field in ((self.kind, "storage"), (self.path.line, "path")):
            changed = site.is_override("areas", name, field)
            set_property(widget, "changed", "true" if changed else "false")
            set_property(widget, "invalid", "true" if problem else "false")
            widget.setToolTip(f"{site.value('areas', name, field) or ''}\n{site.origin('areas', name, field)}".strip())
        self.path.line.setToolTip(f"{self.path.line.toolTip()}\n{self._further()}".strip())
        self.undo.setVisible(site.is_override("areas", name))
        self._say(problem or "", "bad")
        if not self.is_there:
            self.mark.show_state(
                "not set", translate("Areas", "with Working") if name == "logs" else translate("Areas", "not set")
            )

    def _further(self) -> str:
        """Name the further places among which outputs are spread."""
        given = self.site.value("areas", self.name, "also") or ()
        paths = [str(each["path"] if isinstance(each, Mapping) else each) for each in given]
        return translate("Areas", "By free space, outputs also go to {0}.").format(", ".join(paths)) if paths else ""

    def show_answer(self, answer: AreaAnswer, is_written: bool) -> None:
        """Show what was found."""
        self.answer = answer
        state, words = in_short(answer, is_written)
        self.shown = state
        self.mark.show_state(state, words)
        if not self.site.problem("areas", self.name):
            self._say("" if state in ("yes", "done") else answer.text, "bad" if state == "no" else "warn")
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
        if self.answer is None and self.is_there:
            self.mark.show_state("waiting", translate("Areas", "checking…"))

    def _say(self, sentence: str, tone: str) -> None:
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
    return "unknown", translate("Areas", "no answer")


class AreasCard(Card):
    """All areas of the site."""

    asked = Signal()
    #: The directory of an area is to be looked for.
    browse_wanted = Signal(object)

    def __init__(self, site: SiteValues, kinds: Sequence[StorageKind], is_written: Callable[[str], bool]) -> None:
        super().__init__(self.tr("Input and output directories"))
        self._is_written = is_written
        self.rows = {name: AreaRow(name, translate("Areas", title), site, kinds) for name, title in AREAS}
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(ROW_GAP)
        self.grid.setVerticalSpacing(BESIDE)
        self.grid.setColumnStretch(PATHS, 1)
        self.grid.setColumnMinimumWidth(ANSWERS, SAID)
        self._head()
        for number, row in enumerate(self.rows.values()):
            self._place(row, 2 * number + 1)
        self.body.addLayout(self.grid)

    def _head(self) -> None:
        self.age = label("", "caption", "dim")
        for column, text in ((KINDS, self.tr("Storage")), (PATHS, self.tr("Directory"))):
            self.grid.addWidget(label(text, "caption", "dim"), 0, column)
        self.grid.addWidget(self.age, 0, ANSWERS)

    def _place(self, row: AreaRow, line: int) -> None:
        cells: tuple[QWidget, ...] = (row.label, row.kind, row.path, row.undo, row.mark)
        for column, widget in enumerate(cells):
            self.grid.addWidget(widget, line, column)
        row.path.browse_wanted.connect(lambda: self.browse_wanted.emit(row))
        self.grid.addWidget(row.problem, line + 1, KINDS, 1, 4)
        self.grid.setRowMinimumHeight(line, FIELD + BESIDE)

    def refresh(self) -> None:
        """Show the areas as the profile has them."""
        for row in self.rows.values():
            row.refresh()

    def show_answer(self, answer: AreaAnswer) -> None:
        """Show what was found of one area."""
        self.rows[answer.name].show_answer(answer, self._is_written(answer.name))
        self.show_age()

    def show_age(self) -> None:
        """Say how old the oldest answer is."""
        for row in self.rows.values():
            row.show_age()
        times = [row.answer.at for row in self.rows.values() if row.answer is not None]
        age = duration(max(0.0, time.time() - min(times))) if times else ""
        self.age.setText(self.tr("Checked {0} ago").format(age) if times else "")

    def focus(self, name: str, field: str = "path") -> None:
        """Put the cursor into an area's field."""
        if row := self.rows.get(name):
            (row.kind if field == "storage" else row.path.line).setFocus()
