"""A small batch system: state in a folder, jobs that really run in slots, and faults on demand.

The commands of PBS, HTCondor and LSF are faces of it (``pbs.py``, ``condor.py``, ``lsf.py``). Standard library only.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SLOTS = 2
#: Seconds between two looks at the jobs: while they run, and at most, while nothing happens.
PAUSE, SELDOM = 0.02, 0.1
#: Seconds without any change after which it gives up whatever waits: no test takes so long.
LONGEST = 300.0
LIVING = ("queued", "running", "held")
State = dict[str, Any]
Task = dict[str, Any]
#: What runs, by number and row.
Children = dict[tuple[str, str], "subprocess.Popen[bytes]"]
#: Another one after each change of the state.
Stamp = tuple[int, int]


class Engine:
    """The batch system in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextlib.contextmanager
    def state(self) -> Iterator[State]:
        """Hold the state; what is changed is kept."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            path = self.folder / "state.json"
            text = path.read_text() if path.exists() else ""
            state = json.loads(text) if text else {"next": 11, "jobs": {}, "faults": {}, "limit": 99999}
            yield state
            changed = json.dumps(state)
            if changed != text:
                part = path.with_suffix(".part")
                part.write_text(changed)
                part.replace(path)

    def stamp(self) -> Stamp:
        """Return what is another after each change of the state."""
        try:
            found = (self.folder / "state.json").stat()
        except FileNotFoundError:
            return (0, 1)
        return (found.st_mtime_ns, found.st_ino)

    def submit(self, tag: str, rows: int, argv: list[str], variable: str, first: int, **more: Any) -> int:
        """Take a job of so many tasks; ``more``: array, after, limit_s, queue."""
        with self.state() as state:
            number = int(state["next"])
            state["next"] = number + 1
            tasks = {str(first + index): {"state": "queued"} for index in range(rows)}
            kept = {name: value for name, value in os.environ.items() if name.startswith("PARISANA_")}
            state["jobs"][str(number)] = {
                "tag": tag, "argv": argv, "variable": variable, "environment": kept, "tasks": tasks, **more
            }  # fmt: skip
        self.start()
        return number

    def living(self, state: State) -> int:
        """Count what lives."""
        return sum(task["state"] in LIVING for _, _, task in tasks(state))

    def start(self) -> None:
        """Start what runs the jobs, unless it runs."""
        code = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[3])!r})\n"
        code += f"from tests.standins.batch.engine import serve\nserve({str(self.folder)!r})"
        quiet = subprocess.DEVNULL
        subprocess.Popen(
            [sys.executable, "-c", code], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, cwd="/"
        )

    def cancel(self, number: str, row: str | None) -> bool:
        """Delete a task, or all of a job; whether anything was left to delete."""
        with self.state() as state:
            job = state["jobs"].get(number, {"tasks": {}})
            chosen = [task for name, task in job["tasks"].items() if row in (None, name) and task["state"] in LIVING]
            for task in chosen:
                end(task, None, signal.SIGTERM, "deleted")
            return bool(chosen)

    def fault(self, command: str, *faults: str) -> None:
        """Let the next calls of a command go wrong."""
        with self.state() as state:
            state["faults"].setdefault(command, []).extend(faults)

    def down(self, down: bool = True) -> None:
        """Let nothing answer."""
        with self.state() as state:
            state["down"] = down

    def calls(self, command: str = "") -> int:
        """Return how many commands were given."""
        path = self.folder / "calls"
        lines = path.read_text().splitlines() if path.exists() else []
        return sum(line.split()[0] == command or not command for line in lines)

    def change(self, number: str, row: str, **values: Any) -> None:
        """Do something to a task: hold it, lose it, let it be known by another word."""
        with self.state() as state:
            state["jobs"][number]["tasks"][row].update(values)


def tasks(state: State) -> Iterator[tuple[str, str, Task]]:
    """Yield every task with its number and row."""
    for number, job in state["jobs"].items():
        for row, task in job["tasks"].items():
            yield number, row, task


def end(task: Task, code: int | None, number: int | None, why: str = "") -> None:
    """Let a task end, with all of its processes."""
    if task.get("pid"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(task["pid"], signal.SIGKILL)
    task.update(state="ended", code=code, signal=number, why=why, ended=time.time(), pid=None)


def serve(folder: str) -> None:
    """Run tasks until nothing is left; only one process does so for a folder.

    What is sent while it gives up finds the lock still held, and starts nobody: so it looks again when that is free.
    """
    engine = Engine(Path(folder))
    while (seen := serve_once(engine)) is not None and engine.stamp() != seen:
        pass


def serve_once(engine: Engine) -> Stamp | None:
    """Run tasks until nothing is left; return which state it saw last, or nothing when another one does it."""
    with (engine.folder / "server").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return None
        children: Children = {}
        try:
            return look_after(engine, children)
        finally:
            for child in children.values():
                give_up(child)


def look_after(engine: Engine, children: Children) -> Stamp:
    """Start and reap, until nothing has lived for a second; return which state was seen last.

    On a machine that has much to do a second may pass between two looks: that alone ends nothing.
    """
    idle, last = time.time() + 1, time.time() + LONGEST
    busy, seen, pause = True, (0, 0), PAUSE
    while (busy or time.time() < idle) and time.time() < last:
        now = engine.stamp()
        if children or now != seen:
            with engine.state() as state:
                busy = turn(state, children)
            last = last if now == seen else time.time() + LONGEST
            seen, pause = now, PAUSE
        else:  # what is held stays so until somebody says otherwise: many tests leave such behind them
            pause = min(1.5 * pause, SELDOM)
        idle = time.time() + 1 if busy else idle
        time.sleep(pause)
    return seen


def give_up(child: subprocess.Popen[bytes]) -> None:
    """Kill what a task started, and wait for it: one that is dropped while it runs is a warning in some other test."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def turn(state: State, children: Children) -> bool:
    """Reap, enforce limits, start; whether anything lives."""
    found = list(tasks(state))
    for unknown in children.keys() - {(number, row) for number, row, _ in found}:
        give_up(children.pop(unknown))
    for number, row, task in found:
        child = children.get((number, row))
        if child is not None and child.poll() is not None:
            del children[number, row]
            if task["state"] == "running":
                code = child.returncode
                end(task, code if code >= 0 else None, -code if code < 0 else None)
        limit = state["jobs"][number].get("limit_s")
        if task["state"] == "running" and limit and time.time() - task["started"] > limit:
            end(task, None, signal.SIGKILL, "limit")
    running = sum(task["state"] == "running" for _, _, task in found)
    for number, row, task in found:
        if running < SLOTS and task["state"] == "queued" and may_start(state, state["jobs"][number]):
            children[number, row] = begin(state["jobs"][number], row, task)
            running += 1
    return bool(children) or any(task["state"] in LIVING for _, _, task in found)


def may_start(state: State, job: State) -> bool:
    """Whether all that a job waits for has ended."""
    waits = [state["jobs"][number]["tasks"] for number in job.get("after", ()) if number in state["jobs"]]
    return not state.get("closed") and all(task["state"] not in LIVING for each in waits for task in each.values())


def begin(job: State, row: str, task: Task) -> subprocess.Popen[bytes]:
    """Start a task in a process group of its own."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {**plain, **job["environment"], job["variable"]: row}
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(
        job["argv"], stdin=quiet, stdout=quiet, stderr=quiet, env=environment, start_new_session=True, cwd="/"
    )
    task.update(state="running", started=time.time(), pid=child.pid)
    return child
