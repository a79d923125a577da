"""A field with its title above, as they stand side by side in a card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parisana.core.editing.profile_draft import Field
from parisana.core.suites.parameter import Parameter
from parisana.ui.desktop.forms.chosen import BooleanEditor
from parisana.ui.desktop.forms.editor import Editor
from parisana.ui.desktop.forms.editors import EDITORS
from parisana.ui.desktop.forms.spoken import help_text
from parisana.ui.desktop.forms.typed import NumberEditor
from parisana.ui.desktop.theme import DAY_FIELD, NAME_FIELD, PATH_FIELD, SHORT_FIELD
from parisana.ui.desktop.widgets.texts import label

WIDTHS = {"number": SHORT_FIELD, "integer": SHORT_FIELD, "text": DAY_FIELD, "choice": DAY_FIELD, "path": PATH_FIELD,
          "words": NAME_FIELD}  # fmt: skip
BETWEEN = 4


class Cell(QWidget):
    """A title over a widget; the title is the widget's name for screen readers, too."""

    def __init__(self, title: str, field: QWidget, focus: QWidget | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        self.title = label(title, "caption", "dim")
        self.title.setBuddy(focus or field)
        column.addWidget(self.title)
        column.addWidget(field)


class ParameterCell(Cell):
    """A parameter; it has the marks of change and error that a form's row has."""

    def __init__(self, parameter: Parameter, title: str, make: Callable[[Parameter], Editor] | None = None) -> None:
        self.parameter = parameter
        self.editor = (make or EDITORS[parameter.type])(parameter)
        super().__init__("" if isinstance(self.editor, BooleanEditor) else title, self.editor, self.editor.parts[0])
        if isinstance(self.editor, NumberEditor):
            self.editor.beside.hide()
        for part in self.editor.parts:
            part.setAccessibleName(parameter.title)
            part.setToolTip(help_text(parameter))
            part.setAccessibleDescription(help_text(parameter))
            if width := WIDTHS.get(parameter.type):
                part.setFixedWidth(max(width, self.title.sizeHint().width()) if width <= DAY_FIELD else width)

    def show_field(self, field: Field) -> None:
        """Show value and marks."""
        self.editor.show_value(field.value)
        self.editor.mark(changed=field.set, invalid=field.problem is not None)
        self.setVisible(field.relevant)
