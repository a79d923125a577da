"""A text in a fixed-width font that can be read, searched and copied, not changed; scripts in colours."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import ROW_GAP

WORDS = (
    "if then else elif fi for in do done while until case esac function return exit set export local readonly"
    " trap shift cd source unset"
)
#: What is coloured in a shell script, later rules over earlier ones: colour -> pattern.
SHELL: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("keyword", re.compile(rf"(?<![\w$./-])(?:{'|'.join(WORDS.split())})(?![\w./-])")),
    ("number", re.compile(r"(?<![\w$.-])\d+(?:\.\d+)?(?![\w.-])")),
    ("string", re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"")),
    ("variable", re.compile(r"\$(?:\w+|[@#?*!$-]|\{[^}]*\})")),
    ("comment", re.compile(r"(?:^|(?<=\s))#.*$")),
)
YAML: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("keyword", re.compile(r"^\s*(?:- )?[\w.-]+(?=:)|(?<=[{,] )[\w.-]+(?=:)|(?<=\{)[\w.-]+(?=:)")),
    ("string", re.compile(r"'[^']*'|\"[^\"]*\"")),
    ("variable", re.compile(r"\{\w+\}")),
    ("comment", re.compile(r"(?:^|(?<=\s))#.*$")),
)


class Colours(QSyntaxHighlighter):
    """Colours a document by a table of patterns, in the theme that is on."""

    def __init__(self, document: QTextDocument, rules: tuple[tuple[str, re.Pattern[str]], ...]) -> None:
        super().__init__(document)
        self._rules = rules
        look().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        for colour, pattern in self._rules:
            made = QTextCharFormat()
            made.setForeground(look().colour(colour))
            for found in pattern.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), made)


class Numbers(QWidget):
    """The line numbers at the left of a text."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self._code = code
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return room for the longest number."""
        return QSize(self._code.number_width, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines that are seen."""
        self._code.paint_numbers(QPainter(self))


class Code(QPlainTextEdit):
    """A text with line numbers."""

    def __init__(self, name: str, rules: tuple[tuple[str, re.Pattern[str]], ...] = SHELL) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setFont(font("mono"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._numbers = Numbers(self)
        self._colours = Colours(self.document(), rules)
        self.updateRequest.connect(lambda area, step: self._numbers.update())

    @property
    def number_width(self) -> int:
        """How wide the column of numbers is."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 2 * ROW_GAP

    def show_text(self, text: str) -> None:
        """Show another text, from its beginning."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self.setViewportMargins(self.number_width, ROW_GAP, 0, 0)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers at the left."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        area = self.contentsRect()
        self._numbers.setGeometry(QRect(area.left(), area.top() + ROW_GAP, self.number_width, area.height()))

    def paint_numbers(self, painter: QPainter) -> None:
        """Draw the number of each line that is seen."""
        painter.setFont(self.font())
        painter.setPen(look().colour("faint"))
        block, height = self.firstVisibleBlock(), self.fontMetrics().height()
        while block.isValid():
            top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
            if top > self.viewport().height():
                break
            area = QRect(0, round(top), self.number_width - ROW_GAP, height)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()
