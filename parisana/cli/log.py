"""``parisana log JOB``: the log of a job's newest attempt; JOB is PRODUCTION.NUMBER."""

from __future__ import annotations

import argparse
import os
import time
from contextlib import closing
from pathlib import Path

from parisana.app.session import Session
from parisana.cli.common import session
from parisana.cli.output import Show
from parisana.errors import InputError, StorageError

#: Lines that are shown before a place that was looked for.
BEFORE = 5


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("job", help="the job, as PRODUCTION.NUMBER")
    parser.add_argument("--follow", action="store_true", help="go on as the log grows, until interrupted")
    parser.add_argument("--lines", type=int, default=200, help="how many of the last lines, or from a place on")
    parser.add_argument("--find", metavar="TEXT", help="from the first line with this text on, with some before it")
    parser.add_argument(
        "--first-error", action="store_true", help="the same from the first line that tells of an error"
    )


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Show the end of the log."""
    production, number = _numbers(arguments.job)
    at_work = session(show)
    if arguments.find or arguments.first_error:
        return _from_place(at_work, show, arguments)
    path = at_work.log(production, number)
    text, end = tail(path, arguments.lines)
    show.line(text.rstrip("\n"))
    show.json({"job": arguments.job, "log": str(path), "text": text})
    while arguments.follow and not show.as_json:
        time.sleep(0.5)
        newest = at_work.log(production, number)
        more, end = _since(newest, end if newest == path else 0)
        path = newest
        if more:
            show.line(more.rstrip("\n"))
    return 0


def _from_place(at_work: Session, show: Show, arguments: argparse.Namespace) -> int:
    """Show the lines about a place, wherever in the log it is, and wherever the log lies."""
    with closing(at_work.open_log(*_numbers(arguments.job))) as log:
        line = log.find(arguments.find, 0) if arguments.find else log.find_kind("error", 0)
        if line is None:
            what = f"The text {arguments.find!r} is not" if arguments.find else "No line that tells of an error is"
            raise InputError(f"{what} in the log of job {arguments.job}.", hint="Without the option, its end is shown.")
        lines = [*log.before(line.start, BEFORE), *log.after(line.start, arguments.lines)]
    text = "\n".join(each.text for each in lines)
    show.line(text)
    show.json({"job": arguments.job, "log": str(log.path), "byte": line.start, "text": text})
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
    """Return what was written after a place; all of it, when the file was made anew."""
    if not path.exists():
        return "", 0
    with path.open("rb") as log:
        log.seek(start if start <= os.fstat(log.fileno()).st_size else 0)
        data = log.read()
        return data.decode("utf-8", "replace"), log.tell()
