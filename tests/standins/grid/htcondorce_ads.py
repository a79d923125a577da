"""Jobs of an HTCondor-CE as ads, and what its schedd does with them by itself."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

from tests.standins.batch.engine import LIVING, State, Task, end, tasks
from tests.standins.grid.classad import evaluate

IDLE, RUNNING, REMOVED, COMPLETED, HELD = range(1, 6)
STATUS = {"queued": IDLE, "running": RUNNING, "spooling": HELD, "stopped": HELD}
SPOOLING = (16, 0, "Spooling input data files")
Ad = dict[str, object]


def settle(state: State) -> None:
    """Let the schedd do what it does now and then: hold jobs by their own policy, or for want of their output."""
    for number, row, task in tasks(state):
        job = state["jobs"][number]
        if task["state"] in LIVING and evaluate(_of(job, row, "periodic_hold", "false"), ad(number, row, job, task)):
            told = ad(number, row, job, task)
            subcode, reason = (_of(job, row, f"periodic_hold_{name}", "0") for name in ("subcode", "reason"))
            hold(task, 3, int(str(evaluate(subcode, told))), str(evaluate(reason, told)))
        left = _of(job, row, "transfer_output_files", "")
        if completed(task) and left and not Path(job["folder"], row, left).exists() and not task.get("gone"):
            hold(task, 12, 2, f"Error from slot1@node: STARTER failed to send file {left} (errno 2)")


def hold(task: Task, code: int, subcode: int = 0, reason: str = "") -> None:
    """Hold a job; what runs of it is killed."""
    end(task, None, signal.SIGKILL, "held")
    task.update(state="stopped", hold=[code, subcode, reason])


def remove(task: Task) -> None:
    """Remove a job; one that came to its end leaves the queue."""
    if completed(task):
        task["gone"] = True
        return
    before = task["state"]
    end(task, None, signal.SIGTERM, "deleted")
    task.update(removed=True, unspooled=before == "spooling", was=STATUS[before])


def completed(task: Task) -> bool:
    """Whether a job came to its end."""
    return bool(task["state"] == "ended" and not task.get("removed"))


def in_queue(state: State, number: str, row: str, task: Task) -> bool:
    """Whether the queue still has a job, or the history."""
    if task.get("removed"):
        return bool(state.get("slow_removal"))
    job = state["jobs"][number]
    stays = evaluate(_of(job, row, "leave_in_queue", "false"), ad(number, row, job, task))
    return task["state"] != "ended" or bool(stays and not task.get("gone"))


def ads(state: State, pool: str, queue: bool) -> Iterator[tuple[Ad, Task]]:
    """Yield the jobs of an element, in its queue or in its history."""
    settle(state)
    for number, row, task in tasks(state):
        job = state["jobs"][number]
        if job["pool"] == pool and not task.get("forgotten") and in_queue(state, number, row, task) is queue:
            told = ad(number, row, job, task)
            if state.get("forgets_holds"):
                told = {name: value for name, value in told.items() if not name.startswith("LastHold")}
            yield told, task


def ad(number: str, row: str, job: State, task: Task) -> Ad:
    """Return the ad of one job; attributes that it does not have are left out."""
    removed = task.get("removed") or task.get("gone")
    status = REMOVED if removed else STATUS.get(task["state"], COMPLETED)
    spooled = task["state"] != "spooling" and not task.get("unspooled")
    found: Ad = {
        "ClusterId": int(number),
        "ProcId": int(row),
        "JobStatus": status,
        "EnteredCurrentStatus": int(task.get("ended") or task.get("started") or job["registered"]),
        "StageInFinish": int(job["registered"]) if spooled else None,
        "NumJobStarts": task.get("starts", 1 if task.get("started") else None),
        "ExitBySignal": bool(completed(task) and task["signal"]),
        "LastJobStatus": task.get("was"),
        "RemoveReason": task.get("why_removed", "via condor_rm (by user me)") if removed else None,
        **job["attributes"],
        **_ended(task),
        **_held(task, status),
    }
    return {name: value for name, value in found.items() if value is not None}


def _ended(task: Task) -> Ad:
    if not completed(task):
        return {}
    used: Ad = {"RemoteUserCpu": 1.0, "RemoteWallClockTime": 2.0, "ResidentSetSize": 2000}
    return {**used, **({"ExitSignal": task["signal"]} if task["signal"] else {"ExitCode": task["code"]})}


def _held(task: Task, status: int) -> Ad:
    code, subcode, reason = task.get("hold", SPOOLING)
    name = "HoldReason" if status == HELD else "LastHoldReason"
    return {name: reason, f"{name}Code": code, f"{name}SubCode": subcode}


def _of(job: State, row: str, name: str, default: str) -> str:
    return str(job["described"][int(row)].get(name, default))
