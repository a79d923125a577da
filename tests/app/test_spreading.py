"""An area of several places: chosen when jobs are recorded, and found again by everything that comes later."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.core.jobs.states import ProductionState
from parisana.errors import InputError, StorageError
from parisana.plugins.fake_backend import FakeSite
from parisana.plugins.storage import Space
from parisana.storage.disk.storage import DiskStorage

from .toy import Toy, last, total

Free = Callable[..., None]
GIGABYTE = 10**9


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Free:
    """Let the places ``one`` and ``two`` have so many GB free."""

    def let(**known: float) -> None:
        def space(_: DiskStorage, url: str) -> Space:
            return Space(None, int(known.get(Path(url).name, 100) * GIGABYTE))

        monkeypatch.setattr(DiskStorage, "space", space)

    return let


@pytest.fixture
def spread_toy(fake_toy: Toy) -> Toy:
    """Return the toy analysis with an area of two places."""
    one, two = fake_toy.root / "one", fake_toy.root / "two"
    working = {"storage": "disk", "path": str(fake_toy.root / "work")}
    fake_toy.site(areas={"working": working, "results": {"storage": "disk", "path": str(one), "also": [str(two)]}})
    return fake_toy


def places(session: Session, production: int) -> Counter[str]:
    return Counter(Path(job.output).parents[1].name for job in session.all_jobs(production))


def outputs(session: Session, production: int) -> dict[str, str]:
    return {job.key: job.output for job in session.all_jobs(production)}


def test_outputs_are_spread_found_and_kept(spread_toy: Toy, batch: FakeSite, session: Session, free: Free) -> None:
    free(one=30, two=10)
    prepared = session.plan(spread_toy.profile([1, 2, 3]))
    production = session.submit(prepared)
    assert places(session, production) == {"one": 6, "two": 1}
    assert last(session.follow(production)).state is ProductionState.DONE
    before = outputs(session, production)
    free(one=0, two=50)
    assert session.extend(production, spread_toy.profile([1, 2, 3, 4])) == 3
    assert last(session.follow(production)).state is ProductionState.DONE
    after = outputs(session, production)
    assert {key: after[key] for key in before if key in after} == {k: p for k, p in before.items() if k in after}
    assert {Path(path).parents[1].name for key, path in after.items() if key not in before} == {"two"}
    assert total(session, production) == 10
    assert max(spread_toy.starts().values()) == 1
    lost_and_dark_are_seen_in_all_places(spread_toy, session, production)


def lost_and_dark_are_seen_in_all_places(toy: Toy, session: Session, production: int) -> None:
    assert session.inventory.compare(production).good
    for place in ("one", "two"):
        (toy.root / place / "make" / "nobodys").mkdir()
    lost = next(path for path in outputs(session, production).values() if "/two/" in path)
    shutil.rmtree(lost)
    found = session.inventory.compare(production)
    assert {Path(each.path).parent for each in found.lost} == {Path(lost)}
    assert {Path(each.path).parents[1].name for each in found.dark if each.path.endswith("nobodys")} == {"one", "two"}


def test_the_digest_does_not_know_what_is_free(spread_toy: Toy, session: Session, free: Free) -> None:
    free(one=30, two=10)
    shown = session.plan(spread_toy.profile())
    free(one=1, two=90)
    now = session.plan(spread_toy.profile())
    session.expect(now, shown.plan.digest)
    spread_toy.site()
    with pytest.raises(InputError):
        session.expect(session.plan(spread_toy.profile()), shown.plan.digest)


def test_a_job_that_is_tried_again_and_a_second_production_keep_the_place(
    spread_toy: Toy, batch: FakeSite, session: Session, free: Free
) -> None:
    free(one=30, two=10)
    spread_toy.order("refine.slice-002", "exit3")
    first = session.submit(session.plan(spread_toy.profile([1, 2])))
    before = outputs(session, first)
    free(one=0, two=90)
    second = session.submit(session.plan(spread_toy.profile([1, 2])))
    assert outputs(session, second) == before
    assert last(session.follow(first)).state is ProductionState.FAILED
    spread_toy.order("refine.slice-002", "go")
    session.retry(first)
    assert last(session.follow(first)).state is ProductionState.DONE
    assert outputs(session, first) == before
    assert total(session, first) == 3


def test_scripts_by_hand_know_the_places_and_keep_them(
    spread_toy: Toy, session: Session, free: Free, tmp_path: Path
) -> None:
    free(one=20, two=20)
    folder = tmp_path / "by-hand"
    written = session.write(session.plan(spread_toy.profile()), folder)
    tables = {path.name: path.read_text() for path in (folder / "submissions").iterdir()}
    assert {Path(job.output).parents[1].name for job in written.manifest.jobs} == {"one", "two"}
    free(one=0, two=90)
    again = session.write(session.plan(spread_toy.profile()), folder)
    assert again.manifest == written.manifest
    assert tables == {path.name: path.read_text() for path in (folder / "submissions").iterdir()}
    adopted = session.adopt(folder)
    assert outputs(session, adopted.production) == {job.key: job.output for job in written.manifest.jobs}


def test_jobs_know_the_storages_of_all_places(spread_toy: Toy, session: Session) -> None:
    far = {"storage": "sftp", "path": "far"}
    areas = {"working": {"path": f"{spread_toy.root}/work"}, "results": {"path": "/near", "also": [far]}}
    spread_toy.site(areas=areas, storages={"sftp": {"root": "sftp://submit/data"}})
    prepared = session.plan(spread_toy.profile())
    assert prepared.plan.stages[0].places == ("/near", "sftp://submit/data/far")
    assert "PROGRAM_OF[sftp]=sftp" in prepared.scripts["make"]


def test_all_full_is_refused_before_anything_is_recorded(
    spread_toy: Toy, batch: FakeSite, session: Session, free: Free
) -> None:
    free(one=0, two=0)
    with pytest.raises(StorageError, match="None of the 2 places for the area results") as caught:
        session.submit(session.plan(spread_toy.profile()))
    assert caught.value.field == "areas.results"
    with pytest.raises(StorageError, match="are missing"):
        session.write(session.plan(spread_toy.profile()), spread_toy.root / "by-hand")
    assert session.productions() == []


def test_a_place_that_cannot_be_written_to_is_told_and_gets_nothing(
    spread_toy: Toy, batch: FakeSite, session: Session, told: list[str]
) -> None:
    (spread_toy.root / "two").write_text("a file stands in the way")
    production = session.submit(session.plan(spread_toy.profile()))
    assert places(session, production) == {"one": 7}
    assert any("two" in text and "other places" in text for text in told)
    (check,) = (each for each in session.checks(session.plan(spread_toy.profile())) if each.what == "area results")
    assert "1 of 2 places" in check.text and "two" in check.text
