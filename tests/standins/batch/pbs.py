"""The commands of PBS Professional, as its reference guide describes them."""

from __future__ import annotations

import re
import sys

from tests.standins.batch.engine import LIVING, Engine, State, Task
from tests.standins.batch.face import Command

QUEUES = ("workq", "long")
PROJECTS = ("gamma",)
MOST_MB = 8000
LETTERS = {"queued": "Q", "running": "R", "held": "H"}
HEADING = """
standin:
                                                                                                   Req'd  Req'd   Elap
Job ID                         Username        Queue           Jobname         SessID   NDS  TSK   Memory Time  S Time
------------------------------ --------------- --------------- --------------- -------- ---- ----- ------ ----- - -----
"""


def complain(code: int, words: str) -> int:
    """Say what is wrong."""
    print(words, file=sys.stderr)
    return code


def directives(script: str) -> str:
    """Return the options that a script carries."""
    return "\n".join(re.findall(r"^#PBS +(.*)$", script, re.MULTILINE))


def qsub(engine: Engine, words: list[str]) -> int:
    """Take a job from the standard input."""
    script = sys.stdin.read()
    options = directives(script)
    given = dict(zip(words[::2], words[1::2], strict=True))
    rows = int(given.get("-J", "1-1").split("-")[1])
    queue = found[1] if (found := re.search(r"^-q (\S+)", options, re.MULTILINE)) else QUEUES[0]
    project = found[1] if (found := re.search(r"^-P (\S+)", options, re.MULTILINE)) else PROJECTS[0]
    memory = int(found[1]) if (found := re.search(r"mem=(\d+)mb", options)) else 1
    wall = found.groups() if (found := re.search(r"walltime=(\d+):(\d+):(\d+)", options)) else ("1", "0", "0")
    with engine.state() as state:
        room = state["limit"] - engine.living(state)
    if queue not in QUEUES:
        return complain(170, "qsub: Unknown queue")
    if project not in PROJECTS:
        return complain(1, "qsub: Unknown project")
    if memory > MOST_MB:
        return complain(188, "qsub: Job exceeds queue and/or server resource limits")
    if rows > room:
        return complain(38, "qsub: would exceed complex's per-user limit of jobs in 'Q' state")
    if "-J" in given and rows < 2:
        return complain(2, "qsub: illegal -J value")
    path = engine.folder / f"script-{given['-N']}"
    path.write_text(script)
    after = re.findall(r"(\d+)(?:\[\])?", given.get("-W", "").partition("afterany:")[2])
    limit = (int(wall[0]) * 60 + int(wall[1])) * 60 + int(wall[2])
    argv = ["/bin/bash", str(path)]
    number = engine.submit(
        given["-N"], rows, argv, "PBS_ARRAY_INDEX", 1, array="-J" in given, limit_s=limit, after=after, queue=queue
    )
    print(f"{number}{'[]' if '-J' in given else ''}.standin")
    return 0


def qselect(engine: Engine, words: list[str]) -> int:
    """List the numbers of jobs, by name."""
    tag = words[words.index("-N") + 1] if "-N" in words else None
    with engine.state() as state:
        for number, job in state["jobs"].items():
            lives = any(task["state"] in LIVING for task in job["tasks"].values())
            if tag in (None, job["tag"]) and (lives or "-x" in words):
                print(f"{number}{'[]' if job['array'] else ''}.standin")
    return 0


def qstat(engine: Engine, words: list[str]) -> int:
    """List jobs, everything of some jobs, or queues."""
    with engine.state() as state:
        if "-Q" in words:
            return queues(state)
        return full(state, words) if "-f" in words else listing(state)


def listing(state: State) -> int:
    """Print the wide list of living jobs; nothing at all when there is none."""
    lines = []
    for number, job in state["jobs"].items():
        if not any(task["state"] in LIVING for task in job["tasks"].values()):
            continue
        if job["array"]:
            lines.append(line(f"{number}[].standin", job["tag"], "B"))
        for row, task in job["tasks"].items():
            name = f"{number}[{row}].standin" if job["array"] else f"{number}.standin"
            lines.append(line(name, job["tag"], task.get("letter") or LETTERS.get(task["state"], "X")))
    print(HEADING + "\n".join(lines) if lines else "", end="\n" if lines else "")
    return 0


def line(name: str, tag: str, letter: str) -> str:
    """Print one job."""
    who = f"{name:30} {'ada':15} {'workq':15} {tag[:15]:15}"
    return f"{who} {'--':>8} {1:4} {1:5} {'200mb':>6} {'00:01':>5} {letter} 00:00"


def full(state: State, words: list[str]) -> int:
    """Print all about some jobs, ended ones too."""
    code = 0
    for name in [word for word in words if not word.startswith("-")]:
        found = re.fullmatch(r"(\d+)(?:\[(\d*)\])?(\..*)?", name)
        job = state["jobs"].get(found[1]) if found else None
        if job is None or found is None or (found[2] and found[2] not in job["tasks"]):
            code = complain(153, f"qstat: Unknown Job Id {name}")
            continue
        for row, task in job["tasks"].items():
            if found[2] in (None, "", row) and not task.get("purged"):
                print(record(f"{found[1]}[{row}]" if job["array"] else found[1], job["tag"], task))
    return code


def record(name: str, tag: str, task: Task) -> str:
    """Return all about one job."""
    lines = [f"Job Id: {name}.standin", f"    Job_Name = {tag}"]
    lines += [f"    job_state = {LETTERS.get(task['state'], 'F')}"]
    if task["state"] == "ended":
        lines += [f"    Exit_status = {status(task)}", "    resources_used.cput = 00:00:01"]
        lines += ["    resources_used.mem = 2048kb", "    resources_used.walltime = 00:00:02"]
    return "\n".join([*lines, f"    comment = {task.get('comment', 'Job run on (node1)')}", ""])


def status(task: Task) -> int:
    """Return the exit status: below zero what PBS did itself, above 256 a signal."""
    if task["why"] == "limit":
        return -29
    return int(task["status"] if "status" in task else 256 + task["signal"] if task["signal"] else task["code"])


def queues(state: State) -> int:
    """Print the queues."""
    print("Queue              Max   Tot Ena Str   Que   Run   Hld   Wat   Trn   Ext Type")
    print("---------------- ----- ----- --- --- ----- ----- ----- ----- ----- ----- ----")
    found = [task["state"] for job in state["jobs"].values() for task in job["tasks"].values()]
    for index, queue in enumerate(QUEUES):
        counts = [found.count(each) if not index else 0 for each in ("queued", "running", "held")]
        print(
            f"{queue:16} {0:5} {sum(counts):5} yes yes {counts[0]:5} {counts[1]:5} {counts[2]:5}     0     0     0 Exec"
        )
    return 0


def qdel(engine: Engine, words: list[str]) -> int:
    """Delete jobs."""
    code = 0
    for name in words:
        found = re.fullmatch(r"(\d+)(?:\[(\d*)\])?", name)
        with engine.state() as state:
            known = found is not None and found[1] in state["jobs"]
        if found is None or not known:
            code = complain(153, f"qdel: Unknown Job Id {name}")
        elif not engine.cancel(found[1], found[2] or None):
            code = complain(35, f"qdel: Job has finished {name}")
    return code


COMMANDS: dict[str, Command] = {"qsub": qsub, "qstat": qstat, "qselect": qselect, "qdel": qdel}
