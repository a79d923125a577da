"""The words for how an attempt and a file stand, and who sees what; those of jobs: :mod:`parisana.core.jobs.states`."""

from __future__ import annotations

from enum import StrEnum


class AttemptState(StrEnum):
    """Where one attempt is: the words of a job, and two of its own."""

    SUBMITTING = "submitting"
    QUEUED = "queued"
    RUNNING = "running"
    HELD = "held"
    CHECKING = "checking"
    """It has left the batch system; its report is being read."""
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SURPLUS = "surplus"
    """It made a result, but another one was there first."""
    REFUSED = "refused"
    """The batch system never took it."""


#: An attempt in one of these may still run somewhere.
LIVING = frozenset(
    {
        AttemptState.SUBMITTING,
        AttemptState.QUEUED,
        AttemptState.RUNNING,
        AttemptState.HELD,
        AttemptState.CHECKING,
    }
)


#: The group whose members may change every production.
ADMINISTRATORS = "administrators"


class Visibility(StrEnum):
    """To whom the program shows a production."""

    EVERYONE = "everyone"
    GROUP = "group"
    """The members of its group, and its owner."""
    OWNER = "owner"


class FileState(StrEnum):
    """What is known of a recorded file."""

    THERE = "there"
    MISSING = "missing"
    SURPLUS = "surplus"


class TransferState(StrEnum):
    """Where one transfer is."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: A transfer in one of these is not at its end.
PENDING = frozenset({TransferState.WAITING, TransferState.RUNNING, TransferState.PAUSED})
