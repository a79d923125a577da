"""``parisana log JOB``: the log of a job's newest attempt; JOB is PRODUCTION.NUMBER."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from parisana.cli.common import session
from parisana.cli.output import Show
from parisana.errors import InputError, StorageError


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("job", help="the job, as PRODUCTION.NUMBER")
    parser.add_argument("--follow", action="store_true", help="go on as the log grows, until interrupted")
    parser.add_argument("--lines", type=int, default=200, help="how many of the last lines")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Show the end of the log."""
    production, number = _numbers(arguments.job)
    path = session(show).log(production, number)
    text, end = tail(path, arguments.lines)
    show.line(text.rstrip("\n"))
    show.json({"job": arguments.job, "log": str(path), "text": text})
    while arguments.follow and not show.as_json:
        time.sleep(0.5)
        more, end = _since(path, end)
        if more:
            show.line(more.rstrip("\n"))
    return 0


def _numbers(text: str) -> tuple[int, int]:
    production, _, number = text.partition(".")
    if not (production.isdigit() and number.isdigit()):
        raise InputError(f"{text!r} is no job.", hint="Write PRODUCTION.NUMBER, for example 12.3.")
    return int(production), int(number)


def tail(path: Path, lines: int) -> tuple[str, int]:
    """Return the last lines of a file of any size, and where it ended."""
    try:
        with path.open("rb") as log:
            end = log.seek(0, 2)
            start, block = end, b""
            while start > 0 and block.count(b"\n") <= lines:
                size = min(65536, start)
                start = log.seek(start - size)
                block = log.read(size) + block
    except OSError as error:
        hint = "The batch system may not have started the job yet."
        raise StorageError(f"There is no log at {path} ({error.strerror}).", hint=hint) from error
    kept = b"".join(block.splitlines(keepends=True)[-lines:])
    return kept.decode("utf-8", "replace"), end


def _since(path: Path, start: int) -> tuple[str, int]:
    with path.open("rb") as log:
        log.seek(start)
        data = log.read()
    return data.decode("utf-8", "replace"), start + len(data)
