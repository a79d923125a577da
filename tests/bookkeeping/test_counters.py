"""Counters and unmet inputs equal a recount after any steps."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, JobChange, NewRevision
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.states import JobState
from tests.bookkeeping.samples import STAGES, diamond, new_job, new_production, submission

STEPS = st.lists(st.tuples(st.integers(1, 7), st.sampled_from(JobState)), min_size=1, max_size=6)


class Steps(RuleBasedStateMachine):
    """Random steps, legal or not, submissions, reports and revisions."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.book = Bookkeeping.open(Path(self.folder.name) / "book.db")
        self.tags = 0
        self.last = 5

    @initialize()
    def record(self) -> None:
        self.production = self.book.create_production(new_production(), STAGES, diamond())
        self.epoch = self.book.take_lease(self.production, "driver", "lab", 1, 600)

    def ids(self) -> dict[int, int]:
        return {job.number: job.id for job in self.book.jobs(self.production, superseded=True)}

    @rule(steps=STEPS)
    def step(self, steps: list[tuple[int, JobState]]) -> None:
        ids = self.ids()
        changes = [JobChange(ids.get(number, 10**6), state, 200.0) for number, state in steps]
        self.book.step_jobs(self.production, changes, "random")

    @rule(accepted=st.booleans())
    def send(self, accepted: bool) -> None:
        ready = self.book.next_ready(self.production, 2, 999.0)
        if not ready:
            return
        self.tags += 1
        tag = f"t{self.tags}"
        self.book.intend(self.production, submission([job.id for job in ready], self.epoch, tag, ready[0].stage))
        self.book.mark_sent(tag, 201.0)
        if accepted:
            self.book.accepted(tag, tag, {row: f"{tag}.{row}" for row in range(1, len(ready) + 1)}, 202.0)
        else:
            self.book.refused(tag, "no", 202.0)

    @rule()
    def collect(self) -> None:
        found = [
            Collected(AttemptEnd(one.id, AttemptState.DONE), JobChange(one.job_id, JobState.DONE, 300.0))
            for one in self.book.living_attempts(self.production)[:2]
        ]
        self.book.collect(self.production, found, "collector", 300.0)

    @rule(old=st.integers(1, 5))
    def revise(self, old: int) -> None:
        self.last += 1
        revision = NewRevision("e" * 64, "", "", "", 300.0)
        if self.book.job(self.production, old).superseded_by is None:
            new = [new_job(self.last, "merging", [1, 2])]
            self.book.add_revision(self.production, revision, STAGES, new, {old: self.last})

    @invariant()
    def counts_are_right(self) -> None:
        if not hasattr(self, "production"):
            return
        assert self.book.differences(self.production) == []
        jobs = {job.id: job for job in self.book.jobs(self.production, superseded=True)}
        inputs = self.book.inputs_of(jobs)
        for job in jobs.values():
            wanted = [jobs[one.input_job_id] for one in inputs.get(job.id, []) if one.input_job_id]
            assert job.unmet == sum(one.state is not JobState.DONE for one in wanted)
            assert not (job.state is JobState.WAITING and job.unmet == 0)
            assert not (job.state is JobState.READY and job.unmet > 0)

    def teardown(self) -> None:
        self.book.close()
        self.folder.cleanup()


TestSteps = Steps.TestCase
TestSteps.settings = settings(
    max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
