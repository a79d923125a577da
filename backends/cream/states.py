"""The states of a CREAM job, and what its end means."""

from __future__ import annotations

from parisana.core.jobs.states import Failure
from parisana.plugins.backend import Ending, NativeState

from .answers import Known

#: The element hands the job to its batch system, and refuses to cancel it.
PENDING = "PENDING"
LIVING = {
    "REGISTERED": NativeState.QUEUED,
    PENDING: NativeState.QUEUED,
    "IDLE": NativeState.QUEUED,
    "RUNNING": NativeState.RUNNING,
    "REALLY-RUNNING": NativeState.RUNNING,
    "HELD": NativeState.HELD,
}
OVER = frozenset({"DONE-OK", "DONE-FAILED", "CANCELLED", "ABORTED"})
#: The element has lost sight of the job; it keeps the state that it had.
LOST_SIGHT = frozenset({"UNKNOWN", "NA"})
#: Only these can be cancelled.
CANCELLABLE = frozenset({"REGISTERED", "IDLE", "HELD", "RUNNING", "REALLY-RUNNING"})

#: Words in the reason of an end -> its class; the first that fits counts.
REASONS = (
    ("related delegation has expired", Failure.CREDENTIAL),
    ("Proxy is expired", Failure.CREDENTIAL),
    ("SIGXCPU", Failure.TIME),
    ("got SIGTERM", Failure.TIME),
    ("Cannot move ISB", Failure.STAGE_IN),
    ("not found or unreadable", Failure.STAGE_IN),
    ("Cannot upload", Failure.STAGE_OUT),
)
#: Where the reason says nothing: what the state alone means.
BY_STATE = {"DONE-FAILED": Failure.NODE, "ABORTED": Failure.SITE, "CANCELLED": Failure.CANCELLED}


def ending_of(job: str, known: Known) -> Ending:
    """Return what an element says of a job that is over; DONE-OK only means that the script came to its end."""
    code = int(known.exit_code) if known.exit_code.lstrip("-").isdigit() else None
    if known.status == "DONE-OK":
        return Ending(job, code, None, known.reason, tag=known.tag)
    failure = next((found for mark, found in REASONS if mark in known.reason), BY_STATE[known.status])
    return Ending(job, code, failure, known.reason or known.status, tag=known.tag)


def exit_code_is_late(known: Known) -> bool:
    """Whether the exit code will be known in a minute or two: until then it is written ``W``."""
    return known.status == "DONE-OK" and known.exit_code == "W"
