"""How numbers, times and states are written on the pages."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any

from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.core.runs.observation import QUALITIES
from parisana.core.texts import words

MISSING = "–"

#: State -> the dot that goes with its word.
DOTS: dict[str, str] = {
    JobState.WAITING: "waiting", JobState.STAGING: "waiting", JobState.READY: "waiting", JobState.SUBMITTING: "waiting",
    JobState.QUEUED: "waiting", JobState.RUNNING: "running", JobState.HELD: "warn", JobState.CHECKING: "running",
    JobState.DONE: "ok", JobState.FAILED: "bad", JobState.CANCELLED: "ring", ProductionState.NEW: "ring",
    ProductionState.PAUSED: "warn", ProductionState.STOPPED: "warn", ProductionState.CLOSED: "ok",
    "surplus": "warn", "refused": "warn", "there": "ok", "missing": "bad", "accepted": "ok", "intent": "waiting",
    "sent": "running", "unknown": "warn",
}  # fmt: skip

#: The colour classes of plots, in the order in which series take them; red is left to failures.
SERIES = ("accent", "ok", "warn", "violet", "brown", "waiting", "idle")


def number(value: float | None, digits: int = 0) -> str:
    """Write a number with separators; what is not known is a dash."""
    return MISSING if value is None or not math.isfinite(value) else f"{value:,.{digits}f}"


def share(value: float | None) -> str:
    """Write a share as a percentage."""
    return MISSING if value is None else f"{100 * value:.1f} %"


def moment(seconds: float | None) -> str:
    """Write a time (UTC); one that no calendar has is a dash."""
    try:
        return MISSING if seconds is None else f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S}"
    except (ValueError, OverflowError, OSError):
        return MISSING


def machine_moment(seconds: float | None) -> str:
    """Write a time for the attribute ``datetime``."""
    text = moment(seconds)
    return "" if text == MISSING else f"{text.replace(' ', 'T')}Z"


def duration(seconds: float | None) -> str:
    """Write a time span."""
    return MISSING if seconds is None else words.duration(seconds)


def size(count: float | None) -> str:
    """Write a number of bytes."""
    return MISSING if count is None else words.size(count)


def dot(state: str) -> str:
    """Return the dot of a state."""
    return DOTS.get(state, "ring")


def failure_words(failure: Failure | str) -> str:
    """Return a class of failure as a title."""
    return str(failure).replace("-", " ").capitalize()


def quality(level: int | None) -> str:
    """Return the level of a run's quality as a word."""
    return MISSING if level is None else QUALITIES.get(level, str(level))


FILTERS: dict[str, Any] = {
    "quality": quality,
    "number": number,
    "share": share,
    "moment": moment,
    "machine_moment": machine_moment,
    "duration": duration,
    "size": size,
    "dot": dot,
    "failure": failure_words,
}
