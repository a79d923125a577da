"""Rows of a Monte-Carlo production that somebody declares ready as a whole, before the detector begins at them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from parisana.app.ground import places
from parisana.app.session import Session
from parisana.app.simulations.productions import Wish
from parisana.core.jobs.states import ProductionState
from parisana.core.plans.row_words import RowWord
from parisana.errors import InputError
from tests.cli.running import runner
from tests.waiting import until

from .test_simulations import ROWS, Lab, drive, lab, session

__all__ = ["lab", "session"]

SUITE = Path(__file__).parents[2] / "resources/suites/gammapy.yaml"


@pytest.fixture
def profile(lab: Lab) -> Path:
    """Return a profile of two rows with two units each, whose suite asks for a word before the detector."""
    document = yaml.safe_load(SUITE.read_text())
    document["name"] = "careful"
    (smash,) = (each for each in document["simulation"]["stages"] if each["name"] == "smash")
    smash["inputs"][0]["ready"] = {"declared": {"files": ["showers.npy"]}}
    folder = lab.root / "config/parisana/suites"
    folder.mkdir(parents=True)
    (folder / "careful.yaml").write_text(yaml.safe_dump(document))
    return lab.profile(rows=(0, 20), schedule={**ROWS, "showers": 80}, suite="careful")


def standing(session: Session, production: int) -> dict[str, str]:
    return {f"{job.stage} {job.unit}": job.state for job in session.all_jobs(production)}


def drive_until(session: Session, production: int, **wanted: int) -> None:
    """Drive until so many jobs of the stages are done, and say for nothing more."""
    with session.driving(production) as follower:

        def stands() -> bool:
            follower.step()
            done = [name.split()[0] for name, state in standing(session, production).items() if state == "done"]
            return {stage: done.count(stage) for stage in wanted} == wanted

        until(stands)


def test_a_row_is_declared_ready_as_a_whole(
    lab: Lab, session: Session, profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [row.start for row in session.dry_run(profile, look=False).stages] == ["ready", "after 1, once declared"]
    production = session.simulations.create(session.plan(profile))
    session.simulations.start(production)
    first, second = session.readiness.items(production)
    assert first.record.path.startswith("row: kaskade for smash, zenith 0°, azimuth 180°, index 2, seeds after ")
    with pytest.raises(InputError, match="0 of 2 jobs of kaskade done"):
        session.readiness.declare(first.record.id)
    drive_until(session, production, kaskade=4)
    assert session.book.awaits_word(production) and session.production(production).state is ProductionState.RUNNING
    (wait,) = session.readiness.waits(production)
    assert wait.reasons() == [
        f"{each.record.path} declared ready (number {each.record.id})" for each in (first, second)
    ]
    assert runner(capsys)("ready", "declare", str(first.record.id), "--version", "a").code == 0
    drive_until(session, production, smash=2)
    found = standing(session, production)
    assert {name[6:12]: state for name, state in found.items() if name.startswith("smash")} == {
        "row-01": "done",
        "row-02": "waiting",
    }
    file = next((lab.root / "shower").rglob("row-02-000002*/**/showers.npy"))
    content = file.read_bytes()
    file.unlink()
    with pytest.raises(InputError, match=r"row-02-000002: .*showers\.npy is missing"):
        session.readiness.declare(second.record.id)
    file.write_bytes(content)
    said = session.readiness.declare(second.record.id)
    assert [(each.what, each.text) for each in said] == [
        ("done", "2 of 2 jobs of kaskade done"),
        ("complete", "2 outputs as asked"),
        ("files", "2 outputs as asked"),
    ]
    assert drive(session, production) is ProductionState.DONE


def test_units_that_come_later_need_no_word(lab: Lab, session: Session, profile: Path) -> None:
    lab.order("kaskade.row-01-000001", "bad inputs")
    production = session.simulations.create(session.plan(profile))
    session.simulations.start(production)
    for item in session.readiness.items(production):
        session.readiness.declare(item.record.id, even_so="These are always good.")
    assert drive(session, production) is ProductionState.DONE, "one that took a lost one's place"
    session.simulations.extend(production, None, Wish(showers=120))
    assert drive(session, production) is ProductionState.DONE, "and one of an extension"
    assert len(session.readiness.items(production)) == 2


def test_a_profile_can_ask_for_a_word_with_any_suite(lab: Lab, session: Session) -> None:
    document = yaml.safe_load(lab.profile(schedule={**ROWS, "showers": 40}).read_text())
    document["production"]["declared"] = True
    production = session.simulations.create(session.plan(lab._write("gammas.yaml", document)))
    session.simulations.start(production)
    drive_until(session, production, kaskade=1)
    (item,) = session.readiness.items(production)
    assert [each.what for each in session.readiness.declare(item.record.id)] == ["done", "complete"]
    session.readiness.withdraw(item.record.id, "Wrong atmosphere.")
    assert standing(session, production)["smash row-01-000001"] == "waiting"
    session.readiness.declare(item.record.id)
    assert drive(session, production) is ProductionState.DONE
    document["production"]["share"] = 0.5
    with pytest.raises(InputError, match="a share, or to be declared ready, not for both"):
        session.plan(lab._write("gammas.yaml", document))


def test_another_person_is_not_asked(session: Session, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    production = session.simulations.create(session.plan(profile))
    (first, _), me = session.readiness.items(production), places.user()
    monkeypatch.setattr(places, "user", lambda: "somebody-else")
    with pytest.raises(InputError, match=f"for {me} to declare"):
        session.readiness.declare(first.record.id, even_so="I say so.")


def test_a_word_is_read_back() -> None:
    word = RowWord("kaskade", "smash", "zenith 20°, azimuth 180°, index 2", 2**60)
    assert RowWord.parse(word.path) == word and RowWord.parse("/tables/row: x") is None
