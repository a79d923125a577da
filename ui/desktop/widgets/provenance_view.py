"""A graph of where a file comes from: boxes that can be clicked, and arrows between them."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from parisana.app.results.provenance_graph import Graph, Node
from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import NODE, NODE_GAP, SMALL_RADIUS

from .chart import pen

#: Between a box and its words; the length of an arrow's head.
INSIDE, HEAD = 10, 5.0


class NodeBox(QPushButton):
    """One box: a title, and a line below it."""

    def __init__(self, node: Node, parent: QWidget) -> None:
        super().__init__(parent)
        self.node = node
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(f"{node.title} {node.detail}".strip())
        self.setToolTip(f"{node.title}\n{node.detail}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the theme's colours; the chosen one has the accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.isChecked() or self.hasFocus()
        painter.setPen(pen("accent" if marked else "line", 1.5 if marked else 1.0))
        painter.setBrush(look().colour("accent_bg" if self.isChecked() or self.underMouse() else "panel"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), SMALL_RADIUS, SMALL_RADIUS)
        upper, lower = self.rect().adjusted(INSIDE, 5, -INSIDE, 0), self.rect().adjusted(INSIDE, 0, -INSIDE, -6)
        self._write(painter, upper, self.node.title, "text", Qt.AlignmentFlag.AlignTop, bold=True)
        self._write(painter, lower, self.node.detail, "dim", Qt.AlignmentFlag.AlignBottom)

    def _write(
        self, painter: QPainter, box: QRect, words: str, colour: str, side: Qt.AlignmentFlag, *, bold: bool = False
    ) -> None:
        painter.setFont(font("caption", bold))
        painter.setPen(look().colour(colour))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box, side | Qt.AlignmentFlag.AlignLeft, shown)


class ProvenanceView(QWidget):
    """The file at the right, what it was made from to its left."""

    chosen = Signal(object)

    def __init__(self, graph: Graph, room: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Provenance"))
        self.graph = graph
        self.boxes = {node.name: NodeBox(node, self) for node in (*graph.nodes, *graph.lane)}
        for box in self.boxes.values():
            box.clicked.connect(lambda checked=False, box=box: self.chosen.emit(box.node))
        look().changed.connect(self.update)
        self._lay_out(room)

    def _lay_out(self, room: int) -> None:
        """Stand columns side by side, as wide as there is room, each in the middle; the lane lies below."""
        columns: dict[int, list[NodeBox]] = defaultdict(list)
        for node in self.graph.nodes:
            columns[node.column].append(self.boxes[node.name])
        (widest, least, high), (across, down) = NODE, NODE_GAP
        most, last = max(map(len, columns.values())), max(*columns, len(self.graph.lane) - 1)
        wide = max(least, min(widest, (room - last * across) // (last + 1)))
        for box in self.boxes.values():
            box.setFixedSize(wide, high)
        for column, boxes in columns.items():
            top = (most - len(boxes)) * (high + down) // 2
            for at, box in enumerate(boxes):
                box.move((last - column) * (wide + across), top + at * (high + down))
        foot = most * (high + down) + down
        for node in self.graph.lane:
            self.boxes[node.name].move((last - node.column) * (wide + across), foot)
        self.setFixedSize(QSize((last + 1) * (wide + across) - across, foot + high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrows below the boxes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for begin, end in self.graph.edges:
            one, other = self.boxes[begin].geometry(), self.boxes[end].geometry()
            self._arrow(painter, QPointF(one.right(), one.center().y()), QPointF(other.left(), other.center().y()))

    def _arrow(self, painter: QPainter, begin: QPointF, end: QPointF) -> None:
        bend = QPointF(max(abs(end.x() - begin.x()) / 2, HEAD), 0)
        path = QPainterPath(begin)
        path.cubicTo(begin + bend, end - bend, end)
        painter.setPen(pen("idle", 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setBrush(look().colour("idle"))
        painter.drawPolygon([end, end + QPointF(-HEAD, -HEAD / 2), end + QPointF(-HEAD, HEAD / 2)])
