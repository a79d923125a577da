"""The commands of LSF, as its reference describes them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from tests.standins.batch.engine import LIVING, Engine, State, Task, tasks
from tests.standins.batch.face import Command

QUEUES = ("normal", "long")
MOST_KB = 8_000_000
WORDS = {"queued": "PEND", "running": "RUN", "held": "USUSP"}


def complain(code: int, words: str) -> int:
    """Say what is wrong."""
    print(words, file=sys.stderr)
    return code


def bsub(engine: Engine, words: list[str]) -> int:
    """Take an array from the standard input."""
    script = sys.stdin.read()
    given = dict(zip(words[::2], words[1::2], strict=True))
    named = re.fullmatch(r"(.*)\[1-(\d+)\]", given["-J"])
    queue = found[1] if (found := re.search(r"^#BSUB -q (\S+)", script, re.MULTILINE)) else QUEUES[0]
    memory = found[1] if (found := re.search(r"^#BSUB -M (\d+)", script, re.MULTILINE)) else "1"
    minutes = found[1] if (found := re.search(r"^#BSUB -W (\d+)", script, re.MULTILINE)) else "1"
    with engine.state() as state:
        room = state["limit"] - engine.living(state)
    if named is None:
        return complain(255, "Bad job name or options. Job not submitted.")
    if queue not in QUEUES:
        return complain(255, f"{queue}: No such queue. Job not submitted.")
    if int(memory) > MOST_KB:
        return complain(255, "MEMLIMIT: Cannot exceed queue's hard limit(s). Job not submitted.")
    if int(named[2]) > room:
        return complain(255, "User or host job slot limit: job limit reached. Job not submitted.")
    path = engine.folder / f"script-{named[1]}"
    path.write_text(script)
    after = re.findall(r"ended\((\d+)\)", given.get("-w", ""))
    limit = int(minutes) * 60
    argv = ["/bin/bash", str(path)]
    number = engine.submit(named[1], int(named[2]), argv, "LSB_JOBINDEX", 1, limit_s=limit, after=after, array=True)
    print(f"Job <{number}> is submitted to {'default ' if queue == QUEUES[0] else ''}queue <{queue}>.")
    return 0


def chosen(state: State, words: list[str]) -> Iterator[tuple[str, str, Task]]:
    """Yield the tasks that were asked for; without -a only those that live."""
    ids = [word for word in words if re.fullmatch(r"\d+(\[\d+\])?", word)]
    tag = words[words.index("-J") + 1] if "-J" in words else None
    for number, row, task in tasks(state):
        named = tag in (None, state["jobs"][number]["tag"])
        alive = task["state"] in LIVING or ("-a" in words and not task.get("purged"))
        if named and alive and (not ids or number in ids or f"{number}[{row}]" in ids):
            yield number, row, task


def bjobs(engine: Engine, words: list[str]) -> int:
    """List jobs in the form that was asked for."""
    fields = words[words.index("-o") + 1].removesuffix(" delimiter='|'").split()
    with engine.state() as state:
        found = list(chosen(state, words))
        for each in found:
            print("|".join(value(field, *each) for field in fields))
    if not found:
        tag = words[words.index("-J") + 1] if "-J" in words else ""
        return complain(255, f"Job <{tag}> is not found") if tag else complain(0, "No unfinished job found")
    return 0


def value(field: str, number: str, row: str, task: Task) -> str:
    """Return one field of a job."""
    ended = task["state"] == "ended"
    why = {
        "limit": "TERM_RUNLIMIT: job killed after reaching LSF run time limit",
        "deleted": "TERM_OWNER: job killed by owner",
    }
    code = task.get("code") if not task.get("signal") else 128 + task["signal"]
    values = {
        "jobid": number,
        "jobindex": row,
        "stat": task.get("letter") or WORDS.get(task["state"], "EXIT" if code else "DONE"),
        "pend_reason": task.get("comment", "-"),
        "exit_code": str(code) if ended else "-",
        "exit_reason": why.get(task.get("why", ""), task.get("why", "-")) or "-",
        "cpu_used": "1.0 second(s)",
        "run_time": "2 second(s)",
        "max_mem:MB": "2 Mbytes",
    }
    return str(values[field])


def bkill(engine: Engine, words: list[str]) -> int:
    """Kill jobs."""
    code = 0
    for word in words:
        found = re.fullmatch(r"(\d+)(?:\[(\d+)\])?", word)
        if found and engine.cancel(found[1], found[2]):
            print(f"Job <{word}> is being terminated")
        else:
            code = complain(255, f"Job <{word}>: Job has already finished")
    return code


def bqueues(engine: Engine, words: list[str]) -> int:
    """List the queues."""
    with engine.state() as state:
        found = [task["state"] for _, _, task in tasks(state)]
    for index, queue in enumerate(QUEUES):
        print(f"{queue}|Open:Active|{0 if index else found.count('queued')}|{0 if index else found.count('running')}")
    return 0


COMMANDS: dict[str, Command] = {"bsub": bsub, "bjobs": bjobs, "bkill": bkill, "bqueues": bqueues}
