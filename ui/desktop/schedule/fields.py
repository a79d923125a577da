"""The fields of a production: titles over them, and under each what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from parisana.core.editing.profile_draft import Field
from parisana.core.suites.parameter import Parameter
from parisana.core.suites.suite import Simulation
from parisana.ui.desktop.editor import ProfileEditor
from parisana.ui.desktop.runs.cell import ParameterCell
from parisana.ui.desktop.settings import SectionSource, Source
from parisana.ui.desktop.theme import MC_COUNT, MC_FIELDS, NAME_FIELD, SHORT_FIELD
from parisana.ui.desktop.widgets.flow import Flow
from parisana.ui.desktop.widgets.texts import label

from .parameters import caption, physics, primary_in_words


class PhysicsSource(SectionSource):
    """The section itself; a primary is shown by its name, and written as its number."""

    def __init__(self, editor: ProfileEditor, known: Simulation) -> None:
        super().__init__(editor, ("production",), physics(known))
        self._primaries = {primary_in_words(number): number for number in known.primaries}

    def fields(self) -> list[Field]:
        """Return the settings as they are chosen from."""
        found = {field.parameter.name: field for field in super().fields()}
        primary = self.editor.value(("production", "primary"))
        if primary is not None and (words := primary_in_words(primary)) in self._primaries:
            usual = found["primary"].default
            found["primary"] = replace(found["primary"], value=words, set=words != usual, problem=None)
        return list(found.values())

    def write(self, name: str, value: Any) -> None:
        """Write a value; a primary by its number."""
        super().write(name, self._primaries.get(value, value) if name == "primary" else value)


class FieldCell(ParameterCell):
    """A field of its own width, with what is wrong below it."""

    def __init__(self, parameter: Parameter) -> None:
        named = parameter.model_copy(update={"title": caption(parameter)})
        super().__init__(named, named.title)
        usual = MC_COUNT if parameter.type == "integer" else SHORT_FIELD
        wide = max(MC_FIELDS.get(parameter.name, usual), self.title.sizeHint().width())
        for part in self.editor.parts:
            part.setFixedWidth(wide)
            if isinstance(part, QCheckBox):
                part.setAccessibleName(named.title)
                part.setText("")  # its words stand over it, as those of all fields here
        self.problem = label("", "caption", "bad", wrap=True)
        self.problem.setFixedWidth(max(wide, NAME_FIELD))
        self.problem.hide()
        column = self.layout()
        assert column is not None
        column.addWidget(self.problem)

    def show_field(self, field: Field) -> None:
        """Show value, marks, and what is wrong."""
        super().show_field(field)
        self.problem.setText(field.problem or "")
        self.problem.setVisible(bool(field.problem))


class Fields(QWidget):
    """Fields of several sources in lines that break where the room ends."""

    def __init__(self, *sources: Source) -> None:
        super().__init__()
        self.flow = Flow(self)
        self.sources = sources
        self.cells: list[Mapping[str, FieldCell]] = [self._cells(source) for source in sources]

    def _cells(self, source: Source) -> dict[str, FieldCell]:
        made = {parameter.name: FieldCell(parameter) for parameter in source.parameters}
        for name, cell in made.items():
            cell.editor.edited.connect(lambda value, name=name: source.write(name, value))
            self.add(cell)
        return made

    def add(self, widget: QWidget) -> None:
        """Put something behind the fields."""
        self.flow.addWidget(widget)
        self.flow.setAlignment(widget, Qt.AlignmentFlag.AlignTop)

    def refresh(self) -> None:
        """Show all values as they stand."""
        for source, cells in zip(self.sources, self.cells, strict=True):
            for field in source.fields():
                cells[field.parameter.name].show_field(field)
