"""``python -m tests.ui.failing FOLDER``: a production with failures of several classes, for the pictures."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from heapq import heapify, heappop, heappush
from pathlib import Path
from unittest import mock

from parisana.app.session import Session
from parisana.core.jobs.states import Failure, JobState
from parisana.plugins.fake_backend import fake_site
from tests.app.toy import Toy
from tests.ui.productions import end, step

#: Class, message, what the log says last, and how many jobs.
FAILURES = (
    (Failure.MEMORY, "std::bad_alloc in table filler", 9),
    (Failure.MEMORY, "it used 2,399 MB of 2,400 MB", 5),
    (Failure.STAGE_IN, "XROOTD root://xrd.lab.org:1094//dst/run_{0}.fits timed out", 4),
    (Failure.STAGE_IN, "DST/run_{0} not on disk", 3),
    (Failure.TIME, "it used 86,400 s", 4),
    (Failure.SOFTWARE, "no muon efficiency for run {0}", 2),
    (Failure.NODE, "no space left in /scratch/{0}/tmp", 1),
)
RUNNING, JOBS = 12, 180
SPAN = 6 * 3600.0
#: When something happens, of which job, and what; a list that it returns is what comes of it.
Act = tuple[float, int, Callable[[], object]]


def main() -> None:
    """Make the production in the home that the environment names."""
    toy = Toy(Path(sys.argv[1]), "fake")
    toy.site(limits={"memory": "8000 MB", "duration": "24 h"})
    toy.suite(memory={"base": 2400}, time={"base": 5400})
    os.environ.update({name: value for name, value in toy.environment.items() if name != "PARISANA_HOME"})
    fake_site(str(toy.root))
    began = time.time() - SPAN
    session = Session(clock=lambda: began)
    profile = toy.profile(range(1, JOBS + 1), name="crab-prod26")
    production = session.submit(session.plan(profile, again=True))
    session.close()
    acts = [*steps(production, began), *sendings(production, began)]
    heapify(acts)
    while acts:
        at, _, act = heappop(acts)
        with mock.patch("time.time", return_value=at):
            found = act()
        for further in found if isinstance(found, list) else ():
            heappush(acts, further)


def sendings(production: int, began: float) -> Iterator[Act]:
    """Yield when the next stage is sent, and when somebody tries some jobs again."""
    for part in range(5, 15):
        at = began + SPAN * part / 15
        yield at, part, partial(send, production, at, began + SPAN)
    at = began + SPAN * 10.5 / 15
    yield at, 0, partial(again, production, at)


def again(production: int, at: float) -> None:
    """Try the jobs again that hardly lacked memory."""
    session = Session(clock=lambda: at)
    session.retry(production, failure=Failure.MEMORY, message="it used N MB of N MB")
    session.close()


def send(production: int, at: float, now: float) -> list[Act]:
    """Send what is ready; return when it runs and ends."""
    session = Session(clock=lambda: at)
    before = {job.number for job in session.all_jobs(production, JobState.QUEUED)}
    session.send(production)
    fresh = [job.number for job in session.all_jobs(production, JobState.QUEUED) if job.number not in before]
    session.close()
    dice = random.Random(len(fresh))
    acts: list[Act] = []
    for place, number in enumerate(fresh):
        seconds, start = dice.gauss(1500, 200), at + 120 + 70 * place
        ended = partial(end, production, number, seconds=seconds, memory_mb=dice.gauss(900, 90), host="node5")
        acts += [(start, number, partial(step, production, JobState.RUNNING, number)), (start + seconds, number, ended)]
    return [act for act in acts if act[0] < now]


def steps(production: int, began: float) -> Iterator[Act]:
    """Yield when each job runs and ends, and how; the last ones still run."""
    kinds = [(failure, message) for failure, message, count in FAILURES for _ in range(count)]
    ends: list[tuple[Failure | None, str]] = [*kinds, *[(None, "")] * (JOBS - RUNNING - len(kinds))]
    dice = random.Random(7)
    dice.shuffle(ends)
    for number, (failure, message) in enumerate(ends, 1):
        seconds, memory = dice.gauss(3000, 500), dice.gauss(1700, 220)
        memory = dice.uniform(2385, 2399) if failure is Failure.MEMORY else memory
        at = began + seconds + (SPAN - 2 * 3600) * number / JOBS
        words = message.format(23000 + 7 * number)
        ended = partial(end, seconds=seconds, memory_mb=memory, host=f"node{dice.randrange(1, 5)}")
        yield at - seconds, number, partial(step, production, JobState.RUNNING, number)
        yield at, number, partial(ended, production, number, failure, words, log(words))
    for number in range(len(ends) + 1, JOBS + 1):
        yield began + SPAN - 60 * number, number, partial(step, production, JobState.RUNNING, number)


def log(words: str) -> str:
    """Return a log that ends with an error."""
    steps = [
        f"10:{at:02d}:08 file {at} of 40, {at * 30_101:,} showers, resident {900 + at * 37:,} MB" for at in range(40)
    ]
    ends = ["10:41:33 WARN  histogram 'effarea_loose' grows: 512 x 512 x 64 bins", f"10:41:34 ERROR {words}"]
    return "\n".join([*steps, *ends, "10:41:35 exit code 134", ""])


if __name__ == "__main__":
    main()
