"""Changing a production: jobs are added or superseded, and never renumbered."""

from __future__ import annotations

from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.core.jobs.states import ProductionState
from parisana.errors import InputError
from parisana.plugins.fake_backend import FakeSite, run_here

from .toy import Toy, keys, last, states, total


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
    with pytest.raises(InputError, match="make: 1 job then, 2 now"):
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


def slice_lost(toy: Toy, session: Session) -> int:
    """Run three slices to the end; the second finds its inputs bad."""
    toy.order("refine.slice-002", "exit3")
    production = session.submit(session.plan(toy.profile([1, 2, 3])))
    assert last(session.follow(production)).state is ProductionState.FAILED
    return production


def stages(session: Session, production: int) -> list[str]:
    return [stage.name for stage in session.book.stages(production)]


def test_a_lost_slice_is_named_and_left_out(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = slice_lost(fake_toy, session)
    assert session.merge(production, "merge") == ["refine slice-002"]
    last(session.follow(production))
    assert total(session, production) == 1 + 3
    assert states(session, production)[-2:] == ["merge.all waiting", "merge.all done"]
    assert stages(session, production) == ["make", "refine", "merge"]
    assert max(fake_toy.starts().values()) == 1


def test_the_whole_merge_still_comes_when_the_lost_slice_does(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = slice_lost(fake_toy, session)
    session.merge(production, "merge")
    last(session.follow(production))
    assert session.retry(production) == 1
    assert last(session.follow(production)).state is ProductionState.DONE
    totals = sorted(int(Path(result.path).read_text()) for result in session.results(production, "merge"))
    assert totals == [4, 6]


def test_a_merge_that_failed_is_tried_again_when_it_is_asked_for_again(
    fake_toy: Toy, batch: FakeSite, session: Session
) -> None:
    production = slice_lost(fake_toy, session)
    fake_toy.order("merge.all", "exit3")
    session.merge(production, "merge")
    assert last(session.follow(production)).state is ProductionState.FAILED
    jobs = keys(session, production)
    assert session.merge(production, "merge") == ["refine slice-002"]
    last(session.follow(production))
    assert total(session, production) == 4
    assert keys(session, production) == jobs


def test_a_merge_with_everything_there_adds_nothing(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = session.submit(session.plan(fake_toy.profile([1, 2])))
    last(session.follow(production))
    before = keys(session, production)
    assert session.merge(production, "merge") == []
    assert last(session.follow(production)).state is ProductionState.DONE
    assert keys(session, production) == before


def test_a_production_of_some_stages_can_be_merged_later(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = session.submit(session.plan(fake_toy.profile([1, 2])), ["make", "refine"])
    last(session.follow(production))
    assert session.merge(production, "merge") == []
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 3


def test_a_stage_that_is_not_there_is_not_merged(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = session.submit(session.plan(fake_toy.profile([1])))
    with pytest.raises(InputError, match="no stage merging") as caught:
        session.merge(production)
    assert "make, refine, merge" in str(caught.value)


def test_a_mended_profile_replaces_what_it_changes_and_keeps_the_rest(
    fake_toy: Toy, batch: FakeSite, session: Session
) -> None:
    production = slice_lost(fake_toy, session)
    before = {f"{job.stage}.{job.unit}": job for job in session.all_jobs(production)}
    mended = fake_toy.profile([1, 2, 3], stages={"refine": {"factor": 2}})
    assert session.extend(production, mended) == 4
    after = {f"{job.stage}.{job.unit}": job for job in session.all_jobs(production)}
    assert after.keys() == before.keys()
    for name, job in after.items():
        assert (job.number == before[name].number) == name.startswith("make."), name
    old = session.book.job(production, before["refine.slice-002"].number)
    assert (old.state, old.superseded_by) == ("failed", after["refine.slice-002"].number)
    waiting = session.book.job(production, before["merge.all"].number)
    assert (waiting.state, waiting.superseded_by) == ("cancelled", after["merge.all"].number)
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 12
    assert fake_toy.starts()[before["make.slice-001"].key] == 1


def test_an_unchanged_profile_revises_nothing(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    profile = fake_toy.profile([1, 2])
    production = session.submit(session.plan(profile))
    assert session.extend(production, profile) == 0
    assert session.book.revision(production).number == 1


def test_runs_that_are_taken_out_are_withdrawn(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = session.submit(session.plan(fake_toy.profile([1, 2, 3])))
    last(session.follow(production))
    assert session.extend(production, fake_toy.profile([1, 2])) == 1
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 3
    assert len(keys(session, production)) == 5


def test_resuming_frees_what_was_stopped_and_nothing_else(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile([1, 2])))
    assert session.stop(production) == 2
    batch.run_row = run_here
    assert session.resume(production) == 2
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 3
    assert max(fake_toy.starts().values()) == 1
