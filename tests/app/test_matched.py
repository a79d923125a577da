"""A profile whose run list is a query alone: the runs that match when it is planned, and those that come later."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from parisana.app.ground import library
from parisana.app.session import Session
from parisana.core.texts.document import read
from parisana.errors import InputError
from parisana.plugins.fake_backend import FakeSite
from tests.cli.running import runner

from .conftest import Clock
from .test_matching import matching, night, until_idle
from .toy import Toy, total


def alone(toy: Toy, **asked: object) -> Path:
    """Write a profile that has a query, with a comment, and no runs."""
    path = toy.profile([1], matching=asked)
    written = yaml.safe_load(path.read_text())
    del written["runs"]
    path.write_text("# Only good nights.\n" + yaml.safe_dump(written, sort_keys=False))
    return path


def test_the_runs_that_match_when_planned_are_the_run_list_and_others_come_later(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock
) -> None:
    folder = night(fake_toy.root / "store", 1, 5)
    profile = alone(fake_toy, **matching(Path("store")))
    plan = session.plan(profile)
    assert plan.order.runs == (1, 5)
    production = session.submit(plan)
    until_idle(session, production)
    assert total(session, production) == 6
    text = session.book.revision(production).profile_text
    assert [each["run"] for each in read(text, "profile").data["runs"]] == [1, 5] and text.startswith(
        "# Only good nights."
    ), "as it was planned"
    night(folder, 1, 5, 7)
    clock.now += 3600
    until_idle(session, production)
    assert total(session, production) == 13 and session.book.revision(production).number == 2
    assert "runs" not in read(profile.read_text(), "profile").data, "the user's own file stays as it is"


def test_a_plan_that_was_looked_at_is_another_one_when_other_runs_match(fake_toy: Toy, session: Session) -> None:
    folder = night(fake_toy.root / "store", 1, 5)
    profile = alone(fake_toy, **matching(folder))
    first = session.plan(profile).plan.digest
    assert session.plan(profile).plan.digest == first
    night(folder, 1, 5, 7)
    assert session.plan(profile).plan.digest != first


def test_where_no_run_matches_nothing_is_planned(fake_toy: Toy, session: Session) -> None:
    folder = night(fake_toy.root / "store", 1, 5, quality=1)
    with pytest.raises(InputError, match=r"No run matches now: .*quality good") as caught:
        session.plan(alone(fake_toy, **matching(folder)))
    assert "matching" in (caught.value.field or "")
    with pytest.raises(InputError, match="nowhere"):
        session.plan(alone(fake_toy, **matching(fake_toy.root / "nowhere")))


def test_files_stand_for_the_run_list(
    fake_toy: Toy, session: Session, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = fake_toy.root / "raw"
    folder.mkdir()
    for number in (9, 12):
        (folder / f"run_{number:06d}.root").write_text("DST")
    profile = alone(fake_toy, files="raw/run_{run}.root")
    with pytest.raises(InputError, match="No run matches"):
        session.plan(profile)
    for path in folder.iterdir():
        os.utime(path, (1e9, 1e9))
    assert session.plan(profile).order.runs == (9, 12)
    run = runner(capsys)
    assert [each["number"] for each in run("runs", "export", str(profile), "--json").json] == [9, 12]
    assert run("profile", "check", str(profile)).code == 0
    assert run("write", str(profile), str(fake_toy.root / "by-hand")).code == 0
    assert list((fake_toy.root / "by-hand").glob("*.sh"))


def test_a_profile_without_runs_says_what_may_stand_in_their_place(fake_toy: Toy) -> None:
    path = alone(fake_toy, **matching(fake_toy.root / "store"))
    assert library.load_profile(path)[0].runs is None
    path.write_text(path.read_text().partition("matching:")[0])
    with pytest.raises(InputError, match="The key runs is missing") as caught:
        library.load_profile(path)
    assert "matching" in (caught.value.hint or "")
