"""Running a command: the one place that starts processes, here or on a submit host.

Argument lists, time limits, no shell. Over SSH the same class of object carries the command; a backend
never knows the difference. What a driver needs of the files of that machine is in ``files``
(:mod:`parisana.plugins.files`).
"""

from __future__ import annotations

import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parisana.errors import Bug, NoAnswer, SiteError

from .files import Files


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished command left behind."""

    code: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True)
class Raw:
    """The same, byte for byte."""

    code: int
    stdout: bytes
    stderr: bytes


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

    @property
    def files(self) -> Files:
        """Return the files of the machine on which the commands run."""
        raise Bug(f"{type(self).__name__} runs commands, and knows no files.")


class ByteRunner(Runner):
    """Runs commands whose input and output may be any bytes."""

    @abstractmethod
    def exchange(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Raw:
        """Run to the end, as ``run`` does."""

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: str = "",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run to the end; what is no UTF-8 in the answer becomes ``�``."""
        given = stdin.encode("utf-8", "surrogateescape")
        done = self.exchange(argv, stdin=given, timeout=timeout, environment=environment)
        return Outcome(done.code, text_of(done.stdout), text_of(done.stderr))


class LocalRunner(ByteRunner):
    """Runs commands on this machine."""

    @property
    def files(self) -> Files:
        """Return the files of this machine."""
        from .local_files import LocalFiles

        return LocalFiles()

    def exchange(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Raw:
        """Run to the end, in this process's environment unless another is given."""
        try:
            done = subprocess.run(
                list(argv),
                input=stdin,
                capture_output=True,
                timeout=timeout,
                env=None if environment is None else dict(environment),
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise NoAnswer(f"{argv[0]} gave no answer within {timeout:g} s.") from error
        except FileNotFoundError as error:
            raise no_program(argv[0]) from error
        return Raw(done.returncode, done.stdout, done.stderr)


def no_program(name: str) -> SiteError:
    """Say that a command is not here."""
    return SiteError(f"There is no program {name} here.", hint="Is its software set up on this machine?")


def text_of(data: bytes) -> str:
    """Read what a command printed; what is no UTF-8 becomes ``�``."""
    return data.decode("utf-8", "replace").replace("\r\n", "\n")
