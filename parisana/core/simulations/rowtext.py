"""Rows of a Monte-Carlo production read from a text: zenith angles, or a table such as the web page's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from parisana.errors import InputError

#: What stands over a column, without signs and units, and what it holds.
TITLES = {
    "zenith": "zenith", "za": "zenith", "zenithangle": "zenith", "azimuth": "azimuth",
    "index": "index", "powerlawindex": "index", "emin": "emin", "emax": "emax", "emintev": "emin", "emaxtev": "emax",
    "rhomin": "rhomin", "rhomax": "rhomax", "rhominm": "rhomin", "rhomaxm": "rhomax", "showers": "showers",
    "reqshowers": "showers", "requested": "showers", "showersperjob": "showers_per_job",
    "perjob": "showers_per_job",
}  # fmt: skip
WHOLE = ("showers", "showers_per_job")
HINT = "Angles stand beside or below each other; a table has a line with titles above, zenith among them."
#: More rows than any production has.
MOST = 10_000


def read_angles(text: str) -> list[int | float]:
    """Return angles that are parted by blanks, commas, semicolons or lines; lines with ``#`` are remarks."""
    words = [word for line in _lines(text) for word in re.split(r"[\s,;°]+", line) if word]
    return [_number(word) for word in words]


def read_rows(text: str) -> list[Any]:
    """Return rows as a profile writes them, from a table with titles, else from angles alone."""
    lines = list(_lines(text))
    if not lines:
        raise InputError("There are no zenith angles in this text.", hint=HINT)
    if len(lines) > MOST:
        raise InputError(f"{len(lines):,} lines are more than a production has rows.", hint=HINT)
    titles = [_title(cell) for cell in _cells(lines[0])]
    if "zenith" not in titles:
        return list(read_angles(text))
    return [_entry(titles, _cells(line)) for line in lines[1:]]


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))


def _cells(line: str) -> list[str]:
    sign = next((sign for sign in "\t;," if sign in line), None)
    return [cell.strip().strip("\"'") for cell in line.split(sign)]


def _title(cell: str) -> str | None:
    return TITLES.get(re.sub(r"[^a-z]", "", cell.lower().replace("ρ", "rho")).removesuffix("deg"))


def _entry(titles: Sequence[str | None], cells: Sequence[str]) -> Any:
    said = {name: _number(cell) for name, cell in zip(titles, cells, strict=False) if name and cell}
    if "zenith" not in said:
        raise InputError(f"A row has no zenith angle: {' '.join(cells)[:60]}.", hint=HINT)
    whole = {name: round(value) for name, value in said.items() if name in WHOLE}
    return said["zenith"] if set(said) == {"zenith"} else {**said, **whole}


def _number(word: str) -> int | float:
    try:
        value = float(word.rstrip("°"))
    except ValueError as error:
        raise InputError(f"{word[:40]!r} is no number.", hint=HINT) from error
    if not abs(value) < float("inf"):
        raise InputError(f"{word[:40]!r} is no number.", hint=HINT)
    return int(value) if value.is_integer() else value
