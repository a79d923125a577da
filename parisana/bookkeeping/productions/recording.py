"""Recording the jobs of a plan: streamed in batches, with little memory whatever their number."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, insert, select

from parisana.bookkeeping.database.bulk import Bulk, Values, word
from parisana.bookkeeping.database.door import BATCH, chunks
from parisana.bookkeeping.jobs import counters
from parisana.bookkeeping.schema import job_inputs, jobs
from parisana.bookkeeping.values.entries import NewJob
from parisana.core.jobs.states import JobState
from parisana.errors import Bug

from . import needing, simulating

_JOBS = Bulk(
    insert(jobs),
    *("production_id", "stage_id", "number", "key", "unit", "runs", "resources", "parameters", "output"),
    *("state", "reason", "attempts", "changed_at", "not_before", "unmet"),
)
_INPUTS = Bulk(insert(job_inputs), "job_id", "position", "name", "input_job_id", "path")


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
        self._needed: dict[str, needing.Needed] = {}
        self.rows: dict[int, int] = {}
        """The ids of a Monte-Carlo production's rows, by their numbers."""

    def know(self) -> None:
        """Learn the jobs of earlier revisions."""
        query = select(jobs.c.number, jobs.c.id, jobs.c.state).where(jobs.c.production_id == self._production)
        for number, job_id, state in self._connection.execute(query):
            self._remember(number, job_id, state is JobState.DONE)

    def record(self, new: Iterable[NewJob]) -> None:
        """Record jobs and their inputs, and count them."""
        deltas: counters.Deltas = Counter()
        for chunk in chunks(new, BATCH):
            self._needed |= needing.learn(self._connection, self._production, chunk, self._needed)
            states = [self._state(job) for job in chunk]
            rows = [self._row(job, *state) for job, state in zip(chunk, states, strict=True)]
            _JOBS.run(self._connection, rows)
            self._learn_ids(chunk)
            self._record_inputs(chunk)
            needing.record(self._connection, self._production, self._waiting(chunk))
            self._record_seeds(chunk)
            deltas.update((self._stage_ids[job.stage], state[0]) for job, state in zip(chunk, states, strict=True))
        counters.add(self._connection, self._production, deltas)
        for (_, state), n in deltas.items():
            self.states[state] += n

    def _state(self, job: NewJob) -> tuple[JobState, int]:
        """Return where a job begins, and how many of its inputs are missing."""
        unmet = sum(1 for _, number, *_ in job.inputs if number is not None and not self._is_done(job, number))
        unmet += sum(not self._needed[path].ready for path in needing.paths(job))
        self._remember(job.number, 0, job.done)
        return JobState.DONE if job.done else JobState.WAITING if unmet else JobState.READY, unmet

    def _row(self, job: NewJob, state: JobState, unmet: int) -> Values:
        told = (job.number, job.key, job.unit, job.runs, job.resources, job.parameters, job.output)
        return (self._production, self._stage_ids[job.stage], *told, word(state), "", 0, self._at, 0.0, unmet)

    def _learn_ids(self, chunk: list[NewJob]) -> None:
        numbers = [job.number for job in chunk]
        query = select(jobs.c.number, jobs.c.id).where(
            jobs.c.production_id == self._production, jobs.c.number.between(min(numbers), max(numbers))
        )
        for number, job_id in self._connection.execute(query).all():
            self._ids[number] = job_id

    def _record_inputs(self, chunk: list[NewJob]) -> None:
        rows = (
            (self._ids[job.number], position, name, None if number is None else self._ids[number], path)
            for job in chunk
            for position, (name, number, path, _) in enumerate(job.inputs)
        )
        _INPUTS.run(self._connection, rows)

    def _waiting(self, chunk: list[NewJob]) -> Iterator[tuple[int, int]]:
        """Yield the jobs with what must be declared ready for each."""
        return ((self._ids[job.number], self._needed[path].id) for job in chunk for path in needing.paths(job))

    def _record_seeds(self, chunk: list[NewJob]) -> None:
        rows = [
            (self._ids[job.number], self.rows[job.of_row], int(job.runs), job.showers) for job in chunk if job.of_row
        ]
        if rows:
            simulating.record_jobs(self._connection, rows)

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
