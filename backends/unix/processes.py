"""Processes as ``/proc`` shows them: who is who, who descends from whom, how much memory they hold."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .machine import boot_id

PROC = Path("/proc")
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass(frozen=True, slots=True)
class Identity:
    """One process for all time: a pid alone is used again."""

    pid: int
    started: int
    """Clock ticks since the machine started."""
    boot: str


@dataclass(frozen=True, slots=True)
class _Stat:
    """The few fields of ``/proc/PID/stat`` that are needed here."""

    state: str
    parent: int
    started: int


def identify(pid: int) -> Identity | None:
    """Return who runs under this pid now; a zombie is nobody."""
    stat = _stat(pid)
    return None if stat is None or stat.state in "ZX" else Identity(pid, stat.started, boot_id())


def alive(who: Identity) -> bool:
    """Whether exactly this process still runs."""
    return who.boot == boot_id() and identify(who.pid) == who


def descendants(pid: int) -> list[int]:
    """List all processes below this one, itself not included."""
    found: list[int] = []
    todo = [pid]
    while todo:
        below = _children(todo.pop())
        found += below
        todo += below
    return found


def marked(marker: str) -> list[int]:
    """List the processes that carry ``NAME=VALUE`` in their environment, whoever their parent is."""
    line = os.fsencode(marker)
    return [pid for pid in _all_pids() if pid != os.getpid() and line in _environment(pid)]


def memory_mb(pids: Iterable[int], limit: float) -> float:
    """Return the memory of these processes; shared pages are counted once when it comes near the limit."""
    listed = list(pids)
    resident = sum(_resident_mb(pid) for pid in listed)
    return sum(_proportional_mb(pid) for pid in listed) if resident > limit else resident


def signal_all(pids: Iterable[int], number: int) -> None:
    """Send a signal to each; those that are gone do not matter."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


def _stat(pid: int) -> _Stat | None:
    try:
        text = (PROC / str(pid) / "stat").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name stands in brackets and may itself contain brackets and spaces.
    fields = text[text.rindex(")") + 2 :].split()
    return _Stat(fields[0], int(fields[1]), int(fields[19]))


def _children(pid: int) -> list[int]:
    try:
        tasks = os.listdir(PROC / str(pid) / "task")
        texts = [(PROC / str(pid) / "task" / task / "children").read_text() for task in tasks]
    except (FileNotFoundError, ProcessLookupError):
        # The process or a thread ended while it was read, or this kernel has no such file.
        return [child for child in _all_pids() if (stat := _stat(child)) is not None and stat.parent == pid]
    return [int(word) for text in texts for word in text.split()]


def _all_pids() -> Iterator[int]:
    return (int(name) for name in os.listdir(PROC) if name.isdigit())


def _environment(pid: int) -> list[bytes]:
    try:
        return (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return []


def _resident_mb(pid: int) -> float:
    try:
        return int((PROC / str(pid) / "statm").read_text().split()[1]) * PAGE_MB
    except (OSError, IndexError):
        return 0.0


def _proportional_mb(pid: int) -> float:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return _resident_mb(pid)
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
