"""Thirty kills at random instants over ten productions: afterwards each has every planned result, once.

``python -m benchmarks.kills`` runs a toy analysis ten times. Three times in each, at instants drawn from a seed, it
sends SIGKILL to the driver with all its children, to the queue process, or to the script of a running job, and then
follows the production again. What counts is not the bookkeeping alone: each payload's start is in a ledger, and each
committed output is a folder with its list of files.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parisana.app.session import Session
from parisana.backends.unix.spool import Spool
from parisana.backends.unix.starter import queue_pid
from parisana.core.jobs.states import JobState
from tests.app.toy import Toy, states, total

from .measure import keep

SEED = 2026
PRODUCTIONS = 10
KILLS = 3
SLICES = 6
#: Between two kills there are this many seconds at most; all are over before an undisturbed production is.
PAUSE = 3.0
#: A production that does not end within this many seconds is stuck.
PATIENCE = 300.0


@dataclass(slots=True)
class Trial:
    """One production, and what was done to it."""

    toy: Toy
    dice: random.Random
    driver: subprocess.Popen[bytes] | None = None
    began: float = field(default_factory=time.monotonic)
    kills: list[dict[str, Any]] = field(default_factory=list)

    def drive(self) -> None:
        """Start the driver, in a process group of its own, unless it runs; a production in the books is followed."""
        if self.driver is None or self.driver.poll() is not None:
            words = ["follow"] if self.recorded() else ["run", str(self.toy.root / "toy.yaml")]
            self.driver = subprocess.Popen(
                [sys.executable, "-m", "parisana", *words],
                env={**os.environ, **self.toy.environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def recorded(self) -> bool:
        """Whether the production is in the books."""
        home = self.toy.root / "home"
        return (home / "bookkeeping.sqlite").exists() and bool(Session(home).productions())

    def kill(self) -> None:
        """Wait for a random while, and kill something."""
        time.sleep(self.dice.uniform(0.1, PAUSE))
        what = self.dice.choice(sorted(VICTIMS))
        while not (pids := VICTIMS[what](self)):  # nothing of the kind lives at this instant
            what = "driver"
            self.drive()
        instant = round(time.monotonic() - self.began, 3)
        job = job_of(pids[0]) if what == "script" else None
        for pid in pids:
            (os.killpg if what == "driver" else os.kill)(pid, signal.SIGKILL)
        started = self.toy.starts().total()
        self.kills.append({"after_s": instant, "what": what, "job": job, "payloads_started": started})
        if what == "driver" and self.driver is not None:
            self.driver.wait()
        self.drive()

    def end(self) -> None:
        """Follow until nothing is pending."""
        deadline = time.monotonic() + PATIENCE
        while not self.recorded() or self.toy.run("follow").stdout != "Nothing is pending.\n":
            if time.monotonic() > deadline:
                raise SystemExit(f"The production in {self.toy.root} does not end: {self.kills}.")
            self.drive()
            if self.driver is not None:
                self.driver.wait(PATIENCE)


def driver(trial: Trial) -> list[int]:
    """Return the process group of the program that drives, while it lives."""
    return [trial.driver.pid] if trial.driver is not None and trial.driver.poll() is None else []


def queue(trial: Trial) -> list[int]:
    """Return the queue process."""
    root = trial.toy.root / "spool"
    pid = queue_pid(Spool(root)) if root.exists() else None
    return [pid] if pid else []


def script(trial: Trial) -> list[int]:
    """Return one of the scripts of jobs that run now."""
    found = [pid for pid in living() if is_script(pid, trial.toy.root)]
    return [trial.dice.choice(found)] if found else []


VICTIMS = {"driver": driver, "queue": queue, "script": script}


def living() -> Iterator[int]:
    """Yield the numbers of all processes."""
    return (int(name) for name in sorted(os.listdir("/proc")) if name.isdigit())


def words_of(pid: int) -> list[str]:
    """Return a process's command line; empty when it has gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace").split("\0")
    except OSError:
        return []


def is_script(pid: int, root: Path) -> bool:
    """Whether a process is the script of one of this trial's jobs; its loops and subshells lead no session."""
    words = words_of(pid)
    ours = any(word.startswith(str(root)) and word.endswith(".sh") for word in words[:3])
    return ours and os.getsid(pid) == pid


def job_of(pid: int) -> str | None:
    """Return stage and unit of a script's job, from the table that it was called with; nothing when it has gone."""
    words = words_of(pid)
    table = next((place for place, word in enumerate(words) if word.endswith(".tsv")), None)
    if table is None:
        return None
    row = Path(words[table]).read_text(encoding="utf-8").splitlines()[int(words[table + 2]) - 1]
    return ".".join(row.split("\t")[1:3])


def found(trial: Trial, slices: int = SLICES) -> dict[str, Any]:
    """Compare planned jobs with what is recorded, committed and started."""
    session = Session(trial.toy.root / "home")
    (production,) = session.productions()
    jobs = list(session.all_jobs(production.id))
    starts = trial.toy.starts()
    committed = sorted(
        json.loads(path.read_text())["key"]
        for path in (trial.toy.areas or trial.toy.root / "areas").glob("results/*/*/.parisana.json")
    )
    again = {f"{job.stage}.{job.unit}": starts[job.key] for job in jobs if starts[job.key] != 1}
    killed = Counter(kill["job"] for kill in trial.kills if kill["what"] == "script")
    all_done = {job.state for job in jobs} == {JobState.DONE}
    if not all_done:
        print("\n".join([str(production.state), *states(session, production.id)]), file=sys.stderr)
    right = {
        "all_done": all_done,
        "one_result_a_job": committed == sorted(job.key for job in jobs),
        "nothing_else_started": starts.keys() <= {job.key for job in jobs},
        "started_again_only_if_killed": all(1 <= times <= 1 + killed[job] for job, times in again.items()),
        "killed_before_the_end": all(kill["payloads_started"] < len(jobs) for kill in trial.kills),
        "sum_is_right": all_done and total(session, production.id) == sum(range(1, slices + 1)),
    }
    session.close()
    return {"jobs": len(jobs), "kills": trial.kills, "started_more_than_once": again, **right}


def trial(number: int, folder: Path) -> dict[str, Any]:
    """Run one production with its kills; return what is found afterwards."""
    toy = Toy(folder)
    os.environ.update(toy.environment)
    toy.profile(range(1, SLICES + 1))
    for slice_number in range(1, SLICES + 1):
        for stage in ("make", "refine"):
            toy.order(f"{stage}.slice-{slice_number:03d}", "wait", "always")
    one = Trial(toy, random.Random(f"{SEED}-{number}"))
    one.drive()
    while not (toy.root / "home/bookkeeping.sqlite").exists():
        time.sleep(0.01)
    for _ in range(KILLS):
        one.kill()
    one.end()
    return found(one)


def main() -> int:
    """Run all trials; done when every production has exactly its planned results."""
    results = []
    with tempfile.TemporaryDirectory(prefix="parisana-kills-", ignore_cleanup_errors=True) as folder:
        for number in range(1, PRODUCTIONS + 1):
            results.append(trial(number, Path(folder) / f"production-{number:02d}"))
            done = ", ".join(f"{kill['what']} at {kill['after_s']:.1f} s" for kill in results[-1]["kills"])
            print(f"production {number}: {done}; {good(results[-1])}", flush=True)
    everything = all(good(each) for each in results)
    kills = sum(len(each["kills"]) for each in results)
    document = {"seed": SEED, "kills": kills, "good": everything, "productions": results}
    print(f"{kills} kills, {'every' if everything else 'NOT every'} result once; kept in {keep('kills', document)}")
    return 0 if everything else 1


def good(result: dict[str, Any]) -> bool:
    """Whether all that must hold holds."""
    return all(value for value in result.values() if isinstance(value, bool))


if __name__ == "__main__":
    sys.exit(main())
