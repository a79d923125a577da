"""Which editor a kind of parameter has."""

from __future__ import annotations

from .chosen import BooleanEditor, ChoiceEditor, ChoicesEditor
from .composed import AxisEditor, PositionEditor
from .editor import Editor
from .typed import NumberEditor, PathEditor, TextEditor, WholeEditor, WordsEditor

#: Kind of parameter -> its editor. Pages add theirs: run lists and regions are edited on pages of their own.
EDITORS: dict[str, type[Editor]] = {
    "number": NumberEditor,
    "integer": WholeEditor,
    "boolean": BooleanEditor,
    "text": TextEditor,
    "choice": ChoiceEditor,
    "choices": ChoicesEditor,
    "axis": AxisEditor,
    "position": PositionEditor,
    "path": PathEditor,
    "words": WordsEditor,
}
