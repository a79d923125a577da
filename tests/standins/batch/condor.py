"""The commands of HTCondor, as its manual describes them."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator

from tests.standins.batch.engine import LIVING, Engine, State, Task, tasks
from tests.standins.batch.face import Command

GROUPS = ("group_cta", "group_hess")
MOST_MB = 8000
LETTERS = {"queued": "I", "running": "R", "held": "H"}


def complain(words: str) -> int:
    """Say what is wrong."""
    print(words, file=sys.stderr)
    return 1


def description(text: str) -> dict[str, str]:
    """Read a submit description."""
    lines = [line.partition("=") for line in text.splitlines() if "=" in line]
    found = {name.strip().lower(): value.strip() for name, _, value in lines}
    queue = re.search(r"^queue (\d+)$", text, re.MULTILINE)
    return {**found, "queue": queue[1] if queue else "1"}


def condor_submit(engine: Engine, words: list[str]) -> int:
    """Take a cluster of jobs from the standard input."""
    given = description(sys.stdin.read())
    rows = int(given["queue"])
    with engine.state() as state:
        room = state["limit"] - engine.living(state)
    if given.get("accounting_group", GROUPS[0]) not in GROUPS:
        return complain(f"ERROR: Accounting group {given['accounting_group']} is not known")
    if int(given.get("request_memory", "1")) > MOST_MB:
        return complain("ERROR: SUBMIT_REQUIREMENT failed: request_memory is above what any machine has")
    if rows > room:
        return complain("ERROR: Number of submitted jobs would exceed MAX_JOBS_PER_OWNER")
    arguments = shlex.split(given["arguments"].strip('"'))
    limit = re.search(r"JobCurrentStartDate > (\d+)", given.get("periodic_remove", ""))
    variable = re.fullmatch(r'"(\w+)=\$\(Process\)"', given["environment"])
    if variable is None:
        return complain("ERROR: the stand-in does not understand this description")
    argv = [given["executable"], *arguments]
    number = engine.submit(given["batch_name"], rows, argv, variable[1], 0, array=True, limit_s=limit and int(limit[1]))
    print(f"{number}.0 - {number}.{rows - 1}")
    return 0


def chosen(state: State, words: list[str]) -> Iterator[tuple[str, str, Task]]:
    """Yield the tasks of the ids, the owner or the batch name that was asked for."""
    found = re.search(r'JobBatchName == "([^"]*)"', " ".join(words))
    ids = [word for word in words if re.fullmatch(r"\d+(\.\d+)?", word) and "-limit" not in words]
    for number, row, task in tasks(state):
        named = found is None or state["jobs"][number]["tag"] == found[1]
        if named and (not ids or number in ids or f"{number}.{row}" in ids):
            yield number, row, task


def condor_q(engine: Engine, words: list[str]) -> int:
    """List the queue: a table with a total, or what was asked for."""
    with engine.state() as state:
        living = [each for each in chosen(state, words) if each[2]["state"] in LIVING]
        if "-nobatch" in words:
            return table(living)
        if "JobStatus == 5" in words:
            held = [each for each in living if each[2]["state"] == "held"]
            print("".join(f"{number}\t{row}\t{task.get('comment', 'by ada')}\n" for number, row, task in held), end="")
            return 0
        for number, _, _ in living:
            print(number if words[-1] == "ClusterId" else f"{number}\t{state['jobs'][number]['tag']}")
    return 0


def table(living: list[tuple[str, str, Task]]) -> int:
    """Print one line a job, and the total."""
    print("\n\n-- Schedd: standin : <127.0.0.1:9618?... @ 11/21/26 17:00:00")
    print(" ID      OWNER            SUBMITTED     RUN_TIME ST PRI SIZE CMD")
    for number, row, task in living:
        letter = task.get("letter") or LETTERS[task["state"]]
        print(
            f"{number:>4}.{row:3} ada            11/21 17:00   0+00:00:01 {letter}  0    0.0 bash -c source <(base64)"
        )
    print(f"\nTotal for query: {len(living)} jobs; 0 completed, 0 removed, 0 idle, 0 running, 0 held, 0 suspended")
    return 0


def condor_history(engine: Engine, words: list[str]) -> int:
    """List jobs that left."""
    with engine.state() as state:
        for number, row, task in chosen(state, words):
            if task["state"] == "ended" and not task.get("purged"):
                tag = state["jobs"][number]["tag"]
                print(f"{number}\t{tag}" if "-limit" in words else ended(number, row, task))
                if "-limit" in words:
                    break
    return 0


def ended(number: str, row: str, task: Task) -> str:
    """Return the line of one that left; removed ones have status 3."""
    why = {
        "limit": "The job attribute PeriodicRemove expression 'time() - JobCurrentStartDate > 1' evaluated to TRUE",
        "deleted": "via condor_rm (by user ada)",
        "": "undefined",
    }.get(task["why"], task["why"])
    status = 3 if task["why"] else 4
    code = "undefined" if task["code"] is None else task["code"]
    number_of_signal = task["signal"] if task["signal"] and status == 4 else "undefined"
    held = task.get("comment", "undefined")
    return f"{number}\t{row}\t{status}\t{code}\t{number_of_signal}\t1.0\t2.0\t2\t{why}\t{held}"


def condor_rm(engine: Engine, words: list[str]) -> int:
    """Remove jobs."""
    code = 0
    for word in words:
        number, _, row = word.partition(".")
        if engine.cancel(number, row or None):
            print(f"Job {word} marked for removal")
        else:
            code = complain(f"Job {word} not found")
    return code


def condor_status(engine: Engine, words: list[str]) -> int:
    """List the machines."""
    with engine.state() as state:
        running = sum(task["state"] == "running" for _, _, task in tasks(state))
    print(f"node1.standin\tUnclaimed\t2\t{2 - running}")
    return 0


COMMANDS: dict[str, Command] = {
    "condor_submit": condor_submit,
    "condor_q": condor_q,
    "condor_history": condor_history,
    "condor_rm": condor_rm,
    "condor_status": condor_status,
}
