"""What all editors have: ``edited``, ``show_value``, ``parts``, and the marks on these."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from parisana.core.suites.parameter import Parameter
from parisana.ui.desktop.theme import ROW_GAP
from parisana.ui.desktop.widgets.texts import set_property


class Editor(QWidget):
    """Edits one value, as a profile writes it."""

    #: The new value, when the user has finished with it.
    edited = Signal(object)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self.parameter = parameter
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(ROW_GAP)

    @property
    def parts(self) -> list[QWidget]:
        """The widgets that take the focus; marks of change and error are set on them."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value; nothing is emitted."""
        raise NotImplementedError

    def mark(self, *, changed: bool, invalid: bool) -> None:
        """Mark the field as changed, or as wrong."""
        for part in self.parts:
            set_property(part, "changed", "true" if changed else "false")
            set_property(part, "invalid", "true" if invalid else "false")
