"""The lines of a log: those that matter are seen at a glance, in each theme, wherever one scrolls."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from parisana.ui.desktop.look import look
from parisana.ui.desktop.widgets.log_view import LogView

LINES = ["it begins", "ERROR no such file: events.fits", "it goes on", "WARNING few events"]


def ground(view: LogView, line: int) -> QColor:
    """Return the colour at the right end of a line."""
    block = view.document().findBlockByNumber(line)
    area = view.blockBoundingGeometry(block).translated(view.contentOffset())
    image = view.viewport().grab().toImage()
    return image.pixelColor(image.width() - 2, round(area.center().y()))


@pytest.fixture
def view(qtbot: QtBot) -> LogView:
    """Return an open view of them."""
    shown = LogView("log")
    qtbot.addWidget(shown)
    shown.resize(500, 120)
    shown.show_lines(LINES)
    shown.show()
    return shown


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_error_has_a_ground_of_its_own(view: LogView, theme: str) -> None:
    """Over the whole width, and nothing else has."""
    look().wear("dark" if theme == "dark" else "light")
    plain = ground(view, 0)
    assert ground(view, 1) == look().colour("bad_bg") != plain
    assert ground(view, 2) == ground(view, 3) == plain
    look().wear("light")


def test_it_goes_with_its_line(view: LogView) -> None:
    """Lines that come above move it down; one that is far up is not drawn where it was."""
    view.prepend(["before"])
    view.verticalScrollBar().setValue(0)
    assert ground(view, 2) == look().colour("bad_bg") != ground(view, 1)
    view.append_lines(["more"] * 200)
    view.to_end()
    image = view.viewport().grab().toImage()
    assert all(image.pixelColor(image.width() - 2, y) != look().colour("bad_bg") for y in range(image.height()))
