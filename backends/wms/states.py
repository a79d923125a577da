"""The states of a job of the WMS, and what its end means."""

from __future__ import annotations

from parisana.core.jobs.states import Failure
from parisana.plugins.backend import Ending, NativeState

from .status import Known

LIVING = {
    "Submitted": NativeState.QUEUED,
    "Waiting": NativeState.QUEUED,
    "Ready": NativeState.QUEUED,
    "Scheduled": NativeState.QUEUED,
    "Running": NativeState.RUNNING,
}
#: Nothing more will happen; a job that is done, and failed, may still be tried again by the WMS.
OVER = frozenset({"Done", "Aborted", "Cancelled", "Cleared"})
FAILED, STOPPED = "Failed", "Cancelled"
FORGOTTEN = frozenset({"", "Purged"})

#: Words in the reason of an end -> its class; the first that fits counts.
REASONS = (
    ("proxy expired", Failure.CREDENTIAL),
    ("Proxy is expired", Failure.CREDENTIAL),
    ("delegation has expired", Failure.CREDENTIAL),
    ("SIGXCPU", Failure.TIME),
    ("got SIGTERM", Failure.TIME),
    ("Cannot move ISB", Failure.STAGE_IN),
    ("Cannot upload", Failure.STAGE_OUT),
    ("no compatible resources", Failure.SITE),
    ("request expired", Failure.SITE),
    ("Lease expired", Failure.SITE),
    ("Transfer to CREAM failed", Failure.SITE),
    ("retry count", Failure.NODE),
)
TAKEN_AWAY = "What the job said was fetched by somebody else, or was kept too long."


def failed_for_now(known: Known) -> bool:
    """Whether a job failed in a way that the WMS may mend by itself."""
    return known.state == "Done" and known.qualifier == FAILED


def has_output(known: Known) -> bool:
    """Whether there is something to be fetched."""
    return known.state == "Done" and known.qualifier != STOPPED


def says_why(known: Known) -> bool:
    """Whether only the log of the WMS tells what happened."""
    return known.state == "Aborted" or failed_for_now(known)


def ending_of(attempt: str, known: Known, tag: str = "") -> Ending:
    """Return what the WMS says of a job that is over; that it is done only means that its script came to its end."""
    if known.state == "Done" and known.qualifier not in (FAILED, STOPPED):
        return Ending(attempt, known.exit_code, tag=tag)
    if known.state == "Cancelled" or known.qualifier == STOPPED:
        default = Failure.CANCELLED
    elif known.state == "Cleared":
        return Ending(attempt, None, Failure.LOST, TAKEN_AWAY, tag=tag)
    else:
        default = Failure.NODE if known.state == "Done" else Failure.SITE
    failure = next((found for mark, found in REASONS if mark in known.reason), default)
    return Ending(attempt, known.exit_code, failure, known.reason or f"{known.state}.", tag=tag)
