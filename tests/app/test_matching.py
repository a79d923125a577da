"""Productions that get the runs of a data store which match a query, as these come."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from parisana.app.driving.follower import Progress
from parisana.app.matching import StoreQuery, extend_by, follow_by
from parisana.app.planning import run_facts
from parisana.app.session import Session
from parisana.core.jobs.states import ProductionState
from parisana.core.runs.observation import Search
from parisana.errors import InputError, ParisanaError
from parisana.plugins.fake_backend import FakeSite

from .conftest import Clock
from .test_observations import CRAB, GOOD, store
from .toy import Toy, last, total

GOOD_RUNS = Search(near=CRAB, worst_quality=0)


def night(folder: Path, *runs: int, quality: int = 0) -> Path:
    """Write a store with these runs, all on the Crab."""
    columns: dict[str, Any] = {name: [values[0]] * len(runs) for name, values in GOOD.items()}
    return store(folder, {**columns, "OBS_ID": list(runs), "QUALITY": [quality] * len(runs)})


def test_runs_that_match_are_added_once_as_a_revision(
    fake_toy: Toy, batch: FakeSite, session: Session, told: list[str]
) -> None:
    query = StoreQuery(store(fake_toy.root / "store", GOOD), GOOD_RUNS)
    production = session.submit(session.plan(fake_toy.profile([1])))
    assert last(session.follow(production)).state is ProductionState.DONE and total(session, production) == 1
    assert extend_by(session, production, query) == ([5], 3), "run 3 has no place, run 4 is of medium quality"
    assert told[-1] == f"Production {production}: 1 new run: 5."
    assert extend_by(session, production, query) == ([], 0)
    assert session.book.revision(production).number == 2
    assert last(session.follow(production)).state is ProductionState.DONE and total(session, production) == 6
    assert sum(fake_toy.starts().values()) == 3 + 3, "what was there was not computed again"


def test_who_follows_looks_again_after_a_while(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock, told: list[str]
) -> None:
    folder = night(fake_toy.root / "store", 1)
    production = session.submit(session.plan(fake_toy.profile([1])))
    following = follow_by(session, production, StoreQuery(folder, GOOD_RUNS), 3600)

    def follow_until(number: int) -> float:
        for progress in islice(following, 60):
            if progress.state is ProductionState.DONE and total(session, production) == number:
                return clock.now
        raise AssertionError("It does not come to its end.")

    began = follow_until(1)
    (folder / "obs-index.fits").write_bytes(b"SIMPLE  = half a file")
    assert follow_until(1) - began >= 3000
    assert "It is looked at again later." in told[-1], "a store that is being written does not end it"
    night(folder, 1, 5)
    assert follow_until(6) - began >= 6000


def test_what_cannot_be_extended_so_is_refused(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    query = StoreQuery(store(fake_toy.root / "store", GOOD), GOOD_RUNS)
    production = session.submit(session.plan(fake_toy.profile({"simulate": 2, "first": 1})))
    with pytest.raises(InputError, match="simulates its runs"):
        extend_by(session, production, query)
    listed = session.submit(session.plan(fake_toy.profile([1], name="other")))
    with pytest.raises(ParisanaError):
        next(follow_by(session, listed, StoreQuery(fake_toy.root / "nowhere", GOOD_RUNS), 60))


def matching(folder: Path, **more: object) -> dict[str, object]:
    """Return the section of a profile."""
    place = {"ra": CRAB[0], "dec": CRAB[1], "radius": "2.5 deg", "quality": "good"}
    return {"store": str(folder), **place, "every": "1 h", **more}


def until_idle(session: Session, production: int) -> Progress:
    """Drive until nothing of it moves any more."""
    for progress in islice(session.follow(production), 60):
        if progress.idle or progress.state is not ProductionState.RUNNING:
            return progress
    raise AssertionError("It does not come to rest.")


def test_a_profile_says_which_runs_are_added_while_it_is_driven(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock, told: list[str]
) -> None:
    folder = night(fake_toy.root / "store", 1)
    profile = fake_toy.profile([1], matching=matching(Path("store")))
    production = session.submit(session.plan(profile))
    end = until_idle(session, production)
    assert end.idle and end.state is ProductionState.RUNNING and total(session, production) == 1
    assert any("looks for new runs every 60 min" in text for text in told)
    night(folder, 1, 5)
    until_idle(session, production)
    assert total(session, production) == 1, "it is not time yet"
    clock.now += 3600
    until_idle(session, production)
    assert total(session, production) == 6 and f"Production {production}: 1 new run: 5." in told
    found = session.matching.of(production)
    assert found and (found.record.runs, found.record.said) == (1, "1 new run: 5")
    assert found.asked.store == str(folder), "another folder does not lead it elsewhere"


def test_looking_is_switched_off_and_on_again(fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock) -> None:
    folder = night(fake_toy.root / "store", 1)
    production = session.submit(session.plan(fake_toy.profile([1], matching=matching(folder))))
    until_idle(session, production)
    assert session.matching.switch(production, active=False)
    assert last(session.follow(production)).state is ProductionState.DONE, "nothing is left to wait for"
    night(folder, 1, 5)
    clock.now += 7200
    assert production not in session.pending()
    session.matching.switch(production, active=True)
    assert production in session.pending()
    until_idle(session, production)
    assert total(session, production) == 6
    said = [each.text for each in session.book.deeds(production)]
    assert "New runs are looked for no longer" in said and "New runs are looked for again" in said


def test_a_store_that_is_being_written_is_said_once_and_tried_again(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock, told: list[str]
) -> None:
    folder = night(fake_toy.root / "store", 1, 5)
    (folder / "obs-index.fits").write_bytes(b"SIMPLE  = half a file")
    production = session.submit(session.plan(fake_toy.profile([1], matching=matching(folder))))
    assert until_idle(session, production).idle and total(session, production) == 1
    clock.now += 3600
    until_idle(session, production)
    assert sum("finds no new runs" in text for text in told) == 1
    clock.now -= 86_400
    night(folder, 1, 5)
    until_idle(session, production)
    assert total(session, production) == 6, "a clock that was set back holds nothing up"


def test_files_stand_for_runs_by_their_names(fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock) -> None:
    folder = fake_toy.root / "raw"
    folder.mkdir()
    for name, size in {
        "run_000005_DST.root": 10,
        "run_000009_DST.root": 0,
        "run_7.txt": 10,
        "run_6_DST.root": 10,
    }.items():
        (folder / name).write_bytes(b"x" * size)
        os.utime(folder / name, (clock.now - 600, clock.now - 600))
    os.utime(folder / "run_6_DST.root", (clock.now, clock.now))
    asked = {"files": "raw/run_{run}_*.root", "every": "10 min"}
    production = session.submit(session.plan(fake_toy.profile([1], matching=asked)))
    until_idle(session, production)
    assert total(session, production) == 6, "an empty file and one that is still written are none"
    clock.now += 700
    until_idle(session, production)
    assert total(session, production) == 12


def test_a_dry_run_says_how_many_match(fake_toy: Toy, session: Session) -> None:
    folder = night(fake_toy.root / "store", 1, 5)
    said = {check.what: check for check in session.dry_run(fake_toy.profile([1], matching=matching(folder))).checks}
    assert said["new runs"].text == "1 run matches beyond the list; looked for every 60 min"
    unknown = {"store": str(folder), "target": "Atlantis"}
    said = {check.what: check for check in session.dry_run(fake_toy.profile([1], matching=unknown)).checks}
    assert said["new runs"].answer == "no" and "Atlantis" in said["new runs"].text
    assert "new runs" not in {check.what for check in session.dry_run(fake_toy.profile([1])).checks}


def test_a_changed_query_counts_from_the_next_look_on(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock
) -> None:
    folder = night(fake_toy.root / "store", 1, 5, quality=1)
    production = session.submit(session.plan(fake_toy.profile([1], matching=matching(folder))))
    until_idle(session, production)
    assert total(session, production) == 1
    assert session.extend(production, fake_toy.profile([1], matching=matching(folder, quality="medium"))) == 0
    look = session.matching.look(production)
    assert look.runs == (5,) and until_idle(session, production).idle and total(session, production) == 6


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ({"every": "10 s"}, "at least 60"),
        ({"target": "Crab Nebula", "ra": 83.0, "dec": 22.0}, "A target has its position"),
        ({"ra": 83.0}, "ra and dec"),
        ({"from": "yesterday"}, "is not a date"),
        ({"files": "raw/*/run_{run}.root"}, "names one {run}"),
        ({"files": "raw/run_{run}.root", "quality": "good"}, "only the number"),
        ({"stores": "x"}, "no key stores"),
    ],
)
def test_a_query_that_makes_no_sense_is_refused(fake_toy: Toy, section: dict[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words) as refused:
        Session().plan(fake_toy.profile([1], matching=section))
    assert refused.value.line is not None


def test_only_a_list_of_runs_is_matched(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    with pytest.raises(InputError, match="Only a list of runs"):
        session.plan(fake_toy.profile({"simulate": 2, "first": 1}, matching={"every": "1 h"}))
    production = session.submit(session.plan(fake_toy.profile([1])))
    with pytest.raises(InputError, match="asks for no new runs"):
        session.matching.look(production)


def test_a_store_that_has_gone_since_is_told_and_stops_nothing(
    fake_toy: Toy, session: Session, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = session.plan(fake_toy.profile([1]))
    monkeypatch.setattr(run_facts, "_stores", lambda prepared: [str(fake_toy.root / "gone")])
    run_facts.record_used(session.book, prepared, lambda notice: told.append(notice.text))
    assert len(told) == 1 and told[0].startswith("What is known of the runs is not recorded:")
    assert session.observations.recorded().rows == ()
