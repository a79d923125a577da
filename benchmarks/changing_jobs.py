"""Jobs that change while somebody looks at them: for a process of its own, as other programs would change them."""

from __future__ import annotations

import time

#: Changes a second, and in how many transactions.
UPDATES, WRITES = 1000, 20


def change() -> None:
    """Let queued jobs run, and run again: 1,000 changes a second in 20 transactions."""
    from parisana.app.jobs.job_table import JobQuery
    from parisana.app.session import Session
    from parisana.bookkeeping.values.entries import JobChange
    from parisana.core.jobs.states import JobState

    session = Session()
    queued = [row.id for row in session.job_rows(JobQuery(1, (JobState.QUEUED,), limit=20_000))]
    pause, part, place, state = 1 / WRITES, UPDATES // WRITES, 0, JobState.RUNNING
    while True:
        began = time.monotonic()
        some = queued[place : place + part]
        session.book.step_jobs(1, [JobChange(job, state, time.time()) for job in some], "benchmark")
        place += part
        if place >= len(queued):
            place, state = 0, JobState.QUEUED if state is JobState.RUNNING else JobState.RUNNING
        time.sleep(max(0.0, pause - (time.monotonic() - began)))
