"""What the sky map of the page shows beside the regions, and who is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parisana.core.sky.region_geometry import centre
from parisana.core.sky.stars import Stars
from parisana.core.sky.targets import Targets
from parisana.ui.desktop.asking import Question

from .around import POINTINGS, SOURCES, STARS, Around
from .entries import read_entry
from .map_card import WIDE
from .pointings import RunPointings
from .words import unknown

if TYPE_CHECKING:
    from parisana.ui.desktop.pages.stages.regions import RegionsPage

#: Where the window keeps what is shown on the map.
LAYERS = "regions/layers"


class Scenery(QObject):
    """The sky around the target, kept true."""

    def __init__(self, page: RegionsPage) -> None:
        super().__init__(page)
        self.page = page
        self.runs = RunPointings(page.desk, self)
        self._known: tuple[Targets | None, Stars | None] = (None, None)
        self._asked = Question(page.desk.bridge, "sky", self)
        self.runs.came.connect(self.show)
        page.layers.turned.connect(self._turn_layers)

    def ask(self) -> None:
        """Ask for the tables of sources and stars."""
        self._asked.ask(lambda session: (session.observations.targets, session.observations.stars), self._show_known)

    def recall(self) -> None:
        """Show the layers that were shown last time."""
        kept = self.page.window_settings.value(LAYERS)
        if kept is not None:
            self.page.layers.show_layers(str(kept).split())
            self.show()

    def _turn_layers(self, names: list[str]) -> None:
        self.page.window_settings.setValue(LAYERS, " ".join(names))
        self.show()

    def _show_known(self, known: tuple[Targets, Stars]) -> None:
        self._known = known
        self.show()

    @property
    def name(self) -> str:
        """What the target is called."""
        return str(self.runs.values.get("name") or "")

    def show(self) -> None:
        """Show the sky around the target; without one, around the first region."""
        target, sizes = self.runs.target, self.page.sizes
        first = next((centre(region) for entry in self.page.entries if (region := read_entry(entry)[0])), None)
        middle = target or first
        around = None
        if middle is not None:
            around = Around(middle, target, self.name, *self._known, self.runs.places, self.runs.field)
            reach = sizes.get("width", WIDE) / 2
            counts = {name: around.count(name, reach) for name in (POINTINGS, SOURCES, STARS)}
            self.page.layers.show_counts(
                counts,
                self.tr("within {0}° of the target").format(f"{reach:g}"),
                unknown(self.runs.unknown, self.runs.problem),
            )
        self.page.map.show_around(around, sizes, self.page.layers.shown_layers)
