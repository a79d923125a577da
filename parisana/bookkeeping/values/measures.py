"""Jobs counted by what they did and used, as it goes into the bookkeeping and comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from parisana.core.jobs.states import JobState

from .states import AttemptState


class Measure(StrEnum):
    """What is measured of an attempt."""

    MEMORY = "memory"
    TIME = "time"


#: Under this word every attempt is counted, whatever was measured of it.
ENDED = "ended"


class Ended(NamedTuple):
    """An attempt that ended, with what it used as far as that is known."""

    submission_id: int
    outcome: AttemptState
    used: Mapping[Measure, float | None]


@dataclass(frozen=True, slots=True)
class StepBin:
    """How many jobs of a stage made a step in a stretch of time; those are counted from 0, earlier ones are -1."""

    stage: str
    bin: int
    old: JobState
    new: JobState
    jobs: int


@dataclass(frozen=True, slots=True)
class SpreadBin:
    """How many attempts of a stage at a site ended so and used so much (``core/measures/bins.py``), sum and largest."""

    stage: str
    title: str
    site: str
    outcome: AttemptState
    measure: str
    bin: int
    attempts: int
    sum: float
    most: float
