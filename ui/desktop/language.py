"""Texts outside of widgets in the user's language: ``translate("Menu", "Undo")``, which lupdate finds as it stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def later(context: str, text: str) -> str:
    """Mark a text of a table, which is translated where it is shown; ``make translations`` finds it by this name."""
    return text
