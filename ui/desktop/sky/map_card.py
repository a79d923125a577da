"""The card of the sky map: tools, map, and where the mouse is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QStackedWidget, QToolTip

from parisana.core.sky.region import Region
from parisana.ui.desktop.theme import SKY_LEAST
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.segments import Segments
from parisana.ui.desktop.widgets.sky_view import SkyView
from parisana.ui.desktop.widgets.texts import label, tool

from .around import Around
from .map import SkyMap
from .mouse_map import ZOOM
from .shapes import is_near
from .words import DOT, spoken, where

Direction = tuple[float, float]
#: The map reaches a little beyond the mask; how wide that is when nobody says it.
BEYOND, WIDE = 1.08, 6.0
#: The tools in their order: choose, draw a circle, draw an ellipse.
TOOLS = ("", "circle", "ellipse")
#: Pixels within which a star or a source is meant.
NEAR = 8


class MapCard(Card):
    """Kept true while regions are edited; those with an error are not drawn."""

    def __init__(self) -> None:
        super().__init__(self.tr("Sky"))
        self.sky = SkyMap(self.tr("Sky map of the excluded regions"))
        self.sky.setMinimumHeight(SKY_LEAST)
        self.around = Around((0.0, 0.0))
        self._fitted: tuple[Direction, float] | None = None
        self._make_head()
        self.place, self.said = label("", "caption", "dim", wrap=True), label("", "caption", "dim", wrap=True)
        self.stack = QStackedWidget()
        hint = self.tr("Give the target a position on the page Target and Run List, or add a region.")
        self.stack.addWidget(Empty("crosshair", self.tr("The target has no position that can be read"), hint))
        self.stack.addWidget(self.sky)
        self.add(self.stack, 1)
        self.add(self.place)
        self.add(self.said)
        self.sky.pointed.connect(self._point)
        self.sky.changing.connect(self._say_changing)
        self.sky.turned.connect(lambda shape: self.tools.choose(TOOLS.index(shape)))

    def _make_head(self) -> None:
        words = (self.tr("Choose"), self.tr("Circle"), self.tr("Ellipse"))
        tips = (
            self.tr("Choose regions and drag them"),
            self.tr("Draw a circle from its middle"),
            self.tr("Draw an ellipse from corner to corner"),
        )
        self.tools = Segments(words, self.tr("What the mouse does on the map"))
        for number, tip in enumerate(tips):
            self.tools.segment(number).setToolTip(tip)
        self.tools.chosen.connect(lambda number: self.sky.take_tool(TOOLS[number]))
        self.nearer = tool(self.tr("Zoom in"), "magnifying-glass-plus")
        self.farther = tool(self.tr("Zoom out"), "magnifying-glass-minus")
        self.all = tool(self.tr("Show the whole mask"), "corners-out")
        self.keys = tool(self.tr("Keys of the map"), "keyboard")
        self.keys.setToolTip(self._keys())
        self.keys.clicked.connect(
            lambda: QToolTip.showText(self.keys.mapToGlobal(self.keys.rect().center()), self._keys())
        )
        self.nearer.clicked.connect(lambda: self.sky.zoom(1 / ZOOM))
        self.farther.clicked.connect(lambda: self.sky.zoom(ZOOM))
        self.all.clicked.connect(self.fit)
        for each in (self.tools, self.nearer, self.farther, self.all, self.keys):
            self.head.addWidget(each)

    def _show_keys(self) -> None:
        QToolTip.showText(self.keys.mapToGlobal(self.keys.rect().center()), self._keys(), self.keys)

    def _keys(self) -> str:
        lines = (
            self.tr("Tab, Shift+Tab: the next, the previous region"),
            self.tr("Arrow keys: move it by 0.01°, with Shift by 0.1°; without a region, pan"),
            self.tr("+ and −: resize it by 0.01°; without a region, zoom"),
            self.tr("[ and ]: turn an ellipse by 5°"),
            self.tr("Del: remove; Esc: give up a drag, choose nothing"),
        )
        return "\n".join(lines)

    def show_around(self, around: Around | None, sizes: Mapping[str, float], layers: Collection[str]) -> None:
        """Show the sky around a place; without one there is no map. ``sizes`` are the parameters in degrees."""
        self.stack.setCurrentIndex(0 if around is None else 1)
        for each in (self.tools, self.nearer, self.farther, self.all):
            each.setEnabled(around is not None)
        self.place.setVisible(around is not None)
        if around is None:
            return
        self.around = around
        wanted = around.middle, sizes.get("width") or WIDE
        if wanted != self._fitted:
            self._fitted = wanted
            self.fit()
        self.sky.show_marks(around.target, around.name, around.outlines(sizes, layers), around.dots(layers))

    def fit(self) -> None:
        """Show the whole mask."""
        if self._fitted is not None:
            middle, width = self._fitted
            self.sky.view = SkyView(middle, width / 2 * BEYOND)
            self.sky.update()

    def show_regions(self, regions: Sequence[Region | None], chosen: Sequence[int]) -> None:
        """Show the regions; ``None`` is one with an error."""
        self.sky.show_regions(regions, chosen)
        self._say_chosen()
        there = [region for region in regions if region is not None]
        far = sum(
            not is_near(region, self.around.middle, WIDE if not self._fitted else self._fitted[1]) for region in there
        )
        parts = [self.tr("{0} too far from the target to be seen").format(far)] if far else []
        if wrong := len(regions) - len(there):
            parts.append(self.tr("{0} with an error, not drawn").format(wrong))
        self.said.setText(DOT.join(parts))
        self.said.setVisible(bool(parts))

    def _say_chosen(self) -> None:
        """Say the chosen regions, for who does not see them."""
        words = DOT.join(spoken(region) for region in list(self.sky.picked_regions.values())[:3])
        self.place.setText(
            words or self.tr("Drag a region to move it, its handles to resize it, the empty sky to pan.")
        )
        if words != self.sky.accessibleDescription():
            self.sky.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self.sky, QAccessible.Event.DescriptionChanged))

    def _point(self, place: Direction | None) -> None:
        """Say where the mouse is, and what stands there."""
        if place is None:
            self._say_chosen()
        elif not self.sky.now:
            self.place.setText(where(place, self.around.target, self.around.name))
            names = self.around.names_at(place, NEAR * self.sky.sight.plane.pixel)
            self.sky.setToolTip("\n".join(names))
            if not names:
                QToolTip.hideText()

    def _say_changing(self, now: Mapping[int, Region]) -> None:
        self.place.setText(DOT.join(spoken(region) for region in list(now.values())[:1]))
