"""Targets by name: a table of known sources, read from ECSV, and searched as one remembers names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from parisana.core.texts.ecsvtable import cells
from parisana.errors import InputError

from .directions import separation

COLUMNS = ("name", "ra", "dec", "type", "aliases")
#: Words of names, and how they are compared.
SPELLINGS = (("markarian", "mrk"), ("mkn", "mrk"), ("center", "centre"), ("minus", "-"), ("plus", "+"))
#: How alike two names must be (1: the same) to be offered.
ALIKE = 0.6
#: From here on there is no need for others.
CLEAR = 0.8
MOST = 5


@dataclass(frozen=True, slots=True)
class Target:
    """A known source: degrees, ICRS."""

    name: str
    ra: float
    dec: float
    type: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the usual one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Targets:
    """The table."""

    rows: tuple[Target, ...]

    def named(self, text: str) -> Target:
        """Return the source of this name; another one is refused, with those that look like it."""
        wanted = plain(text)
        for target in self.rows:
            if wanted and any(plain(name) == wanted for name in target.names):
                return target
        near = [target.name for target in self.suggestions(text)]
        hint = f"Did you mean {' or '.join(near[:3])}?" if near else "Give its position instead."
        raise InputError(f"There is no source {text.strip()[:60]!r} in the table of known sources.", hint=hint)

    def suggestions(self, text: str) -> list[Target]:
        """Return the sources whose names look like this, the most alike first."""
        wanted = plain(text)
        if not wanted:
            return []
        ranked = [(max(likeness(wanted, plain(name)) for name in target.names), target) for target in self.rows]
        enough = CLEAR if any(score >= CLEAR for score, _ in ranked) else ALIKE
        good = [(score, target) for score, target in ranked if score >= enough]
        return [target for _, target in sorted(good, key=lambda pair: (-pair[0], pair[1].name))][:MOST]

    def near(self, ra: float, dec: float, radius: float) -> list[Target]:
        """Return the sources around a position, the nearest first."""
        ranked = ((separation(ra, dec, target.ra, target.dec), target) for target in self.rows)
        return [target for angle, target in sorted(ranked, key=lambda pair: pair[0]) if angle <= radius]


def plain(name: str) -> str:
    """Return a name as one remembers it: small letters, no spaces, underscores or stars."""
    text = re.sub(r"[\s_*]+", "", name.lower().replace("−", "-"))
    for written, meant in SPELLINGS:
        text = text.replace(written, meant)
    return text


def likeness(wanted: str, name: str) -> float:
    """Say how alike two plain names are, from 0 to 1; the beginning of a name is nearly as good as the whole."""
    if name.startswith(wanted):
        return 0.9 + 0.1 * len(wanted) / len(name)
    if len(wanted) > 2 and wanted in name:
        return CLEAR
    return SequenceMatcher(None, wanted, name).ratio()


def parse(text: str, file: str) -> Targets:
    """Read the table."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    if not lines or tuple(cells(lines[0][1], True)) != COLUMNS:
        hint = f"Its columns are {', '.join(COLUMNS)}."
        raise InputError("This is not a table of sources.", hint=hint, file=file)
    return Targets(tuple(_targets(lines[1:], file)))


def _targets(lines: Iterable[tuple[int, str]], file: str) -> Iterator[Target]:
    for number, line in lines:
        words = cells(line, True)
        try:
            yield _target(words)
        except ValueError as error:
            message = "This line is not a source: a name, two angles, a type and other names."
            raise InputError(message, file=file, line=number) from error


def _target(words: Sequence[str]) -> Target:
    name, ra, dec, kind, aliases = words
    return Target(name, float(ra), float(dec), kind, tuple(word.strip() for word in aliases.split(";") if word.strip()))
