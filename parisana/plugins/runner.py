"""Running a command: the one place that starts processes, here or on a submit host.

Argument lists, time limits, no shell. Over SSH the same class of object carries the command; a backend
never knows the difference.
"""

from __future__ import annotations

import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parisana.errors import NoAnswer, SiteError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished command left behind."""

    code: int
    stdout: str
    stderr: str


class Runner(ABC):
    """Runs argument lists somewhere."""

    @abstractmethod
    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: str = "",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run to the end; raise ``NoAnswer`` past the limit, ``SiteError`` when there is no such program."""


class LocalRunner(Runner):
    """Runs commands on this machine."""

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: str = "",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run to the end, in this process's environment unless another is given."""
        try:
            done = subprocess.run(
                list(argv),
                input=stdin,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=timeout,
                env=None if environment is None else dict(environment),
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise NoAnswer(f"{argv[0]} gave no answer within {timeout:g} s.") from error
        except FileNotFoundError as error:
            hint = "Is its software set up on this machine?"
            raise SiteError(f"There is no program {argv[0]} here.", hint=hint) from error
        return Outcome(done.returncode, done.stdout, done.stderr)
