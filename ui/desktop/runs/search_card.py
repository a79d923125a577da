"""The card over the run list: target, position, what runs are searched by, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCompleter, QFileDialog, QLineEdit

from parisana.core.editing.profile_draft import Field
from parisana.core.sky.targets import Targets
from parisana.core.suites.parameter import Parameter
from parisana.core.suites.stage import Stage
from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.forms.editors import EDITORS
from parisana.ui.desktop.forms.inputs import Line
from parisana.ui.desktop.forms.typed import PathEditor
from parisana.ui.desktop.icons import icon
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.theme import DAY_FIELD, NAME_FIELD
from parisana.ui.desktop.widgets.card import Card, hair
from parisana.ui.desktop.widgets.flow import Flow
from parisana.ui.desktop.widgets.segments import Segments
from parisana.ui.desktop.widgets.texts import label, set_property

from .cell import Cell, ParameterCell
from .place import PlaceFields
from .terms import TERMS, caption, in_order
from .ways import WAYS

#: What says which runs, by the key that it has in the profile's ``runs``; all of them belong to one way.
COUNTS = (
    Parameter(
        name="simulate",
        title=later("Terms", "Number of runs"),
        type="integer",
        min=1,
        help="So many runs are simulated.",
    ),
    Parameter(
        name="first",
        title=later("Terms", "First run"),
        type="integer",
        min=1,
        help="The number of the first simulated run.",
    ),
    Parameter(
        name="file",
        title=later("Terms", "Run list"),
        type="path",
        help="H.E.S.S. list, one run a line, or ECSV.",
    ),
)
#: What many suites have as parameters, beside the terms.
FINER = ("zenith_min", "min_telescopes")
#: Terms that count only while runs are searched.
SEARCHED = ("begin", "end", "taking_part", "quality")


class FileEditor(PathEditor):
    """A run list."""

    def _browse(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, self.parameter.title, self.line.text())
        if found:
            self.line.setText(found)
            self.edited.emit(found)


class SearchCard(Card):
    """Emits what the user asks for; what is shown comes from the page."""

    edited = Signal(str, object)
    counted = Signal(str, object)
    named = Signal(str)
    chosen = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.place = PlaceFields(self)
        self.cells = {each.name: ParameterCell(each, caption(each)) for each in fields(stage)}
        self.counts = {each.name: ParameterCell(each, each.title, EDITOR.get(each.name)) for each in COUNTS}
        for term in ("begin", "end", "taking_part"):
            line = self.cells[term].editor.parts[0]
            if isinstance(line, QLineEdit):
                line.setPlaceholderText(self.tr("any"))
        self.counts["first"].editor.parts[0].setFixedWidth(DAY_FIELD)
        self._make_name()
        self._make_ways()
        self._lay_out()
        for name, cell in self.cells.items():
            cell.editor.edited.connect(lambda value, name=name: self.edited.emit(name, value))
        for name, cell in self.counts.items():
            cell.editor.edited.connect(lambda value, name=name: self.counted.emit(name, value))

    def _make_name(self) -> None:
        self.name = Line()
        self.name.setFixedWidth(NAME_FIELD)
        self.name.addAction(QAction(icon("crosshair"), "", self.name), QLineEdit.ActionPosition.LeadingPosition)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self.name)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (popup := completer.popup()) is not None:
            popup.setFont(font("body"))
        completer.activated.connect(lambda text: self.named.emit(text))
        self.name.setCompleter(completer)
        self.name.finished.connect(self.named)

    def _make_ways(self) -> None:
        self.ways = Segments([translate("Ways", title) for title in WAYS.values()], self.tr("Runs from"))
        self.ways.chosen.connect(lambda number: self.chosen.emit(list(WAYS)[number]))

    def _lay_out(self) -> None:
        search, source = Flow(), Flow()
        terms = [name for name in (*(term.name for term in TERMS), *FINER) if name in self.cells and name != "store"]
        search.addWidget(Cell(self.tr("Target"), self.name))
        for cell in self.place.cells:
            search.addWidget(cell)
        for name in terms:
            search.addWidget(self.cells[name])
        source.addWidget(Cell(self.tr("Runs from"), self.ways))
        for name in ("store", *(name for name in self.cells if name not in terms and name != "store")):
            if name == "store":
                for each in self.counts.values():
                    source.addWidget(each)
            source.addWidget(self.cells[name])
        self.problem = label("", "caption", "bad", wrap=True)
        self.remark = label("", "caption", "warn", wrap=True)
        self.body.addLayout(search)
        self.add(hair())
        self.body.addLayout(source)
        self.add(self.remark)
        self.add(self.problem)

    def show_known(self, targets: Targets) -> None:
        """Complete names of these sources."""
        self._known.setStringList(sorted({name for target in targets.rows for name in target.names}))

    def show_target(self, name: Field, place: Field) -> None:
        """Show name and position."""
        self.name.show_text(str(name.value or ""))
        set_property(self.name, "changed", "true" if name.set else "false")
        self.place.show_place(place.value, changed=place.set, invalid=place.problem is not None)

    def show_fields(self, found: Iterable[Field], way: str) -> None:
        """Show parameters and terms, those that count for this way."""
        self.ways.choose(list(WAYS).index(way))
        for field in found:
            if cell := self.cells.get(field.parameter.name):
                cell.show_field(field)
                searched = field.parameter.name not in SEARCHED or way in ("store", "bookkeeping")
                cell.setEnabled(searched)
        self.cells["store"].setVisible(way in ("store", "file"))

    def show_runs(self, runs: Any, way: str) -> None:
        """Show how many are simulated, or which file is read."""
        values: Mapping[str, Any] = runs if isinstance(runs, dict) else {}
        usual = {"first": 900001} if "simulate" in values else {}
        shown = {"simulated": ("simulate", "first"), "file": ("file",)}.get(way, ())
        for name, cell in self.counts.items():
            cell.editor.show_value(values.get(name, usual.get(name)))
            cell.setVisible(name in shown)

    def say(self, problems: Sequence[str], remark: str = "") -> None:
        """Say what is wrong, and what is worth knowing."""
        self.problem.setText("\n".join(dict.fromkeys(problems)))
        self.problem.setVisible(bool(problems))
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))

    def focus(self, name: str) -> None:
        """Put the cursor into a field."""
        cell = self.cells.get(name) or self.counts.get(name)
        field = cell.editor.parts[0] if cell else self.place.lon if name == "position" else self.name
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)


def fields(stage: Stage) -> list[Parameter]:
    """Return what the card has a cell for: all that can be drawn, and the store."""
    store = stage.parameter("store") or next(term for term in TERMS if term.name == "store")
    return [each for each in [*in_order(stage), store] if each.type in EDITORS]


EDITOR = {"file": FileEditor}
