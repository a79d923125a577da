"""The submit file of HTCondor, read by its rules, and checked before anything is sent. Standard library only."""

from __future__ import annotations

import os
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from tests.standins.grid import classad

FILES = ("executable", "initialdir", "transfer_input_files", "transfer_output_files")
EXPRESSIONS = (
    *("leave_in_queue", "periodic_hold", "periodic_hold_reason", "periodic_hold_subcode", "periodic_remove"),
    *("request_memory", "request_cpus", "request_disk", "on_exit_remove"),
)
CHOICES = {
    "universe": {"vanilla"},
    "should_transfer_files": {"yes", "no", "if_needed"},
    "when_to_transfer_output": {"on_exit", "on_exit_or_evict", "on_success"},
    "notification": {"never", "always", "complete", "error"},
    "use_x509userproxy": {"true", "false"},
}
KNOWN = {*FILES, *EXPRESSIONS, *CHOICES, "arguments", "environment", "batch_name", "output", "error"}
#: Names that HTCondor itself gives a meaning while it queues.
TAKEN = {"row", "step", "item", "itemindex", "cluster", "clusterid", "process", "procid", "node"}
MACRO = re.compile(r"\$\(([A-Za-z_]\w*)\)")


@dataclass
class Described:
    """What a submit file says: the lines of each job, with the attributes of its own."""

    jobs: list[dict[str, str]] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


def read(text: str) -> Described:
    """Read and check a submit file."""
    lines, found, own, items = text.splitlines(), dict[str, str](), dict[str, str](), list[dict[str, str]]()
    for number, line in enumerate(lines, 1):
        if queued := re.fullmatch(r"queue(?:\s+(\w+)\s+from\s+\(\s*|\s+(\d+))?\s*", line, re.IGNORECASE):
            items = _items(queued[1], lines[number:]) if queued[1] else [{}] * int(queued[2] or 1)
            break
        name, sign, value = (part.strip() for part in line.partition("="))
        if name.startswith("#") or not line.strip():
            continue
        if not sign or not (name.startswith("+") or name.lower() in KNOWN):
            raise classad.Wrong(f"Parse error on Line {number} of submit file: {line}")
        (own if name.startswith("+") else found)[name.removeprefix("+") if name[0] == "+" else name.lower()] = value
    if not items:
        raise classad.Wrong("No 'queue' command found: nothing of submit file is queued")
    known = [{**item, "process": str(proc)} for proc, item in enumerate(items)]
    jobs = [{name: _filled(value, each) for name, value in found.items()} for each in known]
    made = Described(jobs, {name: str(classad.evaluate(value, {})) for name, value in own.items()})
    for job in jobs:
        _check(job)
    return made


def _items(name: str, lines: list[str]) -> list[dict[str, str]]:
    if name.lower() in TAKEN:
        raise classad.Wrong(f"Invalid queue variable {name}: HTCondor has its own")
    end = next((at for at, line in enumerate(lines) if line.strip() == ")"), None)
    if end is None:
        raise classad.Wrong("Reached end of file without finding closing brace ')' for Queue command of submit file")
    return [{name.lower(): line.strip()} for line in lines[:end] if line.strip()]


def _filled(value: str, known: dict[str, str]) -> str:
    return MACRO.sub(lambda found: known.get(found[1].lower(), ""), value)


def _check(job: dict[str, str]) -> None:
    for name, choices in CHOICES.items():
        if job.get(name, next(iter(choices))).lower() not in choices:
            raise classad.Wrong(f"Invalid value '{job[name]}' for {name} of submit file")
    for name in EXPRESSIONS:
        if name in job:
            classad.evaluate(job[name], {})
    if not os.access(job.get("executable", ""), os.R_OK):
        raise classad.Wrong(f"Executable file {job.get('executable')} does not exist")
    if not Path(job.get("initialdir", ".")).is_dir():
        raise classad.Wrong(f"No such directory: {job['initialdir']}")
    for path in filter(None, job.get("transfer_input_files", "").split(",")):
        if not Path(path.strip()).is_file():
            raise classad.Wrong(f'Can\'t open "{path.strip()}" with flags 00 (No such file or directory)')
    if job.get("use_x509userproxy", "false").lower() == "true" and not _proxy().is_file():
        raise classad.Wrong("Can't determine proxy filename")
    variables(job)


def variables(job: dict[str, str]) -> dict[str, str]:
    """Return the environment: words between double quotes."""
    text = job.get("environment", '""')
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise classad.Wrong("Invalid environment of submit file: it stands between double quotes")
    return dict(word.split("=", 1) for word in shlex.split(text[1:-1]))


def _proxy() -> Path:
    return Path(os.environ.get("X509_USER_PROXY", f"/tmp/x509up_u{os.geteuid()}"))
