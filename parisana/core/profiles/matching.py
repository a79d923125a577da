"""The section ``matching`` of a profile: runs that a production gets by itself as they appear.

They are those of a data store that match, or those of files whose names match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from parisana.core.documents.model import Many, Model
from parisana.core.measures.instants import day
from parisana.core.runs.observation import QUALITIES, Search
from parisana.core.runs.run_list import LARGEST
from parisana.core.simulations.simulation import Degrees, in_unit
from parisana.core.texts.document import Wrong
from parisana.core.texts.words import duration

#: What stands for the number of a run in the name of a file.
RUN = "{run}"
#: Looking more often than that (s) is refused.
SHORTEST = 60.0
#: How the largest distance is taken when only a place is named.
RADIUS = 2.5
#: What is not known of a run of which there is only a file.
OF_STORES = (
    *("store", "target", "ra", "dec", "radius", "zenith_min", "zenith", "begin", "end"),
    *("telescopes", "taking_part", "quality", "livetime"),
)
Seconds = Annotated[float, in_unit("s")]


def readable(text: str) -> str:
    """Check that a day can be read."""
    day(text)
    return text


def one_run(text: str) -> str:
    """Check that the name of a file, and no folder, has the place of a number."""
    folder, _, name = text.rpartition("/")
    if name.count(RUN) != 1 or "{" in folder or "*" in folder:
        raise Wrong(f"The last part of a pattern names one {RUN}, and its folder is a plain one.", "run_{run}_*.root")
    return text


Day = Annotated[str, AfterValidator(readable)]


class Matching(Model):
    """Which runs, and how often they are looked for; the words are those of ``parisana runs find``."""

    every: Annotated[Seconds, Field(ge=SHORTEST)] = Field(3600.0, description="how often to look, for instance '1 h'")
    store: str | None = Field(None, min_length=1, description="folder of the data store; else the one of the stages")
    files: Annotated[str, AfterValidator(one_run)] | None = Field(
        None, description="files in place of a data store: {run} stands for the run's number, * for anything"
    )
    target: str | None = Field(None, min_length=1, description="a known source, in place of ra and dec")
    ra: Degrees | None = None
    dec: Degrees | None = None
    radius: Degrees | None = Field(None, description="largest distance; 2.5 deg unless said")
    zenith_min: Degrees | None = None
    zenith: Degrees | None = Field(None, description="largest zenith angle")
    begin: Day | None = Field(None, alias="from", description="first day (UTC)")
    end: Day | None = Field(None, alias="to", description="last day (UTC)")
    telescopes: int | None = Field(None, ge=0, description="fewest telescopes")
    taking_part: Many[int] = Field((), alias="with", description="telescopes that took part")
    quality: Literal["good", "medium"] | None = Field(None, description="worst quality of the data")
    livetime: Seconds | None = Field(None, description="least live time")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.target is not None and (self.ra is not None or self.dec is not None):
            raise Wrong("A target has its position.", "Give target, or ra and dec.", ("target",))
        if (self.ra is None) != (self.dec is None):
            raise Wrong("A position has ra and dec.", "Give both, or neither for all runs.", ("ra",))
        if self.files and (said := [name for name in OF_STORES if getattr(self, name) not in (None, ())]):
            raise Wrong("Of a file only the number of its run is known.", "Remove what else is asked.", (said[0],))
        return self

    def search(self, known: Callable[[str], tuple[float, float]]) -> Search:
        """Return what is searched; ``known`` gives the position of a target by its name."""
        place = known(self.target) if self.target else None
        if self.ra is not None and self.dec is not None:
            place = self.ra, self.dec
        worst = {word: level for level, word in QUALITIES.items()}
        return Search(
            near=None if place is None else (*place, RADIUS if self.radius is None else self.radius),
            zenith_min=self.zenith_min,
            zenith_max=self.zenith,
            begin=day(self.begin) if self.begin else None,
            end=day(self.end, whole=True) if self.end else None,
            n_tels=self.telescopes,
            telescopes=frozenset(self.taking_part),
            worst_quality=worst.get(self.quality or ""),
            livetime_min=self.livetime,
        )

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{self.files or self.store or 'its data store'}{''.join(f', {word}' for word in _criteria(self))}"

    @property
    def pause(self) -> str:
        """Return how often it is looked, in words."""
        return duration(self.every)


def _criteria(asked: Matching) -> Iterator[str]:
    """Yield what a run must be like, in words."""
    if asked.target or asked.ra is not None:
        place = asked.target or f"{asked.ra:g}°, {asked.dec:g}°"
        yield f"within {RADIUS if asked.radius is None else asked.radius:g}° of {place}"
    said: dict[str, Any] = {
        "zenith from {}°": asked.zenith_min,
        "zenith up to {}°": asked.zenith,
        "from {}": asked.begin,
        "to {}": asked.end,
        "at least {} telescopes": asked.telescopes,
        "quality {}": asked.quality,
    }
    yield from (
        words.format(f"{value:g}" if isinstance(value, float) else value) for words, value in said.items() if value
    )
    if asked.taking_part:
        yield "with " + " ".join(f"CT{number}" for number in asked.taking_part)
    if asked.livetime:
        yield f"at least {duration(asked.livetime)}"


def runs_in(names: Iterator[str], pattern: str) -> list[int]:
    """Return the numbers of the runs whose files are called by a pattern, each once, in order."""
    parts = re.split(r"(\{run\}|\*)", pattern.rpartition("/")[2])
    words = {RUN: "([0-9]{1,9})", "*": "[^/]*"}
    shape = re.compile("".join(words.get(part, re.escape(part)) for part in parts))
    found = {int(match[1]) for name in names if (match := shape.fullmatch(name))}
    return sorted(number for number in found if 0 < number <= LARGEST)
