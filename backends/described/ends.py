"""What the accounting tells of an attempt that left: numbers into units, words into failure classes."""

from __future__ import annotations

import re

from parisana.core.jobs.states import Failure
from parisana.core.sites.batch import BatchSystem
from parisana.plugins.backend import Ending

from .answers import Record, attempt_of
from .ids import native


def parse_ending(system: BatchSystem, record: Record) -> Ending | None:
    """Return how an attempt ended; nothing when the record says that it lives."""
    state = record.get("state")
    if state is not None and system.states.get(state) != "left":
        return None
    code, signal = exit_of(system, record)
    told = {**record, **({} if signal is None else {"signal": str(signal)})}
    failure, reason = verdict(system, told)
    return Ending(
        native_id=native(system, attempt_of(record)),
        exit_code=code,
        failure=failure,
        reason=reason,
        cpu_s=seconds(record, "cpu"),
        wall_s=seconds(record, "wall"),
        memory_mb=megabytes(record),
    )


def exit_of(system: BatchSystem, record: Record) -> tuple[int | None, int | None]:
    """Return exit code and signal; a code below zero is the system's own word, not the job's."""
    code = number(record.get("code"))
    signal = number(record.get("signal"))
    whole = None if code is None or code < 0 else int(code)
    if whole is not None and whole > system.endings.signals_from:
        return None, whole - system.endings.signals_from
    return whole, None if signal is None else int(signal)


def verdict(system: BatchSystem, told: Record) -> tuple[Failure | None, str]:
    """Return the class of failure, by the first line of the table that fits."""
    for line in system.endings.verdicts:
        if all(name in told and re.fullmatch(pattern, told[name], re.DOTALL) for name, pattern in line.when.items()):
            return line.failure, re.sub(r"\{(\w+)\}", lambda found: told.get(found[1], ""), line.reason).strip()
    if "signal" in told:
        return Failure.NODE, f"The job was ended by signal {told['signal']}."
    return None, told.get("reason", "")


def seconds(record: Record, name: str) -> float | None:
    """Return a time, given in seconds or as [days+]hours:minutes:seconds."""
    if (plain := number(record.get(f"{name}_s"))) is not None:
        return plain
    found = re.fullmatch(r"(?:(\d+)[+-])?(\d+):(\d+):(\d+)", record.get(f"{name}_hms", ""))
    if found is None:
        return None
    days, hours, minutes, rest = (int(part or 0) for part in found.groups())
    return float(((days * 24 + hours) * 60 + minutes) * 60 + rest)


def megabytes(record: Record) -> float | None:
    """Return the memory."""
    if (plain := number(record.get("memory_mb"))) is not None:
        return plain
    kilobytes = number(record.get("memory_kb"))
    return None if kilobytes is None else kilobytes / 1000


def number(text: str | None) -> float | None:
    """Return a number; other words mean that there is none."""
    return float(text) if text and re.fullmatch(r"-?\d{1,15}(\.\d*)?", text) else None
