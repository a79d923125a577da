"""Why jobs usually fail, and what helps: one row a class of failure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .states import Failure


class Help(StrEnum):
    """What one can do about jobs that failed alike."""

    AGAIN = "again"
    """Try them again as they are."""
    MEMORY = "memory"
    """Try them again with more memory."""
    TIME = "time"
    """Try them again with more time."""
    AVOID = "avoid"
    """Keep them from a node."""
    PROFILE = "profile"
    """Change what the profile, or the site, says."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What is usually behind failures of a class."""

    usual: str
    helps: tuple[Help, ...]
    """The most helpful first."""
    place: str = ""
    """Where in the window the cause can be mended; ``{stage}`` is the stage that failed, ``{reads}`` and ``{writes}``
    are the areas of what it reads and makes."""


BATCH, STAGE, READS, WRITES = "page.batch", "stages.{stage}", "areas.{reads}.path", "areas.{writes}.path"
H, F = Help, Failure
CAUSES: dict[Failure, Cause] = {
    F.SOFTWARE: Cause(
        "The program stopped with an error of its own: a parameter that does not fit the data, or a fault in it.",
        (H.PROFILE, H.AGAIN, H.AVOID), STAGE,
    ),
    F.MEMORY: Cause(
        "The program needed more memory than was asked for; runs with more events need more.",
        (H.MEMORY, H.PROFILE), "batch.memory",
    ),
    F.TIME: Cause(
        "The program needed longer than was asked for: much data in one slice, a slow node, or storage that hangs.",
        (H.TIME, H.PROFILE, H.AVOID), "batch.duration",
    ),
    F.INPUTS: Cause(
        "An input file is missing or not whole, or a run of the list does not belong there.",
        (H.PROFILE, H.AGAIN), STAGE,
    ),
    F.STAGE_IN: Cause(
        "The storage did not hand out the inputs: it was busy, away, or the files are only on tape.",
        (H.AGAIN, H.PROFILE, H.AVOID), READS,
    ),
    F.STAGE_OUT: Cause(
        "The results could not be brought to their area: it is full, away, or may not be written to.",
        (H.AGAIN, H.PROFILE, H.AVOID), WRITES,
    ),
    F.OUTPUT: Cause(
        "The program said that it was done, and what it left behind is not whole.", (H.AGAIN, H.PROFILE), STAGE,
    ),
    F.NODE: Cause(
        "The machine was in trouble: its disk full, its memory faulty, or it went down.", (H.AGAIN, H.AVOID),
    ),
    F.SITE: Cause(
        "The batch system was in trouble, or a node gave jobs back that it was not fit for: disk, memory, software.",
        (H.AGAIN, H.AVOID),
    ),
    F.REFUSED: Cause(
        "The batch system takes no such job: more is asked for than a queue gives, or a name is not known there.",
        (H.PROFILE, H.MEMORY, H.TIME, H.AGAIN), BATCH,
    ),
    F.CREDENTIAL: Cause("The proxy, ticket or key had run out, or was not accepted.", (H.AGAIN,), BATCH),
    F.LOST: Cause(
        "The batch system forgot the jobs, and they left no report: a node that went down.", (H.AGAIN, H.AVOID),
    ),
    F.CANCELLED: Cause("Somebody cancelled them, in the batch system or here.", (H.AGAIN,)),
}  # fmt: skip
del H, F
