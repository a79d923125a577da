"""The reason for which jobs wait is recorded when it is another one; saying none takes none away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from parisana.app.session import Session
from parisana.core.jobs.states import JobState
from parisana.plugins.backend import Living, NativeState
from parisana.plugins.fake_backend import FakeBackend, FakeSite

from .toy import Toy


def test_only_another_reason_is_written_down(
    fake_toy: Toy, batch: FakeSite, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.run_row = None
    said, written = [""], [0]
    production = session.submit(session.plan(fake_toy.profile([1, 2])), ["make"])

    def poll(self: FakeBackend, native_ids: Sequence[str]) -> list[Living]:
        return [Living(f"{native_ids[0]}.{row}", NativeState.QUEUED, said[0]) for row in (1, 2)]

    def step_jobs(*words: Any) -> object:
        written[0] += 1
        return step(*words)

    step = session.book.step_jobs
    monkeypatch.setattr(FakeBackend, "poll", poll)
    monkeypatch.setattr(session.book, "step_jobs", step_jobs)
    found = []
    for reason in ("Resources", "Resources", "", "Priority"):
        said[0] = reason
        with session.driving(production) as follower:
            follower.step()
        jobs = list(session.all_jobs(production))
        assert {job.state for job in jobs} == {JobState.QUEUED}
        found.append(({job.reason for job in jobs}, written[0]))
    assert found == [({"Resources"}, 1), ({"Resources"}, 1), ({"Resources"}, 1), ({"Priority"}, 2)]
