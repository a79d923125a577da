"""Regions of the sky: circles and ellipses, as a profile writes them and as DS9 does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from parisana.errors import InputError

from . import quantity
from .document import Path, Wrong
from .hints import did_you_mean

FRAMES = ("icrs", "galactic")
LENGTHS = {"circle": ("radius",), "ellipse": ("width", "height", "angle")}

#: DS9's names; FK5 and ICRS differ by far less than any region of ours is wide.
DS9_FRAMES = {"icrs": "icrs", "fk5": "icrs", "j2000": "icrs", "galactic": "galactic"}
DS9_OTHER_FRAMES = ("image", "physical", "linear", "amplifier", "detector", "fk4", "b1950", "ecliptic", "wcs")
DS9_SHAPE = re.compile(r"[+-]?\s*([a-z]+)\s*[(\s]\s*([^()#]*?)\s*\)?\s*(?:\|\|.*)?")
DS9_UNITS = {'"': "arcsec", "'": "arcmin", "d": "deg", "r": "rad", "": "deg"}
DS9_LENGTH = re.compile(r"([-+]?[0-9.]+(?:[eE][-+]?[0-9]{1,3})?)([\"'dr]?)")
SEXAGESIMAL = re.compile(r"([-+]?)([0-9]{1,3})[:hd]([0-9]{1,2})[:m]([0-9]{1,2}(?:\.[0-9]*)?)s?")


@dataclass(frozen=True, slots=True)
class Region:
    """A circle or an ellipse; all lengths in degrees, an ellipse by its full axes."""

    shape: str
    frame: str
    lon: float
    lat: float
    radius: float | None = None
    width: float | None = None
    height: float | None = None
    angle: float | None = None

    def payload(self) -> dict[str, Any]:
        """Return it as plain numbers."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def written(self) -> dict[str, str]:
        """Return it as a profile writes it."""
        return {
            name: value if isinstance(value, str) else f"{round(value, 9)!r} deg"
            for name, value in self.payload().items()
        }


def position(written: Any) -> dict[str, Any]:
    """Read ``{frame: icrs, lon: 83.633 deg, lat: 22.014 deg}`` into degrees."""
    values = mapping(written, ("frame", "lon", "lat"))
    return {"frame": frame(values), "lon": angle(values, "lon", 0.0, 360.0), "lat": angle(values, "lat", -90.0, 90.0)}


def region(written: Any) -> Region:
    """Read one region of a profile."""
    shape = written.get("shape") if isinstance(written, dict) else None
    if not isinstance(shape, str) or shape not in LENGTHS:
        raise Wrong("A region has a shape: circle or ellipse.", "Write for instance shape: circle.")
    values = mapping(written, ("shape", "frame", "lon", "lat", *LENGTHS[shape]))
    sizes = {name: size(values, name) for name in LENGTHS[shape] if name != "angle"}
    if shape == "ellipse":
        sizes["angle"] = angle(values, "angle", -360.0, 360.0)
    centre = position({name: values[name] for name in ("frame", "lon", "lat")})
    return Region(shape, centre["frame"], centre["lon"], centre["lat"], **sizes)


def regions(written: Any) -> list[Region]:
    """Read the list of regions of a profile."""
    if not isinstance(written, list):
        raise Wrong("A list of regions is expected here.", "Write each region after a dash.")
    return [at(index, entry) for index, entry in enumerate(written)]


def at(index: int, entry: Any) -> Region:
    """Read one of several regions."""
    try:
        return region(entry)
    except Wrong as wrong:
        raise Wrong(wrong.message, wrong.hint, (index, *wrong.path)) from wrong


def mapping(written: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Check that these keys are there and no others."""
    if not isinstance(written, dict):
        raise Wrong(f"The keys {', '.join(names)} are expected here.")
    for name in written:
        if name not in names:
            raise Wrong(f"There is no key {name} here.", did_you_mean(name, names), (name,))
    for name in names:
        if name not in written:
            raise Wrong(f"The key {name} is missing.", f"Needed are {', '.join(names)}.", (name,))
    return written


def frame(values: dict[str, Any]) -> str:
    """Read the name of the frame."""
    name = values["frame"]
    if name not in FRAMES:
        raise Wrong(f"There is no frame {name!r}.", f"Known are: {', '.join(FRAMES)}.", ("frame",))
    return str(name)


def angle(values: dict[str, Any], name: str, low: float, high: float) -> float:
    """Read an angle in degrees within a range."""
    path: Path = (name,)
    if not isinstance(values[name], str):
        raise Wrong("This angle has no unit.", quantity.example("deg"), path)
    try:
        value = quantity.parse(values[name], "deg")
    except Wrong as wrong:
        raise Wrong(wrong.message, wrong.hint, path) from wrong
    if not low <= value <= high:
        raise Wrong(f"{name} is {value:g} deg, but must be between {low:g} deg and {high:g} deg.", path=path)
    return value


def size(values: dict[str, Any], name: str) -> float:
    """Read a length on the sky, more than nothing."""
    value = angle(values, name, 0.0, 180.0)
    if value == 0.0:
        raise Wrong(f"The {name} of a region must be more than 0 deg.", path=(name,))
    return value


def from_ds9(text: str, file: str) -> list[Region]:
    """Read a DS9 region file: circles and ellipses in sky coordinates."""
    found: list[Region] = []
    current = "icrs"
    for line, written in enumerate(text.splitlines(), start=1):
        for part in written.partition("#")[0].lower().split(";"):
            words = part.strip()
            try:
                if words in DS9_FRAMES:
                    current = DS9_FRAMES[words]
                elif words and not words.startswith("global"):
                    found.append(ds9_region(words, current))
            except Wrong as wrong:
                raise InputError(wrong.message, hint=wrong.hint, file=file, line=line) from wrong
    return found


def ds9_region(words: str, current: str) -> Region:
    """Read one shape of a DS9 file."""
    if words in DS9_OTHER_FRAMES:
        raise Wrong(f"Regions in {words} coordinates have no place on the sky.", "Save them as ICRS or galactic.")
    shape = DS9_SHAPE.fullmatch(words)
    if not shape or shape.group(1) not in LENGTHS:
        raise Wrong(f"{words[:40]!r} is not a circle or an ellipse.", "Only these two shapes are understood.")
    name, numbers = shape.group(1), re.split(r"[\s,]+", shape.group(2))
    if len(numbers) != {"circle": 3, "ellipse": 5}[name]:
        raise Wrong(f"A {name} cannot have {len(numbers)} numbers.", "An ellipse has one pair of radii and an angle.")
    lon, lat = ds9_angle(numbers[0], 15 if current == "icrs" else 1), ds9_angle(numbers[1], 1)
    lengths = [ds9_angle(number, 1) for number in numbers[2:]]
    sizes = lengths if name == "circle" else [2 * lengths[0], 2 * lengths[1], lengths[2]]
    spelled = {key: f"{value!r} deg" for key, value in zip(LENGTHS[name], sizes, strict=True)}
    return region({"shape": name, "frame": current, "lon": f"{lon!r} deg", "lat": f"{lat!r} deg", **spelled})


def ds9_angle(text: str, hours: int) -> float:
    """Read an angle in degrees, ``05:34:31.9`` (times 15 for hours) or with a mark for its unit."""
    parts = SEXAGESIMAL.fullmatch(text)
    if parts:
        sign, whole, minutes, seconds = parts.groups()
        factor = 1 if "d" in text else hours
        return (-1 if sign == "-" else 1) * factor * (int(whole) + int(minutes) / 60 + float(seconds) / 3600)
    number = DS9_LENGTH.fullmatch(text)
    if not number:
        raise Wrong(f"{text[:40]!r} is not an angle.")
    return quantity.parse(f"{number.group(1)} {DS9_UNITS[number.group(2)]}", "deg")


def to_ds9(found: Iterable[Region]) -> str:
    """Write regions as a DS9 region file."""
    lines = ["# Region file format: DS9 version 4.1"]
    for one in found:
        sizes = (one.radius,) if one.shape == "circle" else (half(one.width), half(one.height), one.angle)
        lines.append(f"{one.frame}; {one.shape}({','.join(repr(value) for value in (one.lon, one.lat, *sizes))})")
    return "\n".join(lines) + "\n"


def half(axis: float | None) -> float:
    """Return the radius that belongs to a full axis."""
    return (axis or 0.0) / 2
