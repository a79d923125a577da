"""A state: a dot and a word, never one alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import DOT

Shape = Literal["full", "halo", "ring"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state is drawn: colours by their names in the theme."""

    dot: str
    shape: Shape = "full"
    text: str = "dim"


OK, RUNNING, WAITING = Mark("ok"), Mark("running", "halo", "accent"), Mark("waiting")
UNSET, WARNING, BAD = Mark("unset", "ring"), Mark("warn", "full", "warn_text"), Mark("bad", "full", "bad")

#: Every word for a state that the window shows: of stages, jobs, attempts, productions, sites.
MARKS: dict[str, Mark] = {
    later("State", "not set"): UNSET,
    later("State", "valid"): OK,
    later("State", "error"): BAD,
    later("State", "not here"): UNSET,
    later("State", "off"): UNSET,
    later("State", "planned"): UNSET,
    later("State", "new"): UNSET,
    later("State", "waiting"): WAITING,
    later("State", "staging"): WAITING,
    later("State", "ready"): WAITING,
    later("State", "submitting"): WAITING,
    later("State", "queued"): WAITING,
    later("State", "held"): WARNING,
    later("State", "running"): RUNNING,
    later("State", "checking"): RUNNING,
    later("State", "done"): OK,
    later("State", "failed"): BAD,
    later("State", "cancelled"): WARNING,
    later("State", "paused"): WARNING,
    later("State", "stopped"): WARNING,
    later("State", "closed"): OK,
    later("State", "surplus"): WAITING,
    later("State", "refused"): BAD,
    later("State", "yes"): OK,
    later("State", "no"): BAD,
    later("State", "unknown"): WARNING,
}


def mark(state: str) -> Mark:
    """Return how a state is drawn."""
    return MARKS.get(state, UNSET)


def said(state: str) -> str:
    """Return the word of a state in the user's language."""
    return translate("State", state)


def paint_dot(painter: QPainter, centre: QPointF, drawn: Mark) -> None:
    """Draw a state's dot."""
    colour = look().colour(drawn.dot)
    radius = DOT / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if drawn.shape == "ring":
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius - 0.75, radius - 0.75)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        if drawn.shape == "halo":
            pale = look().colour(drawn.dot)
            pale.setAlphaF(0.35)
            painter.setBrush(pale)
            painter.drawEllipse(centre, radius + 2, radius + 2)
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius, radius)
    painter.restore()


class StateMark(QWidget):
    """A dot and a word, as large as the word."""

    GAP = 10

    def __init__(self, state: str = "not set", words: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font("body"))
        self._mark, self._words = mark(state), ""
        self.show_state(state, words)

    def show_state(self, state: str, words: str | None = None) -> None:
        """Show a state, in its own word or in others; what is shown already costs nothing."""
        drawn, said_words = mark(state), words if words is not None else said(state)
        if drawn == self._mark and said_words == self._words:
            return
        if said_words != self._words:
            self.setAccessibleName(said_words)
            self.updateGeometry()
        self._mark, self._words = drawn, said_words
        self.update()

    @property
    def words(self) -> str:
        """What is written beside the dot."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return room for the dot and the word."""
        metrics = self.fontMetrics()
        return QSize(DOT + 4 + self.GAP + metrics.horizontalAdvance(self._words) + 2, max(metrics.height(), DOT + 4))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot, and the word."""
        painter = QPainter(self)
        paint_dot(painter, QPointF(DOT / 2 + 2, self.height() / 2), self._mark)
        painter.setPen(look().colour(self._mark.text))
        left = DOT + 4 + self.GAP - 2
        area = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
