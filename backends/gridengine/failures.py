"""What the accounting's ``failed`` codes and signals mean for us: a vocabulary, and how it is read."""

from __future__ import annotations

import signal
from dataclasses import dataclass

from parisana.core.jobs.states import Failure

#: A job that ended without a failure; one that itself ended with the code 100.
ENDED = frozenset({0, 30})
#: The scheduler moved it elsewhere: it has not ended.
MOVED = frozenset({24, 25})
#: It was ended for taking too much.
LIMIT = 37
#: It ran, and was ended by a signal.
SIGNALLED = frozenset({17, 100})

#: What the machine did not manage, by code.
NODE: dict[int, str] = {
    1: "could not be started on the machine",
    3: "could not be set up on the machine",
    4: "could not be watched on the machine",
    7: "failed before the site's preparation",
    8: "failed in the site's preparation",
    9: "failed before the parallel environment was started",
    10: "failed while the parallel environment was started",
    11: "could not be started",
    12: "ran, and the parallel environment could not be ended",
    13: "ran, and the parallel environment could not be ended",
    14: "ran, and failed before the site's clearing up",
    15: "ran, and failed in the site's clearing up",
    18: "was lost by the process that watched it",
    19: "was lost, probably with its machine",
    20: "met trouble on the machine",
    21: "was not known on its machine",
    26: "could not open its log",
    27: "found no shell on the machine",
    28: "could not change into its folder",
    29: "got no AFS access",
    36: "met a machine that is not set up",
    38: "could not be given a group of its own",
}

#: Who sends these, and why. All others come from the program itself.
SIGNALS: dict[int, tuple[Failure, str]] = {
    signal.SIGXCPU: (Failure.TIME, "took more processor time than it asked for"),
    signal.SIGUSR1: (Failure.TIME, "came close to the end of its time"),
    signal.SIGXFSZ: (Failure.OUTPUT, "wrote a larger file than it asked for"),
    signal.SIGKILL: (Failure.SITE, "was killed by the site, or by somebody's qdel"),
    signal.SIGTERM: (Failure.SITE, "was ended by the site"),
    signal.SIGUSR2: (Failure.SITE, "was ended by the site, or by somebody's qdel"),
}


@dataclass(frozen=True, slots=True)
class Usage:
    """What a job used, and what it had asked for."""

    wall_s: float | None = None
    time_s: float | None = None
    memory_mb: float | None = None
    asked_mb: float | None = None


def judge(failed: int, exit_code: int, words: str, usage: Usage) -> tuple[Failure | None, str]:
    """Return the failure class and a sentence; none when the job ended by itself."""
    if failed in ENDED:
        return None, ""
    if failed == LIMIT:
        return _limit(usage)
    if failed in SIGNALLED:
        number = exit_code - 128 if exit_code > 128 else exit_code
        failure, what = SIGNALS.get(number, (Failure.SOFTWARE, f"was ended by the signal {number}"))
        return failure, f"The job {what}; Grid Engine says: {words}."
    return Failure.NODE, f"The job {NODE.get(failed, 'failed on the machine')}; Grid Engine says: {words}."


def _limit(usage: Usage) -> tuple[Failure, str]:
    """Tell which limit it was from what was used; time is what is kept track of everywhere."""
    in_time = usage.wall_s is not None and usage.time_s is not None and usage.wall_s < usage.time_s
    if in_time and usage.memory_mb is not None and usage.asked_mb is not None:
        return Failure.MEMORY, f"The job took more memory than the {usage.asked_mb:.0f} MB that it asked for."
    asked = "" if usage.time_s is None else f" than the {usage.time_s:.0f} s that it asked for"
    return Failure.TIME, f"The job took longer{asked}."
