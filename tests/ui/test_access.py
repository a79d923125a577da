"""The window for those who do not see it, or have no mouse; and a Qt that would abort is not let in."""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from parisana.ui.desktop.window import Window
from tests.ui.looking import name_of, pages, seen, settle, takes_focus


def test_whatever_takes_the_focus_has_a_name(window: Window) -> None:
    nameless = {
        (address, type(widget).__name__)
        for address, page in pages(window)
        for widget in seen(page)
        if takes_focus(widget) and not name_of(widget)
    }
    around = {type(each).__name__ for each in seen(window) if takes_focus(each) and not name_of(each)}
    assert not nameless and not around


def test_references_are_not_lost() -> None:
    """PySide6 6.12.0 takes a reference from None with each call on Python 3.11, until the program aborts."""
    timer = QTimer()
    before = sys.getrefcount(None)
    for _ in range(500):
        timer.setInterval(0)
    assert abs(sys.getrefcount(None) - before) < 50 or sys.version_info >= (3, 12)


def test_the_wheel_over_a_choice_changes_nothing(window: Window) -> None:
    window.go("stages.mc.model")
    settle(window)
    (box,) = [box for box in seen(window.page, QComboBox) if isinstance(box, QComboBox) and box.currentText() == "ECPL"]
    middle = QPointF(box.rect().center())
    event = QWheelEvent(
        middle, QPointF(box.mapToGlobal(middle.toPoint())), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    assert box.currentText() == "ECPL" and not window.desk.editor.is_changed


def test_pages_are_reached_with_keys_alone(window: Window, qtbot: QtBot) -> None:
    assert window.focusWidget() is window.side.list, "the arrow keys walk through the stages from the start"
    window.go("stages.target")
    window.side.list.setFocus()
    for _ in range(3):
        before = window.page
        window.activateWindow()
        QTest.keyClick(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(partial(another, window, before), timeout=60_000)
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page.accessibleName() == "Jobs", timeout=60_000)


def another(window: Window, before: object) -> bool:
    """Whether another page is shown than before."""
    return window.page is not before


def test_each_desk_is_said_and_reached_by_keys(window: Window, qtbot: QtBot) -> None:
    for number, word in enumerate(("Analysis", "Kaskade", "Smash")):
        segment = window.header.desks.segment(number)
        assert segment.isEnabled() and name_of(segment) == word
        segment.setFocus()
        QTest.keyClick(segment, Qt.Key.Key_Space)
        assert window.header.desks.current == number
    assert window.page.accessibleName() == "MC Production Status"
