"""What an element takes, as settings: jobs that ask for more memory or time, or are of other stages, go elsewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator

from parisana.core.measures.quantity import parse
from parisana.plugins.backend import Submission

TITLE = "Limits of elements"
HELP = (
    "Each as: ce01.site.org memory 2400 MB, time 12 h, stages target merging. "
    "Jobs that ask for more, or are of other stages, go to other elements."
)
#: From these on a name tells of a port, a queue or a path.
HOST = re.compile(r"(?:\w+://)?([^:/]+)")


@dataclass(frozen=True, slots=True)
class ElementLimit:
    """What one element takes; ``None``: as much as anybody asks for."""

    memory_mb: float | None = None
    time_s: float | None = None
    stages: frozenset[str] | None = None

    def takes(self, submission: Submission) -> bool:
        """Whether jobs may be sent there."""
        needs, stage = submission.resources, os.path.basename(submission.script).removesuffix(".sh")
        return (
            (self.memory_mb is None or needs.memory_mb <= self.memory_mb)
            and (self.time_s is None or needs.time_s <= self.time_s)
            and (self.stages is None or stage in self.stages)
        )


def element_limits(words: Sequence[str]) -> dict[str, ElementLimit]:
    """Return the limits of each element that has any."""
    return dict(map(_limit, words))


def fits(words: Sequence[str], submission: Submission) -> Callable[[str], bool]:
    """Return what tells whether an element takes jobs; a host alone stands for all its queues."""
    known: Mapping[str, ElementLimit] = element_limits(words)

    def takes(name: str) -> bool:
        host = HOST.match(name)
        limit = known.get(name) or known.get(host[1] if host else "")
        return limit is None or limit.takes(submission)

    return takes


def _limit(text: str) -> tuple[str, ElementLimit]:
    name, _, rest = text.strip().partition(" ")
    said: dict[str, str] = {}
    for part in filter(None, map(str.strip, rest.split(","))):
        what, _, value = part.partition(" ")
        said[what] = value.strip()
    if not said or not name or not all(said.values()) or said.keys() - {"memory", "time", "stages"}:
        raise ValueError(f"{text!r} is no limit; write: ELEMENT memory 2400 MB, time 12 h, stages target merging")
    memory, time, stages = said.get("memory"), said.get("time"), said.get("stages")
    return name, ElementLimit(
        parse(memory, "MB") if memory else None,
        parse(time, "s") if time else None,
        frozenset(stages.split()) if stages else None,
    )


def readable(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return limits that can be read; others are refused."""
    element_limits(words)
    return words


ElementLimits = Annotated[tuple[str, ...], AfterValidator(readable)]
