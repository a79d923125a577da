"""Regions as a profile writes them, changed one value at a time; what is wrong stays as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from parisana.core.measures import angles, quantity
from parisana.core.sky.directions import from_galactic, to_galactic
from parisana.core.sky.region import LENGTHS, Region, region
from parisana.core.texts.document import Wrong
from parisana.ui.desktop.forms.spoken import written
from parisana.ui.desktop.runs.place import read_angle

Entry = Mapping[str, Any]
PLACE = ("shape", "frame", "lon", "lat")


def read_entry(entry: Any) -> tuple[Region | None, Wrong | None]:
    """Return the region, or what is wrong with it; of a thousand, those that are read again are the same."""
    if isinstance(entry, dict) and all(isinstance(value, str) for value in entry.values()):
        return _read(tuple(entry.items()))
    return _tried(entry)


@lru_cache(maxsize=8192)
def _read(items: tuple[tuple[str, str], ...]) -> tuple[Region | None, Wrong | None]:
    return _tried(dict(items))


def _tried(entry: Any) -> tuple[Region | None, Wrong | None]:
    try:
        return region(entry), None
    except Wrong as wrong:
        return None, wrong


def with_region(entry: Any, after: Region) -> dict[str, Any]:
    """Return an entry for a region that was dragged; what did not change stays as it was typed."""
    before, _ = read_entry(entry)
    if before is None:
        return dict(after.written())
    fresh, old = after.written(), before.written()
    return {**entry, **{key: value for key, value in fresh.items() if value != old.get(key)}}


def with_text(entry: Entry, name: str, text: str) -> dict[str, Any]:
    """Return it with another value, as it was typed into a cell."""
    if name == "shape":
        return reshaped(entry, text)
    if name == "frame":
        return reframed(entry, text)
    if name == "name":
        return without_empty({**entry, "name": text.strip()})
    if name in ("lon", "lat"):
        return {**entry, name: read_angle(text, hours=name == "lon" and entry.get("frame") == "icrs")}
    return {**entry, name: written(text, "deg") or ""}


def without_empty(entry: dict[str, Any]) -> dict[str, Any]:
    """Leave out an empty name."""
    return {key: value for key, value in entry.items() if key != "name" or value}


def reshaped(entry: Entry, shape: str) -> dict[str, Any]:
    """Make a circle an ellipse of the same width, or the other way round."""
    if shape == entry.get("shape") or shape not in LENGTHS:
        return {**entry, "shape": shape}
    width = length(entry, "width") or 2 * (length(entry, "radius") or 0.1)
    sizes = {"circle": {"radius": width / 2}, "ellipse": {"width": width, "height": width, "angle": 0.0}}[shape]
    kept = {key: value for key, value in entry.items() if key in ("frame", "lon", "lat")}
    named = {"name": entry["name"]} if entry.get("name") else {}
    return {"shape": shape, **kept, **{key: angles.written(value) for key, value in sizes.items()}, **named}


def reframed(entry: Entry, frame: str) -> dict[str, Any]:
    """Write the same place in another frame."""
    lon, lat = length(entry, "lon"), length(entry, "lat")
    if lon is None or lat is None or frame == entry.get("frame"):
        return {**entry, "frame": frame}
    turned = to_galactic(lon, lat) if frame == "galactic" else from_galactic(lon, lat)
    return {**entry, "frame": frame, "lon": angles.written(turned[0]), "lat": angles.written(turned[1])}


def length(entry: Entry, name: str) -> float | None:
    """Return a value in degrees, if it is one."""
    try:
        return quantity.parse(str(entry.get(name)), "deg")
    except Wrong:
        return None


def fresh(shape: str, ra: float, dec: float) -> dict[str, Any]:
    """Return a new region at a place."""
    return reshaped(
        {
            "shape": "circle",
            "frame": "icrs",
            "lon": angles.written(ra),
            "lat": angles.written(dec),
            "radius": "0.2 deg",
        },
        shape,
    )
