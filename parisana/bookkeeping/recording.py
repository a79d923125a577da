"""Recording the jobs of a plan: streamed in batches, with little memory whatever their number."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select

from parisana.core.states import JobState
from parisana.errors import Bug

from . import counters
from .door import BATCH, chunks
from .records import NewJob
from .schema import job_inputs, jobs


class Recorder:
    """Records jobs of one production; knows of each recorded number its id, and whether it is done."""

    def __init__(self, connection: Connection, production: int, stage_ids: dict[str, int], at: float) -> None:
        self._connection = connection
        self._production = production
        self._stage_ids = stage_ids
        self._at = at
        self._ids = array("q")
        self._done = bytearray()
        self.states: Counter[JobState] = Counter()

    def know(self) -> None:
        """Learn the jobs of earlier revisions."""
        query = select(jobs.c.number, jobs.c.id, jobs.c.state).where(jobs.c.production_id == self._production)
        for number, job_id, state in self._connection.execute(query):
            self._remember(number, job_id, state is JobState.DONE)

    def record(self, new: Iterable[NewJob]) -> None:
        """Record jobs and their inputs, and count them."""
        deltas: counters.Deltas = Counter()
        for chunk in chunks(new, BATCH):
            rows = [self._row(job) for job in chunk]
            self._connection.execute(insert(jobs), rows)
            self._learn_ids(chunk)
            self._record_inputs(chunk)
            deltas.update((row["stage_id"], row["state"]) for row in rows)
        counters.add(self._connection, self._production, deltas)
        for (_, state), n in deltas.items():
            self.states[state] += n

    def _row(self, job: NewJob) -> dict[str, Any]:
        unmet = sum(1 for _, number, _ in job.inputs if number is not None and not self._is_done(job, number))
        self._remember(job.number, 0, job.done)
        return {
            "production_id": self._production,
            "stage_id": self._stage_ids[job.stage],
            "number": job.number,
            "key": job.key,
            "unit": job.unit,
            "runs": job.runs,
            "resources": job.resources,
            "parameters": job.parameters,
            "output": job.output,
            "state": _first_state(job, unmet),
            "reason": "",
            "attempts": 0,
            "changed_at": self._at,
            "not_before": 0.0,
            "unmet": unmet,
        }

    def _learn_ids(self, chunk: list[NewJob]) -> None:
        numbers = [job.number for job in chunk]
        query = select(jobs.c.number, jobs.c.id).where(
            jobs.c.production_id == self._production, jobs.c.number.between(min(numbers), max(numbers))
        )
        for number, job_id in self._connection.execute(query):
            self._ids[number] = job_id

    def _record_inputs(self, chunk: list[NewJob]) -> None:
        rows = [
            {
                "job_id": self._ids[job.number],
                "position": position,
                "name": name,
                "input_job_id": None if number is None else self._ids[number],
                "path": path,
            }
            for job in chunk
            for position, (name, number, path) in enumerate(job.inputs)
        ]
        for part in chunks(rows, BATCH):
            self._connection.execute(insert(job_inputs), part)

    def _remember(self, number: int, job_id: int, done: bool) -> None:
        missing = number + 1 - len(self._ids)
        if missing > 0:
            self._ids.extend([-1] * missing)
            self._done.extend(bytes(missing))
        self._ids[number] = job_id
        self._done[number] = done

    def _is_done(self, job: NewJob, number: int) -> bool:
        if number >= len(self._ids) or self._ids[number] < 0:
            raise Bug(f"Job {job.number} was to be recorded before job {number}, whose output it needs.")
        return bool(self._done[number])


def _first_state(job: NewJob, unmet: int) -> JobState:
    if job.done:
        return JobState.DONE
    return JobState.WAITING if unmet else JobState.READY
