"""What Slurm's words mean to us: states of living jobs, endings, and reasons for which a job waits."""

from __future__ import annotations

from parisana.core.jobs.states import Failure
from parisana.plugins.backend import NativeState

QUEUED, RUNNING, HELD = NativeState.QUEUED, NativeState.RUNNING, NativeState.HELD

#: State of a job that Slurm holds -> ours.
LIVING: dict[str, NativeState] = {
    "PENDING": QUEUED,
    "REQUEUED": QUEUED,
    "REQUEUE_FED": QUEUED,
    "CONFIGURING": RUNNING,
    "RUNNING": RUNNING,
    "RESIZING": RUNNING,
    "SIGNALING": RUNNING,
    "STAGE_OUT": RUNNING,
    "COMPLETING": RUNNING,
    "SUSPENDED": HELD,
    "STOPPED": HELD,
    "REQUEUE_HOLD": HELD,
    "SPECIAL_EXIT": HELD,
    "RESV_DEL_HOLD": HELD,
}

#: State of a job that has ended -> class of the failure, and a sentence. FAILED is left to its exit code.
ENDED: dict[str, tuple[Failure | None, str]] = {
    "COMPLETED": (None, ""),
    "FAILED": (None, ""),
    "TIMEOUT": (Failure.TIME, "Slurm ended the job at its time limit."),
    "DEADLINE": (Failure.TIME, "Slurm ended the job at its deadline."),
    "OUT_OF_MEMORY": (Failure.MEMORY, "The job took more memory than it had asked for."),
    "CANCELLED": (Failure.CANCELLED, "The job was cancelled."),
    "NODE_FAIL": (Failure.NODE, "The node on which the job ran was lost."),
    "BOOT_FAIL": (Failure.NODE, "The node on which the job was to run did not start."),
    "LAUNCH_FAILED": (Failure.NODE, "Slurm could not start the job on its node."),
    "PREEMPTED": (Failure.SITE, "The site ended the job in favour of another."),
    "REVOKED": (Failure.SITE, "Another cluster of the federation took the job."),
}

#: Reasons of a waiting job that will not start by itself.
HOLDING = frozenset(
    {
        "BadConstraints",
        "DependencyNeverSatisfied",
        "InvalidAccount",
        "InvalidQOS",
        "JobHeldAdmin",
        "JobHeldUser",
        "JobHoldMaxRequeue",
        "PartitionTimeLimit",
        "launch failed requeued held",
        "launch_failed_requeued_held",
    }
)
#: Reasons that say nothing.
NO_REASON = frozenset({"", "None", "(null)"})


def native_state(word: str, reason: str) -> NativeState | None:
    """Return the state of a job that Slurm lists; ``None`` when it has ended; what nobody knows is held."""
    if word in ENDED:
        return None
    state = LIVING.get(word, HELD)
    return HELD if state is QUEUED and reason in HOLDING else state


def why(word: str, reason: str) -> str:
    """Return the reason to be shown, with a state word that the three states do not tell."""
    said = "" if reason in NO_REASON else reason
    plain = word in ("PENDING", "RUNNING")
    return said if plain else f"{word}: {said}" if said else word
