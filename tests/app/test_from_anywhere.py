"""A production means the same from every folder, and with the runs that it began with."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from parisana.app.session import Session
from parisana.core.jobs.states import ProductionState
from parisana.errors import InputError
from parisana.plugins.fake_backend import FakeSite

from .toy import Toy, last, states, total


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that has nothing to do with the profile."""
    return tmp_path_factory.mktemp("elsewhere")


def listed(toy: Toy, *runs: int) -> Path:
    """Write a profile whose runs are in a file beside it."""
    (toy.root / "mine.lis").write_text("".join(f"{run}\n" for run in runs))
    return toy.profile({"file": "mine.lis"})


def broken_slice(toy: Toy, session: Session, profile: Path) -> int:
    """Run to the end with one slice that finds its inputs bad."""
    toy.order("refine.slice-002", "exit3")
    production = session.submit(session.plan(profile))
    assert last(session.follow(production)).state is ProductionState.FAILED
    return production


def test_a_merge_of_what_is_there_works_from_any_folder(
    fake_toy: Toy, batch: FakeSite, session: Session, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = broken_slice(fake_toy, session, listed(fake_toy, 1, 2, 3))
    monkeypatch.chdir(elsewhere)
    (fake_toy.root / "mine.lis").unlink()
    assert session.merge(production, "merge") == ["refine slice-002"]
    last(session.follow(production))
    assert total(session, production) == 1 + 3


def test_a_run_list_that_is_edited_later_does_not_change_what_is_merged(
    fake_toy: Toy, batch: FakeSite, session: Session
) -> None:
    production = broken_slice(fake_toy, session, listed(fake_toy, 1, 2, 3))
    listed(fake_toy, 7, 8, 9)
    session.merge(production, "merge")
    last(session.follow(production))
    assert total(session, production) == 4


def test_the_copy_in_the_working_area_plans_the_same_from_any_folder(
    fake_toy: Toy, batch: FakeSite, session: Session, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = session.plan(listed(fake_toy, 4, 5))
    production = session.submit(prepared)
    copy = Path(session.production(production).working) / "profile.yaml"
    monkeypatch.chdir(elsewhere)
    again = session.plan(copy)
    assert [job.key for job in again.plan.jobs] == [job.key for job in prepared.plan.jobs]
    assert [stage.parameters for stage in again.plan.stages] == [stage.parameters for stage in prepared.plan.stages]
    assert session.extend(production, copy) == 0


def test_the_recorded_text_keeps_the_comments_of_its_author(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    profile = listed(fake_toy, 1)
    profile.write_text("# The night of the flare.\n" + profile.read_text())
    text = session.profile_text(session.submit(session.plan(profile)))
    assert text.startswith("# The night of the flare.\n")
    assert yaml.safe_load(text)["stages"]["make"]["orders"] == str(fake_toy.root / "orders")


def test_a_text_that_cannot_be_changed_in_place_is_written_anew(
    fake_toy: Toy, batch: FakeSite, session: Session
) -> None:
    profile = fake_toy.profile([1])
    text = profile.read_text() + "stages:\n  make: &same {factor: 2}\n  refine: *same\n"
    profile.write_text(text)
    recorded = yaml.safe_load(session.profile_text(session.submit(session.plan(profile))))
    assert {name: stage["orders"] for name, stage in recorded["stages"].items()} == dict.fromkeys(
        ("make", "refine", "merge"), str(fake_toy.root / "orders")
    )
    assert recorded["stages"]["refine"]["factor"] == 2


def test_a_merge_is_refused_while_nothing_is_there(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    fake_toy.order("make.slice-001", "exit3")
    production = session.submit(session.plan(fake_toy.profile([1])))
    last(session.follow(production))
    with pytest.raises(InputError, match="no slice is done"):
        session.merge(production, "merge")
    assert states(session, production) == ["make.slice-001 inputs", "refine.slice-001 waiting", "merge.all waiting"]


def test_retrying_and_extending_work_from_any_folder(
    fake_toy: Toy, batch: FakeSite, session: Session, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = listed(fake_toy, 1, 2)
    production = broken_slice(fake_toy, session, profile)
    listed(fake_toy, 1, 2, 3)
    monkeypatch.chdir(elsewhere)
    assert session.retry(production) == 1
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 3
    assert session.extend(production, profile) == 3
    session.stop(production)
    assert session.resume(production) == 0
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 6
    assert len(list(Path(session.production(production).working).glob("runs-*.lis"))) == 2
