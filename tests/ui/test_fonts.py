"""Letters are shown as they are written: a path must not look like another one."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from parisana.ui.desktop.fonts import Role, font


def drawn(text: str, role: Role) -> list[int]:
    """Return the shapes that are drawn for a text, one after the other."""
    layout = QTextLayout(text, font(role))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [index for run in layout.glyphRuns() for index in run.glyphIndexes()]


@pytest.mark.parametrize("role", get_args(Role))
@pytest.mark.parametrize("text", ["run_3x2", "->", "=>", "!=", "<=", "2*3"])
def test_no_letter_is_shown_as_another_one(qapp: QApplication, role: Role, text: str) -> None:
    assert drawn(text, role) == [index for letter in text for index in drawn(letter, role)]
