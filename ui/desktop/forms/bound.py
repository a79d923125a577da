"""Forms and single fields that are tied to the settings they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from parisana.core.editing.profile_draft import Field
from parisana.core.suites.parameter import Parameter
from parisana.ui.desktop.settings import Source
from parisana.ui.desktop.theme import BESIDE, FOLD, LABEL
from parisana.ui.desktop.widgets.texts import label, tool

from .chosen import BooleanEditor
from .editor import Editor
from .editors import EDITORS
from .form import RESETS, Form
from .spoken import help_text

Make = Callable[[Parameter], Editor]


def tips(editor: Editor, parameter: Parameter, origin: str) -> None:
    """Say at a field what it is and where its value comes from."""
    text = f"{help_text(parameter)}\n{origin}".strip()
    for part in editor.parts:
        part.setToolTip(text)
        part.setAccessibleDescription(text)


def folded(text: str, metrics: QFontMetrics) -> str:
    """Return words in as many lines as a narrow form needs."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > FOLD:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


class SettingsForm(Form):
    """A form over a source; ``only`` names those of its settings that are shown, in order."""

    def __init__(self, source: Source, only: Iterable[str] | None = None, label_width: int = LABEL) -> None:
        by_name = {each.name: each for each in source.parameters}
        shown = [by_name[name] for name in (by_name if only is None else only)]
        super().__init__(shown, helps=False, label_width=label_width)
        self.grid.setColumnMinimumWidth(RESETS, 0)
        for row in self.rows.values():
            if isinstance(row.editor, BooleanEditor):
                row.editor.box.setText(folded(row.parameter.title, row.editor.box.fontMetrics()))
        self.source = source
        self.edited.connect(source.write)
        self.reset.connect(source.reset)

    def refresh(self) -> None:
        """Show the settings as they stand."""
        self.show_fields(self.source.fields())
        for name, row in self.rows.items():
            tips(row.editor, row.parameter, self.source.origin(name))


class BoundField(QWidget):
    """One setting outside of a form, with its reset behind it."""

    def __init__(self, source: Source, name: str, title: str = "", make: Make | None = None) -> None:
        super().__init__()
        self.source, self.name = source, name
        found = next(each for each in source.parameters if each.name == name)
        self.parameter = found.model_copy(update={"title": title}) if title else found
        self.editor: Editor = (make or EDITORS[self.parameter.type])(self.parameter)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(BESIDE)
        self.title: QLabel | None = None
        if not isinstance(self.editor, BooleanEditor):
            self.title = label(self.parameter.title, tone="dim")
            self.title.setBuddy(self.editor.parts[0])
            self.row.addWidget(self.title)
        self.undo = tool(self.tr("Reset {0}").format(self.parameter.title), "arrow-u-up-left")
        self.row.addWidget(self.editor)
        self.row.addWidget(self.undo)
        self.row.addStretch(0)
        for part in self.editor.parts:
            part.setAccessibleName(part.accessibleName() or self.parameter.title)
        self.editor.edited.connect(lambda value: source.write(name, value))
        self.undo.clicked.connect(lambda: source.reset(name))

    def show_field(self, field: Field) -> None:
        """Show value and marks."""
        self.editor.show_value(field.value)
        self.editor.mark(changed=field.set, invalid=field.problem is not None)
        self.editor.setEnabled(field.relevant)
        self.undo.setVisible(field.set)
        tips(self.editor, self.parameter, self.source.origin(self.name))
