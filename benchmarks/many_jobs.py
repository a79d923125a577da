"""A production of a million jobs in any state, recorded by the bookkeeping itself and then brought forward at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import String, case, cast, create_engine, func, select, update

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database import opening as database
from parisana.bookkeeping.schema import counters, jobs
from parisana.bookkeeping.values.entries import NewJob, NewProduction
from parisana.core.jobs.states import Failure, JobState

JOBS = 1_000_000
STAGES = [("dst", "DST"), ("selection", "Selection")]
RESOURCES = '{"memory_mb": 800, "time_s": 600, "disk_mb": 200, "cores": 1}'
#: What a suite and a site must be for the window to show the production's name; nothing is sent.
PROFILE = "parisana: profile/1\nname: many\nsuite: gammapy\nsite: local\n"


def record(place: str | Path, count: int = JOBS) -> int:
    """Record the production and return its number; one that is there already is left as it is."""
    with Bookkeeping.open(place) as book:
        if there := book.productions(limit=1):
            return there[0].id
        new = NewProduction("many", "toy", "local", "me", "here", "/data", "0" * 64, PROFILE, "", "", time.time())
        production = book.create_production(new, STAGES, new_jobs(count))
    bring_forward(place)
    return production


def new_jobs(count: int) -> Iterator[NewJob]:
    """Yield the jobs of two stages, one a run."""
    for number in range(1, count + 1):
        stage = STAGES[number > count // 2][0]
        unit = f"run-{(number - 1) % (count // 2) + 20_000:06d}"
        output = f"/data/{stage}/{unit}"
        yield NewJob(number, f"{number:064x}", stage, unit, unit[4:], RESOURCES, "/data/p.json", output)


def bring_forward(place: str | Path) -> None:
    """Let most be done, some run or wait and a few have failed, with times and memory that all differ."""
    engine = create_engine(database.connect(database.address(place)).url)
    number = jobs.c.number
    state = case(
        (number % 50 == 0, JobState.FAILED), (number % 10 < 2, JobState.RUNNING), (number % 10 == 3, JobState.QUEUED),
        else_=JobState.DONE,
    )  # fmt: skip
    failed = number % 50 == 0
    values = {
        "state": state,
        "failure": case((failed, Failure.MEMORY), else_=None),
        "reason": case((failed, "over 2,400 MB on node " + cast(number % 97, String(8))), else_=""),
        "attempts": 1,
        "site": case((number % 3 == 0, "Lyon"), else_="Distributed Grid"),
        "native_id": cast(9_000_000 + number, String(16)),
        "changed_at": 1.7e9 + number * 7919 % 1_000_003,
        "seconds": number * 7919 % 40_009,
        "peak_memory_mb": number * 10_4729 % 8_009,
    }
    with engine.begin() as connection:
        connection.execute(update(jobs).values(values))
        connection.execute(update(counters).values(n=0))
        counted = select(jobs.c.production_id, jobs.c.stage_id, jobs.c.state, func.count())
        for production, stage, word, n in connection.execute(counted.group_by(*counted.selected_columns[:3])).all():
            mine = (counters.c.production_id == production) & (counters.c.stage_id == stage)
            connection.execute(update(counters).where(mine, counters.c.state == word).values(n=n))
    engine.dispose()
