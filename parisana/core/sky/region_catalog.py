"""A catalogue of sources (ECSV or CSV) as regions: columns are found by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parisana.core.measures import quantity
from parisana.core.measures.angles import degrees, written
from parisana.core.texts.document import Wrong
from parisana.core.texts.ecsvtable import cells
from parisana.errors import InputError

from .region import Region, region

#: What a column holds -> the names that it may have, as small letters and digits.
COLUMNS = {
    "name": ("name", "source", "sourcename", "commonname", "object", "id", "mainid"),
    "ra": ("ra", "raj2000", "radeg", "raicrs", "rightascension", "lon"),
    "dec": ("dec", "dej2000", "decj2000", "dedeg", "decdeg", "deicrs", "declination", "lat"),
    "glon": ("glon", "l", "galacticlongitude"),
    "glat": ("glat", "b", "galacticlatitude"),
    "radius": ("radius", "r", "rspec", "size", "extension", "exclusionradius", "rad"),
}
UNIT = re.compile(r"name:\s*([^,}]+?)\s*,.*?unit:\s*([A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a catalogue has what."""

    places: dict[str, int]
    frame: str
    units: dict[str, str]
    width: int


def parse(text: str, file: str, radius: float | None = None) -> list[Region]:
    """Read a catalogue; ``radius`` (degrees) is for sources without one of their own."""
    lines = list(enumerate(text.removeprefix("\ufeff").splitlines(), 1))
    marks = [line for _, line in lines if line.startswith("#")]
    comma = not text.startswith("# %ECSV") or any("delimiter" in line and "," in line for line in marks)
    table = [(number, cells(line, comma)) for number, line in lines if line.strip() and not line.startswith("#")]
    if not table:
        raise InputError("The catalogue is empty.", hint="Its first line names the columns.", file=file, line=1)
    layout = _layout(table[0], marks, file, radius)
    return list(_regions(table[1:], layout, file, radius))


def _layout(head: tuple[int, list[str]], marks: Iterable[str], file: str, radius: float | None) -> Layout:
    line, names = head
    plain = [re.sub("[^a-z0-9]", "", name.lower()) for name in names]
    places = {what: plain.index(name) for what, known in COLUMNS.items() for name in known[::-1] if name in plain}
    frame = "icrs" if {"ra", "dec"} <= places.keys() else "galactic" if {"glon", "glat"} <= places.keys() else None
    if frame is None:
        hint = "Name its columns name, ra, dec (or glon, glat) and radius, in degrees."
        raise InputError("The catalogue has no columns of positions.", hint=hint, file=file, line=line)
    if "radius" not in places and radius is None:
        raise InputError("The catalogue has no column of radii.", hint="Add a column radius.", file=file, line=line)
    units = {found.group(1): found.group(2) for mark in marks if (found := UNIT.search(mark))}
    return Layout(places, frame, {what: units.get(names[at], "deg") for what, at in places.items()}, len(names))


def _regions(
    rows: Sequence[tuple[int, list[str]]], layout: Layout, file: str, radius: float | None
) -> Iterator[Region]:
    for line, row in rows:
        if len(row) != layout.width:
            raise InputError(f"This row has {len(row)} cells, not {layout.width}.", file=file, line=line)
        try:
            yield _region({what: row[place] for what, place in layout.places.items()}, layout, radius)
        except Wrong as wrong:
            raise InputError(wrong.message, hint=wrong.hint, file=file, line=line) from wrong


def _region(cell: dict[str, str], layout: Layout, radius: float | None) -> Region:
    lon, lat = ("ra", "dec") if layout.frame == "icrs" else ("glon", "glat")
    size = _size(cell.get("radius", ""), layout.units.get("radius", "deg"), radius)
    return region(
        {
            "shape": "circle",
            "frame": layout.frame,
            "lon": written(degrees(cell[lon], hours=lon == "ra") % 360),
            "lat": written(degrees(cell[lat])),
            "radius": written(size),
            "name": cell.get("name", "").strip(),
        }
    )


def _size(text: str, unit: str, radius: float | None) -> float:
    if text.lower() in ("", "nan", "-", "--") and radius is not None:
        return radius
    return quantity.parse(text if text[-1:].isalpha() else f"{text} {unit}", "deg")
