"""Where a file comes from, as a graph; what is known of the box that was clicked stands below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from parisana.app.results.provenance import Origin
from parisana.app.results.provenance_graph import Node, graph_of
from parisana.ui.desktop.theme import DIALOG, NARROW, ORIGIN_HIGH, PROVENANCE
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.origin_tree import OriginTree
from parisana.ui.desktop.widgets.provenance_view import ProvenanceView
from parisana.ui.desktop.widgets.texts import button, label


class ProvenanceDialog(QDialog):
    """The graph, the details of one of its nodes, and the way to the page that tells more."""

    go = Signal(str)

    def __init__(self, parent: QWidget | None, origin: Origin) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Provenance of {0}").format(origin.value))
        self.resize(*PROVENANCE)
        self.view = ProvenanceView(graph_of(origin), PROVENANCE[0] - 2 * DIALOG)
        self.view.chosen.connect(self.show_node)
        self.details = OriginTree(self.tr("Details"))
        self.card = Card(" ", "")
        self.more = button(self.tr("Show Page"), "arrow-right", small=True)
        self.more.clicked.connect(self._leave)
        self.node: Node | None = None
        self._lay_out()
        self.show_node(self.view.graph.nodes[0])
        self.view.boxes[self.view.graph.nodes[0].name].setChecked(True)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(NARROW)
        column.addWidget(label(self.windowTitle(), "heading"))
        told = self.tr("Arrows lead from what was read to what was made; what all jobs were told stands below.")
        column.addWidget(label(told, "caption", "dim"))
        column.addWidget(self._graph(), 1)
        self.card.setFixedHeight(ORIGIN_HIGH)
        self.card.head.addWidget(self.more)
        self.card.add(self.details, 1)
        column.addWidget(self.card)
        close = button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(close)
        column.addLayout(last)

    def _graph(self) -> QScrollArea:
        """Return the graph, which scrolls where a chain is long; it begins at the file."""
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(self.tr("Provenance"))
        area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.view.setObjectName("body")
        area.setWidget(self.view)
        area.horizontalScrollBar().rangeChanged.connect(lambda low, high: area.horizontalScrollBar().setValue(high))
        return area

    def show_node(self, node: Node) -> None:
        """Show what is known of a node."""
        self.node = node
        self.card.title.setText(node.title)
        if node.origin is not None:
            self.details.show_origin(node.origin)
        self.more.setVisible(bool(node.address))

    def _leave(self) -> None:
        if self.node is not None:
            self.go.emit(self.node.address)
            self.accept()
