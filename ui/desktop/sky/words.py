"""Places and regions of the sky in words."""

from __future__ import annotations

from parisana.core.measures import angles
from parisana.core.sky.directions import separation, to_galactic
from parisana.core.sky.region import Region
from parisana.core.sky.region_geometry import centre
from parisana.ui.desktop.language import translate

Direction = tuple[float, float]
DOT = "  ·  "


def where(place: Direction, target: Direction | None, name: str) -> str:
    """Say a place: equatorial, Galactic, and how far it is from the target."""
    lon, lat = to_galactic(*place)
    parts = [
        f"{angles.in_hours(place[0])}  {angles.in_degrees(place[1])}",
        f"l {lon:.3f}°  b {lat:+.3f}°".replace("-", "−"),
    ]
    if target is not None:
        far = f"{separation(*place, *target):.2f}"
        parts.append(translate("SkyMap", "{0}° from {1}").format(far, name or translate("SkyMap", "the target")))
    return DOT.join(parts)


def spoken(region: Region) -> str:
    """Say a region: what it is, how large, and where."""
    ra, dec = centre(region)
    at = f"{angles.in_hours(ra)} {angles.in_degrees(dec)}"
    if region.shape == "circle":
        words = translate("SkyMap", "Circle {0} of {1}° at {2}")
        return words.format(region.name or "", f"{region.radius:g}", at).replace("  ", " ")
    words = translate("SkyMap", "Ellipse {0} of {1}° by {2}°, turned by {3}°, at {4}")
    sizes = (f"{value or 0:g}" for value in (region.width, region.height, region.angle))
    return words.format(region.name or "", *sizes, at).replace("  ", " ")


def regions(number: int) -> str:
    """Count regions."""
    one, many = translate("Regions", "1 region"), translate("Regions", "{0} regions")
    return one if number == 1 else many.format(f"{number:,}")


def unknown(number: int, problem: str) -> str:
    """Say how many runs are not on the map, and why."""
    one, many = translate("Regions", "1 run has no pointing."), translate("Regions", "{0} runs have no pointing.")
    counted = "" if not number else one if number == 1 else many.format(f"{number:,}")
    return f"{counted} {problem}".strip()
