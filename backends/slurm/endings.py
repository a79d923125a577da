"""From what Slurm says of an ended task to a class of failure and a sentence."""

from __future__ import annotations

import signal
from dataclasses import dataclass

from parisana.core.jobs.states import Failure
from parisana.plugins.backend import Ending

from .words import ENDED


@dataclass(frozen=True, slots=True)
class Used:
    """What a task used, as far as it is known."""

    cpu_s: float | None = None
    wall_s: float | None = None
    memory_mb: float | None = None
    asked_mb: float = 0.0

    @property
    def too_much(self) -> bool:
        """Whether it took more memory than it had asked for."""
        return self.memory_mb is not None and 0 < self.asked_mb < self.memory_mb


NOTHING = Used()


def ending(task: str, state: str, exit_code: str, used: Used = NOTHING, tag: str = "") -> Ending:
    """Return how a task ended; ``state`` may be followed by who cancelled it, the code is ``CODE:SIGNAL``."""
    word, _, more = state.partition(" ")
    code, sent = _numbers(exit_code)
    failure, reason = ENDED[word]
    if word == "CANCELLED" and more:
        reason = f"The job was cancelled {more}."
    if word == "FAILED":
        failure, reason = _failed(code, sent, used)
    if failure is Failure.MEMORY and used.asked_mb:
        reason = f"The job took more memory than the {used.asked_mb:.0f} MB that it had asked for."
    return Ending(task, 128 + sent if sent else code, failure, reason, used.cpu_s, used.wall_s, used.memory_mb, tag)


def was_killed(exit_code: str) -> bool:
    """Whether a task was killed, which does not say why."""
    return _numbers(exit_code)[1] == signal.SIGKILL


def is_unexplained(end: Ending) -> bool:
    """Whether all that is known is that the task was killed."""
    return end.failure is Failure.NODE and end.exit_code == 128 + signal.SIGKILL


def _numbers(text: str) -> tuple[int | None, int]:
    code, _, sent = text.partition(":")
    return (int(code) if code.isdigit() else None), (int(sent) if sent.isdigit() else 0)


def _failed(code: int | None, sent: int, used: Used) -> tuple[Failure | None, str]:
    """Tell a kill from an end; clusters without control groups kill for memory without saying so."""
    if sent == signal.SIGKILL and used.too_much:
        return Failure.MEMORY, ""
    if sent:
        return Failure.NODE, f"The job was killed with signal {sent}."
    return None, f"The job ended with exit code {code}."
