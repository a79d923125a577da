"""Changing a production: jobs are added or superseded, and never renumbered."""

from __future__ import annotations

import pytest

from parisana.app.session import Session
from parisana.core.states import ProductionState
from parisana.errors import InputError
from parisana.plugins.fake_backend import FakeSite

from .toy import Toy, last, states, total


def test_extending_adds_only_what_is_new(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = session.submit(session.plan(fake_toy.profile([1, 2])))
    last(session.follow(production))
    before = {job.key: job.number for job in session.all_jobs(production)}
    assert session.extend(production, fake_toy.profile([1, 2, 3])) == 3
    assert last(session.follow(production)).state is ProductionState.DONE
    after = {job.key: job.number for job in session.all_jobs(production)}
    assert total(session, production) == 6
    assert {key: after[key] for key in before if key in after} == {k: n for k, n in before.items() if k in after}
    assert max(fake_toy.starts().values()) == 1


def test_a_plan_that_changed_is_refused_with_the_difference(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    shown = session.plan(fake_toy.profile([1]))
    now = session.plan(fake_toy.profile([1, 2]))
    session.expect(shown, shown.plan.digest[:12])
    with pytest.raises(InputError, match="make: 1 jobs then, 2 now"):
        session.expect(now, shown.plan.digest, shown.plan)


def test_only_some_stages_need_what_comes_before(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    prepared = session.plan(fake_toy.profile([1]))
    with pytest.raises(InputError, match="refine needs make"):
        session.submit(prepared, ["refine"])
    first = session.submit(prepared, ["make"])
    last(session.follow(first))
    second = session.submit(session.plan(fake_toy.profile([1])), ["refine"])
    assert last(session.follow(second)).state is ProductionState.DONE
    assert states(session, second) == ["refine.slice-001 done"]
