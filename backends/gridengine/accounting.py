"""What ``qacct`` knows of jobs that left: one command for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from parisana.errors import NoAnswer
from parisana.plugins.backend import Ending
from parisana.plugins.runner import Outcome

from .answers import no_answer
from .failures import MOVED, Usage, judge

#: ``qacct`` takes one name at a time; those of other users may be alike.
_EACH = 'me=$(id -un) || exit; for job; do qacct -o "$me" -j "$job"; done; :'
_UNKNOWN = re.compile(r"error: job (id|name) .* not found|")
_ROW = re.compile(r"(\w+)\s+(.*?)\s*")
_FIRST = "qname"
_NEEDED = ("jobname", "jobnumber", "taskid", "failed", "exit_status")
_UNITS = {"": 1.0, "B": 1.0, "K": 2.0**10, "M": 2.0**20, "G": 2.0**30, "T": 2.0**40}
_AMOUNT = re.compile(r"([0-9.]+(?:e[+-]?[0-9]+)?)\s*([KMGT]?)[Bs]?", re.IGNORECASE)
_ASKED = re.compile(r"(\w+)=([^,\s]+)")

Record = Mapping[str, str]


def accounting_command(names: Iterable[str]) -> list[str]:
    """Ask for all records of these numbers, or of a tag."""
    return ["bash", "-c", _EACH, "qacct", *names]


def parse_accounting(outcome: Outcome) -> list[Record]:
    """Return the records, oldest first; a name that is not there has none, and all else is no answer."""
    said = outcome.stderr.splitlines()
    if outcome.code != 0 or not all(_UNKNOWN.fullmatch(line.strip()) for line in said):
        raise no_answer("qacct", outcome)
    records: list[Record] = list(_records(outcome.stdout))
    if (outcome.stdout and not outcome.stdout.endswith("\n")) or not all(map(_whole, records)):
        raise NoAnswer("The answer of qacct is not whole.")
    return records


def _records(text: str) -> Iterator[dict[str, str]]:
    record: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("====="):
            if record:
                yield record
            record = {}
        elif match := _ROW.fullmatch(line):
            record[match[1]] = match[2]
    if record:
        yield record


def _whole(record: Record) -> bool:
    numbers = (record.get(name, "").partition(" ")[0] for name in ("jobnumber", "failed", "exit_status"))
    return all(name in record for name in _NEEDED) and all(number.isdigit() for number in numbers)


def endings_of(records: Iterable[Record], wanted: Iterable[str]) -> list[Ending]:
    """Return how attempts ended: a task that was moved has several records, and the last one counts."""
    last = {attempt_of(record): record for record in records}
    return [
        ending_of(attempt, last[attempt])
        for attempt in wanted
        if attempt in last and _number(last[attempt], "failed") not in MOVED
    ]


def attempt_of(record: Record) -> str:
    """Return whose record it is; a job without tasks counts as its first."""
    task = record["taskid"]
    return f"{record['jobnumber']}.{task if task.isdigit() else 1}"


def ending_of(attempt: str, record: Record) -> Ending:
    """Return what a record says."""
    failed, exit_code = _number(record, "failed"), _number(record, "exit_status")
    usage = usage_of(record)
    failure, reason = judge(failed, exit_code, " ".join(record["failed"].split()), usage)
    by = record.get("deleted_by", "NONE")
    if failure is not None and by not in ("", "NONE", "undefined"):
        reason = f"{reason.rstrip('.')} (deleted by {by})."
    used = (usage.wall_s, usage.memory_mb, record["jobname"])
    return Ending(attempt, exit_code, failure, reason, amount(record.get("cpu", "")), *used)


def usage_of(record: Record) -> Usage:
    """Return what was used; the requests are in the job's category."""
    asked = dict(_ASKED.findall(record.get("category", "")))
    memory = next((amount(asked[name]) for name in ("h_rss", "h_vmem", "s_vmem") if name in asked), None)
    used = amount(record.get("maxvmem", ""))
    return Usage(
        wall_s=amount(record.get("ru_wallclock", "")),
        time_s=amount(asked.get("h_rt", "")),
        memory_mb=used / 2**20 if used else None,
        asked_mb=None if memory is None else memory / 2**20,
    )


def amount(text: str) -> float | None:
    """Return ``0.007s``, ``3.438MB`` or ``128M`` as seconds or bytes."""
    match = _AMOUNT.fullmatch(text.strip())
    try:
        return None if match is None else float(match[1]) * _UNITS[match[2].upper()]
    except ValueError:
        return None


def _number(record: Record, name: str) -> int:
    return int(record[name].partition(" ")[0])
