"""Questions and messages of one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parisana.core.texts.words import counted
from parisana.errors import ParisanaError
from parisana.ui.desktop.footer import grouped
from parisana.ui.desktop.forms.inputs import Line
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import DIALOG, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.texts import button, label

if TYPE_CHECKING:
    from parisana.ui.desktop.window import Window

WIDTH = 460


class Message(QDialog):
    """A heading, what there is to say, and answers; the last one is the primary. ``answer`` is the one given."""

    def __init__(
        self, parent: QWidget | None, heading: str, text: str, answers: list[str], field: str | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(WIDTH)
        self.answer = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        self.column.setSpacing(NARROW)
        self.column.addWidget(label(heading, "heading"))
        if text:
            self.column.addWidget(label(text, tone="dim", wrap=True))
        self.line = Line()
        if field is not None:
            self.line.setAccessibleName(heading)
            self.line.setText(field)
            self.line.selectAll()
            self.column.addWidget(self.line)
        self.column.addLayout(self._answers(answers))

    def _answers(self, answers: list[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, ROW_GAP, 0, 0)
        row.setSpacing(ROW_GAP)
        row.addStretch(1)
        for number, words in enumerate(answers):
            last = number == len(answers) - 1
            each = button(words, kind="primary" if last else "plain")
            each.setDefault(last)
            each.setAutoDefault(last)
            each.clicked.connect(lambda checked=False, words=words: self._give(words))
            row.addWidget(each)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need in this width, unless a size was chosen."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.resize(self.width(), self.column.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def _give(self, words: str) -> None:
        self.answer = words
        self.accept()

    def ask(self) -> str:
        """Show it, and return the answer; nothing when it was left with Esc."""
        self.exec()
        return self.answer


def say_error(parent: QWidget | None, error: Exception) -> None:
    """Show what went wrong, where, and what to do; go on when it was read."""
    _about(parent, error).ask()


def show_error(parent: QWidget, error: Exception) -> None:
    """Show it, and go on at once: for what nobody in particular had asked for."""
    message = _about(parent, error)
    message.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    message.open()


def _about(parent: QWidget | None, error: Exception) -> Message:
    close = translate("Messages", "Close")
    if isinstance(error, ParisanaError):
        text = "\n".join(part for part in (error.hint, error.place) if part)
        return Message(parent, error.message, text, [close])
    text = translate(
        "Messages", "This is a bug of parisana, not a mistake of yours. What was sent and recorded is safe."
    )
    return Message(parent, f"{type(error).__name__}: {error}", text, [close])


def ask_name(parent: QWidget | None, heading: str, text: str, name: str) -> str:
    """Ask for a name; empty when it was left."""
    message = Message(
        parent, heading, text, [translate("Messages", "Cancel"), translate("Messages", "Continue")], field=name
    )
    return message.line.text().strip() if message.ask() == translate("Messages", "Continue") else ""


def confirm(parent: QWidget | None, heading: str, text: str, action: str) -> bool:
    """Ask before something that cannot simply be taken back; the action names what it does, with the count."""
    return Message(parent, heading, text, [translate("Messages", "Cancel"), action]).ask() == action


def confirm_dropping(window: Window) -> bool:
    """Ask what is to become of unsaved work before another profile comes; true if it may come."""
    if not window.desk.editor.is_changed:
        return True
    name = window.desk.editor.profile.name
    drop = translate("Messages", "Open without saving")
    text = translate("Messages", "What you changed is kept as a draft, and offered again when you open this profile.")
    return confirm(window, translate("Messages", "{0} has unsaved changes").format(name), text, drop)


def confirm_leaving(window: Window) -> bool:
    """Say that jobs go on, and that unsaved work is kept; true if the window may close."""
    desk = window.desk
    numbers = grouped(desk.counts)
    living = numbers.get("running", 0) + numbers.get("waiting", 0)
    parts = []
    if living:
        one = translate("Messages", "1 job is under way. It goes on; new ones are sent when parisana runs again.")
        many = translate("Messages", "{0} jobs are under way. They go on; new ones are sent when parisana runs again.")
        parts.append(counted(living, one, many))
    if desk.editor.is_changed:
        parts.append(translate("Messages", "Unsaved changes are kept, and offered again next time."))
    if not parts:
        return True
    return confirm(window, translate("Messages", "Close the window?"), "\n".join(parts), translate("Messages", "Close"))
