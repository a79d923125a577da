"""How the tests look at a window: all pages, all texts, all fields."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QWidget,
)

from parisana.ui.desktop.places import VIEWS, WORK
from parisana.ui.desktop.window import Window


def settle(widget: QWidget, rounds: int = 4) -> None:
    """Let all that is queued happen."""
    for _ in range(rounds):
        QApplication.processEvents()
        QTest.qWait(5)


def addresses(window: Window) -> list[str]:
    """Return all pages: the stages' and the others."""
    stages = [f"stages.{name}" for name in window.desk.editor.suite.names]
    views = [f"page.{name}" for name, _ in VIEWS]
    return [*stages, *(f"page.{name}" for name, _, _ in WORK), "page.plan", *views]


def pages(window: Window) -> Iterator[tuple[str, QWidget]]:
    """Show one page after the other."""
    for address in addresses(window):
        window.go(address)
        settle(window)
        yield address, window.page


def seen(root: QWidget, kind: type[QWidget] = QWidget) -> list[QWidget]:
    """Return the widgets below a widget that are on the screen."""
    return [widget for widget in root.findChildren(kind) if widget.isVisibleTo(root.window())]


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says of a widget: its name, its text, or that of the label that belongs to it."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    labels = (label for label in widget.window().findChildren(QLabel) if label.buddy() is widget)
    return next((label.text() for label in labels), "")


def takes_focus(widget: QWidget) -> bool:
    """Whether the tab key or a click stops at a widget that somebody made on purpose."""
    inner = isinstance(widget.parentWidget(), QComboBox | QAbstractScrollArea) or isinstance(widget, QScrollBar)
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not inner


def elided(root: QWidget) -> list[str]:
    """Return the texts for which there is no room, once everything stands where it belongs."""
    settle(root)
    found = []
    for widget in seen(root):
        if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
            if widget.sizeHint().width() > widget.width() + 1:
                found.append(widget.text())
        elif (
            isinstance(widget, QPushButton | QCheckBox)
            and widget.text()
            and widget.sizeHint().width() > widget.width() + 1
        ):
            found.append(widget.text())
    return found


def outside(root: QWidget) -> list[str]:
    """Return the fields that reach beyond the right edge of their window."""
    edge = root.window().width()
    fields = [widget for widget in seen(root) if isinstance(widget, QLineEdit | QComboBox | QAbstractButton | QLabel)]
    return [name_of(each) for each in fields if each.mapTo(root.window(), QPoint(each.width(), 0)).x() > edge]
