"""Bright stars: a table of names, places and magnitudes, read from ECSV, and those around a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parisana.core.texts.ecsvtable import cells
from parisana.errors import InputError

from .directions import separation

COLUMNS = ("name", "ra", "dec", "v")


@dataclass(frozen=True, slots=True)
class Star:
    """A star: degrees (J2000), visual magnitude."""

    name: str
    ra: float
    dec: float
    v: float


@dataclass(frozen=True, slots=True)
class Stars:
    """The table, the brightest first."""

    rows: tuple[Star, ...]

    def near(self, ra: float, dec: float, radius: float) -> list[Star]:
        """Return the stars around a place, the brightest first."""
        close = (star for star in self.rows if abs(star.dec - dec) <= radius)
        return [star for star in close if separation(ra, dec, star.ra, star.dec) <= radius]


def parse(text: str, file: str) -> Stars:
    """Read the table."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    if not lines or tuple(cells(lines[0][1], True)) != COLUMNS:
        raise InputError("This is not a table of stars.", hint=f"Its columns are {', '.join(COLUMNS)}.", file=file)
    return Stars(tuple(sorted(_stars(lines[1:], file), key=lambda star: star.v)))


def _stars(lines: Iterable[tuple[int, str]], file: str) -> Iterator[Star]:
    for number, line in lines:
        try:
            name, ra, dec, v = cells(line, True)
            yield Star(name, float(ra), float(dec), float(v))
        except ValueError as error:
            message = "This line is not a star: a name, two angles and a magnitude."
            raise InputError(message, file=file, line=number) from error
