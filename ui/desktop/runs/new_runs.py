"""Runs that are added by themselves: whether the profile asks for that, for which runs, and how often it is looked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from parisana.core.profiles.matching import Matching
from parisana.core.runs.observation import telescope_numbers
from parisana.core.suites.parameter import Parameter
from parisana.errors import ParisanaError
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.theme import ROW_GAP
from parisana.ui.desktop.widgets.flow import Flow
from parisana.ui.desktop.widgets.texts import button, label

from .cell import Cell, ParameterCell

#: Where it stands in the profile.
MATCHING = ("matching",)
EVERY = Parameter(
    name="every",
    title=later("Terms", "Look every"),
    type="number",
    unit="min",
    min=1,
    default="60 min",
    help="How often the data store is looked at while the production is driven.",
)
#: What the page calls a term, and what the profile's section calls it.
TERMS = {
    "radius": "radius",
    "zenith_min": "zenith_min",
    "zenith_max": "zenith",
    "begin": "from",
    "end": "to",
    "min_telescopes": "telescopes",
    "min_duration": "livetime",
}
Section = dict[str, Any]


def section(values: Mapping[str, Any], target: tuple[float, float] | None, every: Any, own_store: bool) -> Section:
    """Return what the profile would say, from the terms as they are written."""
    found: Section = {"every": every or EVERY.default}
    if own_store and values.get("store"):
        found["store"] = values["store"]
    if target is not None:
        found |= {"ra": f"{target[0]:g} deg", "dec": f"{target[1]:g} deg"}
    names = {name: word for name, word in TERMS.items() if values.get(name) and (target or name != "radius")}
    found |= {word: values[name] for name, word in names.items()}
    if telescopes := telescope_numbers(str(values.get("taking_part") or "")):
        found["with"] = list(telescopes)
    if values.get("quality") in ("good", "medium"):
        found["quality"] = values["quality"]
    return found


def spoken(written: Any) -> str:
    """Return a section in words; one that makes no sense has none: the page says what is wrong with it."""
    try:
        return str(Matching.model_validate(written))
    except (ValueError, ParisanaError):
        return ""


class NewRuns(QWidget):
    """A box to tick; ticked, how often it is looked, for what, and whether there is a list besides."""

    #: What the profile is to say; nothing: it asks for no runs.
    changed = Signal(object)
    #: Whether the runs that match are all there are.
    alone_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox(self.tr("Add new runs that match, as they appear"))
        self.box.setToolTip(self.tr("While the production is driven, the data store is looked at again and again."))
        self.box.clicked.connect(lambda on: self.changed.emit(self._wanted if on else None))
        self.every = ParameterCell(EVERY, translate("Terms", "Look every (min)"))
        self.every.editor.edited.connect(lambda value: self.changed.emit({**self._written, "every": value}))
        self.alone = QCheckBox(self.tr("No other runs"))
        self.alone.setToolTip(self.tr("The runs that match when it is planned are the run list."))
        self.alone.clicked.connect(self.alone_asked)
        self.take = button(self.tr("Take the terms above"), "arrow-up", small=True)
        self.take.clicked.connect(lambda: self.changed.emit(self._wanted))
        self.words = label("", "caption", "dim", wrap=True)
        row = Flow()
        self._ticking, self._only, self._taking = (Cell("", each) for each in (self.box, self.alone, self.take))
        for widget in (self._ticking, self.every, self._only, self._taking):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP // 2)
        column.addLayout(row)
        column.addWidget(self.words)
        self._written: Section = {}
        self._wanted: Section = {}

    def show_section(self, written: Any, wanted: Section, alone: bool) -> None:
        """Show what the profile says; ``wanted``: what the terms above would make it say; ``alone``: it has no list."""
        self._written = dict(written) if isinstance(written, Mapping) else {}
        self._wanted = {**wanted, "every": self._written.get("every", wanted["every"])}
        on = bool(self._written)
        self.box.setChecked(on)
        self._ticking.title.setVisible(on)
        self.every.setVisible(on)
        self.alone.setChecked(alone)
        self._only.setVisible(on)
        self.every.editor.show_value(self._wanted["every"])
        self._taking.setVisible(on and "files" not in self._written and self._written != self._wanted)
        self.words.setText(self.tr("Looked for: {0}").format(spoken(self._written)) if on else "")
        self.words.setVisible(on)
