"""Lines of a log, those that matter in colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from parisana.core.texts.loglines import line_kind
from parisana.ui.desktop.fonts import Role, font
from parisana.ui.desktop.look import look

COLOURS = {"error": "bad", "warning": "warn_text"}
#: What the colouring tells the view of a line: it gets a ground of its own, over the whole width.
STANDS_OUT = 1


class Colouring(QSyntaxHighlighter):
    """Colours a line by what it tells of."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        look().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        kind = line_kind(text)
        self.setCurrentBlockState(STANDS_OUT if kind == "error" else 0)
        if kind in COLOURS:
            drawn = QTextCharFormat()
            drawn.setForeground(look().colour(COLOURS[kind]))
            self.setFormat(0, len(text), drawn)


class LogView(QPlainTextEdit):
    """Text to read and to copy, not to change; long lines go on in the next."""

    def __init__(self, name: str, role: Role = "mono", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFont(font(role))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._colouring = Colouring(self.document())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of errors below the text."""
        painter, offset = QPainter(self.viewport()), self.contentOffset()
        block = self.firstVisibleBlock()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(offset)
            if area.top() > event.rect().bottom():
                break
            if block.userState() == STANDS_OUT:
                painter.fillRect(QRectF(0, area.top(), self.viewport().width(), area.height()), look().colour("bad_bg"))
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these, from the last one up; what has not changed is not touched."""
        text = "\n".join(lines)
        if text != self.toPlainText():
            self.setPlainText(text)
            self.to_end()

    def to_end(self) -> None:
        """Bring the last line into sight."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum()

    def prepend(self, lines: Sequence[str]) -> None:
        """Put lines above; what is in sight stays where it is."""
        top = self.firstVisibleBlock().blockNumber() + len(lines)
        cursor = QTextCursor(self.document())
        cursor.insertText("\n".join(lines) + "\n")
        self.show_block(top)

    def append_lines(self, lines: Sequence[str], instead: int = 0) -> None:
        """Put lines below, instead of the last few; the end stays in sight when it was."""
        follow = self.at_end
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for _ in range(instead):
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            cursor.deletePreviousChar()
        cursor.insertText(("" if self.document().isEmpty() else "\n") + "\n".join(lines))
        if follow:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def drop_first(self, count: int) -> None:
        """Take lines away at the top; what is in sight stays."""
        top = max(0, self.firstVisibleBlock().blockNumber() - count)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor, count)
        cursor.removeSelectedText()
        self.show_block(top)

    def drop_last(self, count: int) -> None:
        """Take lines away at the bottom."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock, QTextCursor.MoveMode.KeepAnchor, count - 1)
        cursor.removeSelectedText()
        cursor.deletePreviousChar()

    def show_block(self, number: int) -> None:
        """Put a line to the top of what is in sight."""
        block = self.document().findBlockByNumber(number)
        self.verticalScrollBar().setValue(block.firstLineNumber())

    def point_at(self, number: int, column: int, length: int) -> None:
        """Select a place in a line, and bring it into sight."""
        block = self.document().findBlockByNumber(number)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(column, block.length() - 1))
        cursor.setPosition(block.position() + min(column + length, block.length() - 1), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()
