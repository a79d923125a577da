"""Where the runs look, and how high the target stood."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy

from parisana.core.runs.observation import Slice
from parisana.core.sky.targets import Target, Targets
from parisana.ui.desktop.theme import CHART_LOW, CHARTS
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.run_chart import RunChart, slice_colour
from parisana.ui.desktop.widgets.sky_chart import SkyChart, circle
from parisana.ui.desktop.widgets.sky_marks import Dots, Outline
from parisana.ui.desktop.widgets.texts import label

from .zenith_panel import ZenithPanel

#: The chart reaches a little beyond the search radius.
BEYOND = 1.3
#: Sources around the target that are named at most.
NEIGHBOURS = 4


class ChartsCard(Card):
    """Pointings around the target, and zenith angles in the order of the list or over a night."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(CHARTS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.sky = SkyChart(self.tr("Pointings"))
        self.sky.setMinimumHeight(CHART_LOW)
        self.panel = ZenithPanel()
        self.add(label(self.tr("Pointings"), "heading"))
        self.add(self.sky, 1)
        self.add(self.panel, 1)

    @property
    def zenith(self) -> RunChart:
        """The zenith angles in the order of the list."""
        return self.panel.by_run

    def show_runs(
        self,
        slices: Sequence[Slice],
        target: tuple[float, float] | None,
        name: str,
        radius: float | None,
        limit: float | None,
        known: Targets | None,
    ) -> None:
        """Show the runs of a list around a target."""
        said = (limit, self.tr("limit {0}°").format(f"{limit:g}")) if limit is not None else None
        self.panel.show_runs(slices, target, said)
        if target is None:
            self.sky.hide()
            return
        self.sky.show()
        wide = radius or 2.5
        word = self.tr("search radius {0}°").format(f"{radius:g}") if radius else ""
        rings = [Outline(circle(target, radius), "dim", fill=0.06, word=word)] if radius else []
        self.sky.show_sky(
            target, wide * BEYOND, name, rings, [*neighbours(known, target, wide, name), *pointings(slices)]
        )


def pointings(slices: Sequence[Slice]) -> list[Dots]:
    """Return where the runs look, in the colours of their slices; thousands of runs look at few places."""
    seen: dict[str, dict[tuple[float, float], None]] = {"idle": {}, "accent": {}}
    for piece in slices:
        places = seen[slice_colour(piece.number)]
        for row in piece.rows:
            if row.pointing is not None:
                places[(round(row.pointing[0], 2), round(row.pointing[1], 2))] = None
    return [Dots(list(places), colour) for colour, places in seen.items()]


def neighbours(known: Targets | None, target: tuple[float, float], radius: float, name: str) -> list[Dots]:
    """Return the other known sources around a target."""
    near = known.near(*target, radius) if known else []
    others: list[Target] = [each for each in near if name not in each.names][:NEIGHBOURS]
    return [Dots([(each.ra, each.dec) for each in others], "warn", "diamond", [each.name for each in others])]
