"""``python -m tests.web.sample FOLDER``: a bookkeeping with productions of several people, for pages and pictures."""

from __future__ import annotations

import json
import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import (
    AttemptEnd,
    Collected,
    JobChange,
    NewFile,
    NewInput,
    NewJob,
    NewProduction,
    NewSubmission,
)
from parisana.bookkeeping.values.records import RunRecord
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Failure, JobState, ProductionState

STAGES = [("dst", "DST"), ("microdst", "Micro DST"), ("merging", "Merging"), ("spectrum", "Spectrum")]
BEGAN, HOUR = 1_700_000_000.0, 3600.0
FAILURES = (
    (Failure.MEMORY, "it used 2,399 MB of 2,400 MB"),
    (Failure.STAGE_IN, "DST/run_23526 not on disk"),
    (Failure.SOFTWARE, "no muon efficiency for run 23545"),
    (Failure.TIME, "it used 86,400 s"),
)
PROFILE = """parisana: profile/1
name: {name}
suite: gammapy
site: {site}
runs: [23523, 23526, 23559, 23592]
stages:
  target: {{name: {target}}}
"""
SITE = """parisana: site/1
name: {name}
title: A site
backend: unix
areas:
  working: {{storage: disk, path: {working}}}
"""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path d="M50 20V260H380" fill="none" stroke="#888"/>'
    '<path d="M60 60Q180 90 360 240" fill="none" stroke="#2457c5" stroke-width="2"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a production of the sample is about."""

    name: str = "crab-2004"
    target: str = "Crab Nebula"
    owner: str = "marie"
    site: str = "Lyon"
    dsts: int = 6
    failed: int = 1
    done: bool = True
    """Whether it came to its end; otherwise jobs still run."""
    began: float = BEGAN
    silent_since: float | None = None


def fill(book: Bookkeeping, root: Path, *told: Told) -> list[int]:
    """Record productions, their attempts and files, and runs."""
    book.add_runs(
        RunRecord(
            23523 + 3 * at,
            "Crab Nebula",
            83.6,
            22.0 + at / 10,
            20.0 + at,
            BEGAN + at * HOUR,
            1687.0,
            "1,2,3,4",
            False,
            1580.0,
            at % 3,
            0.09,
        )
        for at in range(8)
    )
    return [produce(book, root, each) for each in told]


def produce(book: Bookkeeping, root: Path, told: Told) -> int:
    """Record one production, and let its jobs run."""
    profile = PROFILE.format(name=told.name, site=told.site, target=told.target)
    working = str(root / "work")
    site = SITE.format(name=told.site, working=working)
    texts = ("d" * 64, profile, "suite", site, told.began)
    new = NewProduction(told.name, "gammapy", told.site, told.owner, "lab", working, *texts)
    number = book.create_production(new, STAGES, _jobs(told, root))
    book.set_working(number, f"{working}/production-{number:06d}", told.began)
    epoch = book.take_lease(number, f"{told.owner}-driver", "lab", 10, 600)
    for stage, _ in STAGES if told.done else STAGES[:1]:
        run_stage(book, number, epoch, stage, told)
    state = (ProductionState.FAILED if told.failed else ProductionState.DONE) if told.done else ProductionState.RUNNING
    book.set_production_state(number, state, told.began + 5 * HOUR, "test")
    book.renew_lease(number, epoch, 600, answered_at=told.began + 5 * HOUR, silent_since=told.silent_since)
    return number


def _jobs(told: Told, root: Path) -> Iterator[NewJob]:
    """Yield a DST and a micro DST a run, one merge, one spectrum."""
    count = told.dsts
    for number in range(1, 2 * count + 3):
        stage = STAGES[0 if number <= count else 1 if number <= 2 * count else number - 2 * count + 1][0]
        inputs = {"dst": [], "microdst": [number - count], "merging": [*range(count + 1, 2 * count + 1)]}
        mine = inputs.get(stage, [number - 1])
        unit = f"run-{23523 + number:06d}" if number <= 2 * count else "all"
        key = f"{zlib.crc32(f'{told.name} {told.owner}'.encode()):08x}{number:056x}"
        asked = json.dumps(asdict(Resources(2400, 7200)))
        output = str(root / "results" / told.name / stage / unit)
        needs = [NewInput("from", each, f"/out/{each}") for each in mine if told.failed == 0 or stage != "merging"]
        yield NewJob(number, key, stage, unit, "23523,23526", asked, f"{stage}-abc.json", output, needs, False)


def run_stage(book: Bookkeeping, number: int, epoch: int, stage: str, told: Told) -> None:
    """Send the jobs of a stage that are ready, and let them end: the first few fail."""
    ready = [job for job in book.next_ready(number, 10_000, told.began + 10 * HOUR) if job.stage == stage]
    if not ready:
        return
    tag = f"p{number}-{stage}"
    at = told.began + HOUR * [name for name, _ in STAGES].index(stage)
    asked = json.dumps(asdict(Resources(2400, 7200)))
    places = ("ce01.lab.org:8443/long", "s" * 64, f"/work/{tag}.tsv", asked)
    book.intend(number, NewSubmission(stage, tag, epoch, [job.id for job in ready], *places, at))
    living = {each.job_id: each.id for each in book.living_attempts(number)}
    book.accepted(tag, f"77{number}", {row: f"77{number}.{row}" for row in range(1, len(ready) + 1)}, at)
    book.step_jobs(number, [JobChange(job.id, JobState.RUNNING, at + 60) for job in ready], "test")
    over = ready if told.done else ready[: len(ready) // 2]
    dice = random.Random(number)
    ends = [
        ended(living[job.id], job.id, place < told.failed and stage == "dst", at, dice)
        for place, job in enumerate(over)
    ]
    made = [_with_files(each, job.output, stage) for each, job in zip(ends, over, strict=True)]
    for each in made:
        assert each.change is not None
        book.collect(number, [each], "test", each.change.at)


def ended(attempt: int, job: int, fails: bool, began: float, dice: random.Random) -> Collected:
    """Return how an attempt ended."""
    seconds, memory = dice.uniform(600, 3000), dice.uniform(900, 2300)
    now = began + 60 + seconds
    failure, reason = FAILURES[attempt % len(FAILURES)] if fails else (None, "")
    states = (AttemptState.FAILED, JobState.FAILED) if fails else (AttemptState.DONE, JobState.DONE)
    steps = [{"step": "run", "started": began, "seconds": seconds, "exit_code": 41 if fails else 0}]
    report = json.dumps(
        {"steps": steps, "outputs": [{"path": "dst.fits", "size": 1_000_000, "checksum": ["adler32", "1"]}]}
    )
    used = (began + 60, now, memory, seconds * 0.9, f"node{dice.randint(1, 9)}")
    end = AttemptEnd(attempt, states[0], 41 if fails else 0, failure, reason, report, *used)
    return Collected(end, JobChange(job, states[1], now, failure, reason, exit_code=end.exit_code))


def _with_files(made: Collected, output: str, stage: str) -> Collected:
    """Write the pictures and figures of the last stages as files, and record them; of others only the record."""
    if made.end.failure is not None:
        return made
    texts = {"spectrum.svg": PICTURE, "spectrum.json": json.dumps(FIGURES)} if stage == "spectrum" else {}
    for name, text in texts.items():
        Path(output).mkdir(parents=True, exist_ok=True)
        Path(output, name).write_text(text, encoding="utf-8")
    files = [NewFile("results", f"{output}/{name}", len(text), "adler32", "1") for name, text in texts.items()]
    return replace(made, files=files or [NewFile("dst", f"{output}/{stage}.fits", 48_000_000, "adler32", "6e960812")])


FIGURES = {
    "significance": 61.4, "excess": 1234.5, "livetime_s": 7200.0, "on": 1500, "off": 2000,
    "fitted": {"index": 2.39, "norm": 3.76e-11}, "errors": {"index": 0.03, "norm": 7e-13},
}  # fmt: skip

SHOWN: Sequence[Told] = (
    Told("crab-2004", dsts=24, failed=3),
    Told("pks2155-flare", "PKS 2155-304", "denauroi", "Distributed-Grid", 40, 5, began=BEGAN + 5 * HOUR),
    Told("crab-tables", "Crab Nebula", "marie", "Lyon", 12, 0, began=BEGAN + 20 * HOUR),
    Told("rxj1713-morphology", "RX J1713.7-3946", "lenain", "Lyon", 60, 2, False, BEGAN + 30 * HOUR, BEGAN + 36 * HOUR),
)


def main() -> None:
    """Fill a folder."""
    root = Path(sys.argv[1])
    with Bookkeeping.open(root / "bookkeeping.sqlite") as book:
        fill(book, root, *SHOWN)


if __name__ == "__main__":
    main()
