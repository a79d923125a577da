"""The life of a job and of a production: the words, and the one table of allowed steps."""

from __future__ import annotations

from enum import StrEnum


class JobState(StrEnum):
    """Where a job is. ``unknown`` is not a state: a job keeps its last one."""

    WAITING = "waiting"
    """Its inputs are not there yet."""
    STAGING = "staging"
    """Its inputs are being brought from tape."""
    READY = "ready"
    """It can be sent."""
    SUBMITTING = "submitting"
    """Its submission is recorded; the call may be under way."""
    QUEUED = "queued"
    """The batch system holds it."""
    RUNNING = "running"
    """The batch system runs it."""
    HELD = "held"
    """The batch system holds it back, with a reason."""
    CHECKING = "checking"
    """It has left the batch system; its report is being read."""
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether nothing more happens by itself."""
        return self in FINAL


class ProductionState(StrEnum):
    """Where a production is."""

    NEW = "new"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"
    CLOSED = "closed"


class SubmissionState(StrEnum):
    """What is known of one call to a batch system."""

    INTENT = "intent"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Failure(StrEnum):
    """Why a job failed; each class has a retry policy of its own."""

    SOFTWARE = "software"
    MEMORY = "memory"
    TIME = "time"
    INPUTS = "inputs"
    STAGE_IN = "stage-in"
    STAGE_OUT = "stage-out"
    OUTPUT = "output"
    NODE = "node"
    SITE = "site"
    REFUSED = "refused"
    CREDENTIAL = "credential"
    LOST = "lost"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What a site or a storage says. Silence is ``UNKNOWN``, never ``NO``."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


J = JobState
#: Those that a person wants to see first come first.
BY_ATTENTION = (
    J.FAILED,
    J.RUNNING,
    J.QUEUED,
    J.SUBMITTING,
    J.HELD,
    J.CHECKING,
    J.STAGING,
    J.READY,
    J.WAITING,
    J.CANCELLED,
    J.DONE,
)
FINAL = frozenset({J.DONE, J.FAILED, J.CANCELLED})
ALIVE = frozenset({J.QUEUED, J.RUNNING, J.HELD})
#: Something of the job may be with the batch system.
WITH_SITE = ALIVE | {J.SUBMITTING, J.CHECKING}
#: A production in one of these is at its end, and goes on when there is something to do again.
ENDED = frozenset({ProductionState.DONE, ProductionState.FAILED})

#: The one table of steps. DONE is left only when its outputs turned out to be missing (to READY or
#: WAITING, by ``check``); FAILED and CANCELLED only by a retry, or by a result found after all.
STEPS: dict[JobState, frozenset[JobState]] = {
    J.WAITING: frozenset({J.STAGING, J.READY, J.DONE, J.CANCELLED}),
    J.STAGING: frozenset({J.READY, J.WAITING, J.DONE, J.FAILED, J.CANCELLED}),
    J.READY: frozenset({J.SUBMITTING, J.STAGING, J.WAITING, J.DONE, J.CANCELLED}),
    J.SUBMITTING: frozenset({J.READY, J.QUEUED, J.RUNNING, J.CHECKING, J.DONE, J.FAILED, J.CANCELLED}),
    J.QUEUED: frozenset({J.RUNNING, J.HELD, J.CHECKING, J.DONE, J.FAILED, J.CANCELLED}),
    J.RUNNING: frozenset({J.QUEUED, J.HELD, J.CHECKING, J.DONE, J.FAILED, J.CANCELLED}),
    J.HELD: frozenset({J.QUEUED, J.RUNNING, J.CHECKING, J.DONE, J.FAILED, J.CANCELLED}),
    J.CHECKING: frozenset({J.QUEUED, J.RUNNING, J.DONE, J.FAILED, J.CANCELLED}),
    J.DONE: frozenset({J.WAITING, J.READY}),
    J.FAILED: frozenset({J.WAITING, J.READY, J.DONE, J.CANCELLED}),
    J.CANCELLED: frozenset({J.WAITING, J.READY, J.DONE}),
}
del J


def may_step(old: JobState, new: JobState) -> bool:
    """Whether a job may go from ``old`` to ``new``."""
    return new in STEPS[old]
