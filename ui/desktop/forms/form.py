"""A form: one row a parameter, with label, field, unit, reset, and what is wrong below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from parisana.core.editing.profile_draft import Field
from parisana.core.suites.parameter import Parameter
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import FIELD, LABEL, LONGEST_LABEL, ROW_GAP, WIDE
from parisana.ui.desktop.widgets.texts import label, tool

from .chosen import BooleanEditor
from .editor import Editor
from .editors import EDITORS
from .spoken import help_text

LABELS, FIELDS, RESETS, HELPS = range(4)


class Row:
    """The widgets of one parameter."""

    def __init__(self, parameter: Parameter, form: Form) -> None:
        self.parameter = parameter
        self.editor: Editor = EDITORS[parameter.type](parameter)
        self.title: QLabel | None = None
        if not isinstance(self.editor, BooleanEditor):
            self.title = label(parameter.title, wrap=True)
            self.title.setBuddy(self.editor.parts[0])
        self.help = label(parameter.help, "caption", "dim", wrap=True)
        self.reset: QToolButton = tool(translate("Form", "Reset {0}").format(parameter.title), "arrow-u-up-left")
        self.problem = label("", "caption", "bad", wrap=True)
        for part in self.editor.parts:
            part.setToolTip(help_text(parameter))
            part.setAccessibleName(part.accessibleName() or parameter.title)
            part.setAccessibleDescription(help_text(parameter))
        self.editor.edited.connect(lambda value: form.edited.emit(parameter.name, value))
        self.reset.clicked.connect(lambda: form.reset.emit(parameter.name))

    @property
    def widgets(self) -> list[QWidget]:
        """All that is greyed when the row does not count."""
        return [widget for widget in (self.title, self.editor, self.help) if widget is not None]

    def show_field(self, field: Field) -> None:
        """Show value, marks and problem of the parameter."""
        self.editor.show_value(field.value)
        self.editor.mark(changed=field.set, invalid=field.problem is not None)
        for widget in self.widgets:
            widget.setEnabled(field.relevant)
        self.reset.setVisible(field.set and field.relevant)
        self.problem.setText(field.problem or "")
        self.problem.setVisible(bool(field.problem))


class Form(QWidget):
    """Parameters in one column of labels and one of fields; where there is room, one of what they mean."""

    edited = Signal(str, object)
    reset = Signal(str)

    def __init__(self, parameters: Sequence[Parameter], *, helps: bool = True, label_width: int = LABEL) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(ROW_GAP)
        self.grid.setVerticalSpacing(ROW_GAP // 2)
        self._helps = helps
        self.grid.setColumnMinimumWidth(FIELDS, WIDE if helps else 0)
        self.grid.setColumnStretch(HELPS if helps else FIELDS, 1)
        self.rows = {each.name: Row(each, self) for each in parameters if each.type in EDITORS}
        for number, row in enumerate(self.rows.values()):
            self._place(row, 2 * number)
        titles = [row.title for row in self.rows.values() if row.title]
        wide = max((each.fontMetrics().horizontalAdvance(each.text()) + 2 for each in titles), default=0)
        for title in titles:
            title.setFixedWidth(min(max(label_width, wide), LONGEST_LABEL))
        self.grid.setColumnMinimumWidth(RESETS, FIELD)
        self.grid.setRowStretch(2 * len(self.rows), 1)

    def _place(self, row: Row, line: int) -> None:
        if row.title is not None:
            self.grid.addWidget(row.title, line, LABELS, Qt.AlignmentFlag.AlignVCenter)
        self.grid.addWidget(row.editor, line, FIELDS)
        self.grid.addWidget(row.reset, line, RESETS, Qt.AlignmentFlag.AlignVCenter)
        if self._helps:
            self.grid.addWidget(row.help, line, HELPS, Qt.AlignmentFlag.AlignVCenter)
        self.grid.addWidget(row.problem, line + 1, FIELDS, 1, 3)
        self.grid.setRowMinimumHeight(line, FIELD + ROW_GAP // 2)

    def show_fields(self, fields: Iterable[Field]) -> None:
        """Show the fields of all parameters."""
        for field in fields:
            if row := self.rows.get(field.parameter.name):
                row.show_field(field)

    def focus(self, name: str) -> None:
        """Put the cursor into a parameter's field."""
        if row := self.rows.get(name):
            row.editor.parts[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
