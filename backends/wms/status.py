"""What ``glite-wms-job-status`` says of jobs and of their nodes: both generations of the tool, read by labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from parisana.errors import NoAnswer
from parisana.plugins.runner import Outcome

from .answers import JOB, trouble

BLOCK = re.compile(r"^( *)Status info for the Job *: *(\S+) *$", re.MULTILINE)
#: One generation writes ``Done (Success)``, the next ``Done(Success)``; ``Cleared`` may have a blank after it.
STATE = re.compile(r"^ *Current Status:\s+([A-Z][a-z]+)[ \t]*(?:\((.*?)\))?", re.MULTILINE)
EXIT_CODE = re.compile(r"^ *Exit code: +(-?\d+)\s*$", re.MULTILINE | re.IGNORECASE)
REASON = re.compile(r"^ *Status Reason: +(.+?)\s*$", re.MULTILINE)
LOGGED = re.compile(r"^ *Logged Reason\(s\):\s*\n((?: *- .*\n?)+)", re.MULTILINE)
ELEMENT = re.compile(r"^ *Destination: +(\S+)", re.MULTILINE)
PARENT = re.compile(r"^ *Parent Job: +(\S+)", re.MULTILINE)
SUBMITTED = re.compile(r"^ *Submitted: +(\w+ +\w+ +\d+ [\d:]+ \d{4})", re.MULTILINE)
#: Row 7 is the node of this name, of collections and parametric jobs alike.
NODE = re.compile(r"Node Name: +Node_(\d+)\s*$|NodeName *= *\"Node_(\d+)\"", re.MULTILINE | re.IGNORECASE)
TAG = re.compile(r"PARISANA_TAG=([A-Za-z0-9._-]+)")
ROWS = re.compile(r"PARISANA_ROWS=(\d+)")
UNKNOWN = re.compile(r"Unable to retrieve the status for: *(\S+)(.*?)(?=Unable to retrieve the status|\Z)", re.DOTALL)
#: With these words the bookkeeping server says that there is no such job.
NO_SUCH_JOB = "no matching jobs found"
#: Begins what one server has to complain of.
COMPLAINT = "API_NATIVE_ERROR"
#: So the tool says that there are no jobs at all.
NO_JOBS = "UI_NO_JOB_FOUND"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a job or of one node; an empty state: there is no such job."""

    state: str = ""
    qualifier: str = ""
    exit_code: int | None = None
    reason: str = ""
    element: str = ""
    submitted: float | None = None
    parent: str = ""
    tag: str = ""
    rows: int = 1
    nodes: tuple[tuple[int, str, Known], ...] = ()
    """Row, id and state of each node; those without a name are left out."""
    nameless: bool = False
    """Whether some of its nodes came without their names."""


def parse_status(outcome: Outcome) -> dict[str, Known]:
    """Return what is known of jobs; those of which nothing was said are left out, and it may not be nothing at all."""
    found = _blocks(outcome.stdout)
    for job, words in UNKNOWN.findall(outcome.stderr + outcome.stdout):
        if NO_SUCH_JOB in words:
            found.setdefault(job, Known())
    if not found:
        raise trouble(outcome, refused=False)
    return found


def parse_list(outcome: Outcome) -> dict[str, Known]:
    """Return all jobs of this user; a server of several that was silent may have more, whatever the exit code.

    Where there are none, the tool says so once for each server, and then that it could open no connection.
    """
    said = outcome.stderr + outcome.stdout
    _, *complaints = said.split(COMPLAINT)
    if any(NO_SUCH_JOB not in words for words in complaints):
        raise trouble(outcome, refused=False)
    found = _blocks(outcome.stdout)
    if not found and not complaints and NO_JOBS not in said:
        raise trouble(outcome, refused=False)
    return {job: known for job, known in found.items() if not known.parent}


def _blocks(text: str) -> dict[str, Known]:
    """Return the jobs with their nodes, which are written further to the right."""
    _, *parts = BLOCK.split(text)
    found: dict[str, Known] = {}
    nodes: list[tuple[str, str]] = []
    for indent, job, block in reversed(list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))):
        if not JOB.fullmatch(job):
            raise NoAnswer("The WMS tells the state of something that is no job.")
        if indent:
            nodes.append((job, block))
        else:
            found[job] = _known(block, list(reversed(nodes)))
            nodes = []
    return found


def _known(block: str, nodes: Sequence[tuple[str, str]] = ()) -> Known:
    state = STATE.search(block)
    if state is None:
        raise NoAnswer("The WMS says nothing of a job: its answer is cut.")
    named = [(_row(text), job, _known(text)) for job, text in nodes]
    whole = "".join([block, *(text for _, text in nodes)])
    code, rows = EXIT_CODE.search(block), ROWS.search(whole)
    return Known(
        state[1],
        (state[2] or "").strip(),
        int(code[1]) if code else None,
        _reason(block),
        _one(ELEMENT, block),
        _time(_one(SUBMITTED, block)),
        _one(PARENT, block),
        _one(TAG, whole),
        int(rows[1]) if rows else 1,
        tuple((row, job, known) for row, job, known in named if row is not None),
        any(row is None for row, _, _ in named),
    )


def _row(block: str) -> int | None:
    found = NODE.search(block)
    return int(found[1] or found[2]) if found else None


def _reason(block: str) -> str:
    """Return why a job is so; what was logged on the way often says more than the last word."""
    logged = LOGGED.search(block)
    reasons = [line.strip().removeprefix("- ") for line in logged[1].splitlines()] if logged else []
    return "; ".join(dict.fromkeys(filter(None, [_one(REASON, block), *reasons])))


def _time(text: str) -> float | None:
    """Return a time, which the tool writes in the zone that it was called with: UTC."""
    try:
        return datetime.strptime(" ".join(text.split()), "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def _one(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""
