"""What there is on the sky beside the regions: pointings, known sources, bright stars, the Galactic plane, the mask."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from parisana.core.sky.stars import Stars
from parisana.core.sky.targets import Targets
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.widgets.sky_chart import circle
from parisana.ui.desktop.widgets.sky_marks import Direction, Dots, Outline

from .shapes import band, equator, square

#: Degrees around the middle in which anything is drawn at all.
REACH = 50.0
#: Fields of view that are drawn; with more pointings they would be one smear.
MOST_FIELDS = 12
#: The radius of a star in pixels at magnitude 0, what a magnitude takes off, and the least that is left.
STAR, FAINTER, FAINTEST = 6.6, 0.8, 2.6
#: What can be shown or not.
POINTINGS, SOURCES, STARS, PLANE = LAYERS = ("pointings", "sources", "stars", "plane")


@dataclass(frozen=True, slots=True)
class Around:
    """The sky around a place."""

    middle: Direction
    target: Direction | None = None
    name: str = ""
    targets: Targets | None = None
    stars: Stars | None = None
    pointings: Sequence[Direction] = ()
    field: float = 2.5
    """Radius of the field of view."""

    def outlines(self, sizes: Mapping[str, float], shown: Collection[str]) -> list[Outline]:
        """Return plane, fields of view, mask and the target's own circle, in this order over each other."""
        lines: list[Outline] = []
        if PLANE in shown:
            lines += self._plane(sizes.get("galactic_band", 0.0))
        if POINTINGS in shown and len(self.pointings) <= MOST_FIELDS:
            lines += [
                Outline(circle(each, self.field), "fieldline", dashed=False, fill=0.08) for each in self.pointings
            ]
        if self.target is not None and "width" in sizes:
            word = translate("SkyMap", "mask")
            lines.append(Outline(square(self.target, sizes["width"]), "faint", word=word))
        if self.target is not None and (radius := sizes.get("target_radius")):
            lines.append(Outline(circle(self.target, radius), "dim", fill=0.1))
        return lines

    def _plane(self, half: float) -> list[Outline]:
        line = equator(self.middle)
        band_of = [Outline(band(self.middle, half), "idle", dashed=False, fill=0.22)] if half else []
        return [*band_of, Outline(line, "idle", dashed=False)] if line else []

    def dots(self, shown: Collection[str]) -> list[Dots]:
        """Return stars, sources and pointings."""
        found = []
        if STARS in shown and self.stars:
            near = self.stars.near(*self.middle, REACH)
            sizes = [max(FAINTEST, STAR - FAINTER * star.v) for star in near]
            words = [star.name for star in near]
            found.append(Dots([(star.ra, star.dec) for star in near], "text", "star", words, sizes))
        if POINTINGS in shown:
            found.append(Dots(self.pointings, "accent"))
        if SOURCES in shown and self.targets:
            others = [each for each in self.targets.near(*self.middle, REACH) if self.name not in each.names]
            places = [(each.ra, each.dec) for each in others]
            found.insert(0, Dots(places, "warn", "diamond", [each.name for each in others]))
        return found

    def count(self, layer: str, reach: float) -> int:
        """Return how many of a layer lie within so many degrees of the middle."""
        if layer == STARS:
            return len(self.stars.near(*self.middle, reach)) if self.stars else 0
        if layer == SOURCES:
            near = self.targets.near(*self.middle, reach) if self.targets else []
            return sum(self.name not in each.names for each in near)
        return len(self.pointings)

    def names_at(self, place: Direction, reach: float) -> list[str]:
        """Return what stands at a place, with what is worth knowing of it."""
        stars = self.stars.near(*place, reach) if self.stars else []
        sources = self.targets.near(*place, reach) if self.targets else []
        magnitude = translate("SkyMap", "{0}, {1} mag")
        return [f"{each.name} ({each.type})" for each in sources] + [
            magnitude.format(star.name, f"{star.v:.1f}") for star in stars
        ]
