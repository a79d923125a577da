"""A command that takes its time: somebody looks on, and it ends with all its children when that one has enough."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import IO

from .runner import Outcome, no_program, text_of

#: How often (s) somebody looks on.
LOOK = 0.05
#: Looks on, given the number of the process; ends it by raising.
Look = Callable[[int], None]


def run_long(argv: Sequence[str], look: Look, stdin: str = "", environment: Mapping[str, str] | None = None) -> Outcome:
    """Run a command on this machine to its end; whatever ``look`` raises kills it."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin.encode("utf-8", "surrogateescape"))
        given.seek(0)
        process = _started(argv, (given, out, err), environment)
        try:
            _wait(process, look)
        finally:
            _end(process)
        said = []
        for each in (out, err):
            each.seek(0)
            said.append(text_of(each.read()))
        return Outcome(process.returncode, *said)


def _started(
    argv: Sequence[str], streams: tuple[IO[bytes], IO[bytes], IO[bytes]], environment: Mapping[str, str] | None
) -> subprocess.Popen[bytes]:
    stdin, stdout, stderr = streams
    try:
        return subprocess.Popen(
            list(argv), stdin=stdin, stdout=stdout, stderr=stderr, env=environment, start_new_session=True
        )
    except FileNotFoundError as error:
        raise no_program(argv[0]) from error


def _wait(process: subprocess.Popen[bytes], look: Look) -> None:
    while True:
        look(process.pid)
        with suppress(subprocess.TimeoutExpired):
            process.wait(LOOK)
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
