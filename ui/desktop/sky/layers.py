"""What is shown on the sky map: a tick each, with its sign and how many there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import BOX, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.chart import pen
from parisana.ui.desktop.widgets.sky_marks import Dots as Marks
from parisana.ui.desktop.widgets.sky_marks import Kind, paint_dots
from parisana.ui.desktop.widgets.texts import label

from .around import LAYERS, PLANE, POINTINGS, SOURCES, STARS

#: Radius of a sign.
SIZE = 4.0


@dataclass(frozen=True, slots=True)
class Sign:
    """How a layer is drawn and called; without a kind it is a line."""

    title: str
    colour: str
    kind: Kind | None


SIGNS = {
    POINTINGS: Sign(later("SkyLayers", "Pointings, with field of view"), "accent", "dot"),
    SOURCES: Sign(later("SkyLayers", "Known sources"), "warn", "diamond"),
    STARS: Sign(later("SkyLayers", "Stars to magnitude 5"), "text", "star"),
    PLANE: Sign(later("SkyLayers", "Galactic plane"), "idle", None),
}


class SignMark(QWidget):
    """The sign of a layer, as it is on the map."""

    def __init__(self, sign: Sign) -> None:
        super().__init__()
        self._sign = sign
        self.setFixedSize(QSize(BOX, BOX))
        look().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self._sign.kind is None:
            painter.setPen(pen(self._sign.colour, 1.5))
            painter.drawLine(QPointF(0, middle.y()), QPointF(self.width(), middle.y()))
        else:
            paint_dots(painter, Marks([(0.0, 0.0)], self._sign.colour, self._sign.kind, sizes=[SIZE]), [middle])


class LayersCard(Card):
    """Emits the names of the layers that are shown."""

    turned = Signal(list)

    def __init__(self) -> None:
        super().__init__(self.tr("On the map"))
        self.ticks: dict[str, QCheckBox] = {}
        self.counts = {name: label("", "caption", "dim") for name in LAYERS}
        for name in LAYERS:
            self._row(name)
        self.remark = label("", "caption", "dim", wrap=True)
        self.add(self.remark)
        self.body.addStretch(1)

    def _row(self, name: str) -> None:
        row, tick = QHBoxLayout(), QCheckBox(translate("SkyLayers", SIGNS[name].title))
        row.setSpacing(ROW_GAP)
        tick.setChecked(True)
        tick.clicked.connect(lambda: self.turned.emit(self.shown_layers))
        self.ticks[name] = tick
        row.addWidget(SignMark(SIGNS[name]))
        row.addWidget(tick, 1)
        row.addWidget(self.counts[name])
        row.setContentsMargins(0, 0, NARROW // 2, 0)
        self.body.addLayout(row)

    @property
    def shown_layers(self) -> list[str]:
        """The names of those with a tick."""
        return [name for name, tick in self.ticks.items() if tick.isChecked()]

    def show_layers(self, names: Collection[str]) -> None:
        """Set the ticks."""
        for name, tick in self.ticks.items():
            tick.setChecked(name in names)

    def show_counts(self, counts: Mapping[str, int], where: str, remark: str) -> None:
        """Show how many there are, and say where they are counted."""
        for name, number in counts.items():
            self.counts[name].setText(f"{number:,}")
            self.counts[name].setToolTip(where)
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
