"""Regions as DS9 writes them: circles and ellipses in sky coordinates, in and out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from parisana.core.measures import quantity
from parisana.core.texts.document import Wrong
from parisana.errors import InputError

from .region import LENGTHS, Region, region

#: DS9's names; FK5 and ICRS differ by far less than any region of ours is wide.
DS9_FRAMES = {"icrs": "icrs", "fk5": "icrs", "j2000": "icrs", "galactic": "galactic"}
DS9_OTHER_FRAMES = ("image", "physical", "linear", "amplifier", "detector", "fk4", "b1950", "ecliptic", "wcs")
DS9_SHAPE = re.compile(r"[+-]?\s*([a-z]+)\s*[(\s]\s*([^()#]*?)\s*\)?\s*(?:\|\|.*)?")
DS9_UNITS = {'"': "arcsec", "'": "arcmin", "d": "deg", "r": "rad", "": "deg"}
DS9_LENGTH = re.compile(r"([-+]?[0-9.]+(?:[eE][-+]?[0-9]{1,3})?)([\"'dr]?)")
SEXAGESIMAL = re.compile(r"([-+]?)([0-9]{1,3})[:hd]([0-9]{1,2})[:m]([0-9]{1,2}(?:\.[0-9]*)?)s?")
DS9_NAME = re.compile(r"text=(?:\{([^}]*)\}|\"([^\"]*)\"|'([^']*)')")


def from_ds9(text: str, file: str) -> list[Region]:
    """Read a DS9 region file: circles and ellipses in sky coordinates."""
    found: list[Region] = []
    current = "icrs"
    for line, written in enumerate(text.splitlines(), start=1):
        said, _, remark = written.partition("#")
        for part in said.lower().split(";"):
            words = part.strip()
            try:
                if words in DS9_FRAMES:
                    current = DS9_FRAMES[words]
                elif words and not words.startswith("global"):
                    found.append(replace(ds9_region(words, current), name=ds9_name(remark)))
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


def ds9_name(remark: str) -> str | None:
    """Return what a region is called in the remark behind it: ``text={Crab}``."""
    found = DS9_NAME.search(remark)
    return next((text.strip() for text in found.groups() if text and text.strip()), None) if found else None


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
        called = f" # text={{{re.sub('[{}]', '', one.name)}}}" if one.name else ""
        numbers = ",".join(repr(value) for value in (one.lon, one.lat, *sizes))
        lines.append(f"{one.frame}; {one.shape}({numbers}){called}")
    return "\n".join(lines) + "\n"


def half(axis: float | None) -> float:
    """Return the radius that belongs to a full axis."""
    return (axis or 0.0) / 2
