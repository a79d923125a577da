"""Database, storage, database: lost, dark, damaged, and nothing said of what is on its way or not known."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.app.upkeep import scan as scanning
from parisana.app.upkeep.repair import compute_again, remove_dark
from parisana.app.upkeep.scan import Scan, scan
from parisana.core.jobs.states import Answer, JobState, ProductionState
from parisana.plugins.storage import Stat
from parisana.storage.disk.storage import DiskStorage
from tests.app.toy import Toy, keys, last, total


class Silent(DiskStorage):
    """Says nothing."""

    def stat(self, url: str) -> Stat:
        """Say so."""
        return Stat(Answer.UNKNOWN, reason="The server does not answer.")


@pytest.fixture
def done(toy: Toy, session: Session) -> int:
    """Return a production that is done."""
    production = session.submit(session.plan(toy.profile([1, 2])))
    assert last(session.follow(production)).state is ProductionState.DONE
    return production


def outputs(session: Session, production: int) -> list[Path]:
    return [Path(job.output) for job in session.all_jobs(production)]


def a_file(session: Session, folder: Path) -> Path:
    return next(Path(file.path) for file in session.results(1) if file.path.startswith(f"{folder}/"))


def said(found: Scan) -> tuple[int, int, int, int]:
    damaged = sum(each.damaged for each in found.lost)
    return len(found.lost) - damaged, damaged, len(found.dark), len(found.unknown)


def test_what_is_lost_or_damaged_is_computed_again_and_nothing_else(
    toy: Toy, session: Session, done: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = scan(session.book, done, session.sums)
    assert found.good and said(found) == (0, 0, 0, 0) and found.files > 0 and found.in_flight == ()
    with monkeypatch.context() as patch:
        patch.setattr(scanning, "make_storage", lambda site: Silent())
        found = scan(session.book, done)
        assert found.lost == () and len(found.unknown) == found.files and not found.good, "silence is no answer"
    gone, cut, flipped, *_ = outputs(session, done)
    shutil.rmtree(gone)
    a_file(session, cut).write_bytes(b"")
    file = a_file(session, flipped)
    file.write_bytes(bytes(byte ^ 1 for byte in file.read_bytes()))
    assert scan(session.book, done).lost and {each.job for each in scan(session.book, done).lost} == {1, 2}
    found = scan(session.book, done, session.sums)
    assert {each.job for each in found.lost if each.damaged} == {2, 3}
    assert {each.job for each in found.lost if not each.damaged} == {1}

    assert compute_again(session.book, done, found.lost, 1000.0) == 3
    assert last(session.follow(done)).state is ProductionState.DONE
    again = keys(session, done)[:3]
    assert toy.starts() == {key: 1 + (key in again) for key in keys(session, done)}
    assert total(session, done) == 3
    after = scan(session.book, done, session.sums)
    assert said(after) == (0, 0, 2, 0), "what was damaged is put aside, and dark from then on"
    assert all(".set-aside-" in each.path for each in after.dark)


def test_dark_names_are_removed_by_their_word_alone(toy: Toy, session: Session, done: int) -> None:
    first = outputs(session, done)[0]
    stray = first.with_name("run-999999-0123456789ab")
    shutil.copytree(first, stray)
    shown = toy.run("storage", "check", "--production", str(done), "--repair")
    assert "1 dark" in shown.stdout and str(stray) in shown.stdout and stray.exists()
    shown = toy.run("storage", "check", "--production", str(done), "--remove-dark", "--json")
    assert shown.returncode == 0 and str(stray) in shown.stdout
    assert not stray.exists() and first.exists()
    assert scan(session.book, done, session.sums).dark == ()
    told = remove_dark(session.book, done, [scanning.Dark(str(first), "what became a result since")])
    assert told == ([], []) and first.exists()
    shutil.rmtree(first)
    shown = toy.run("storage", "check", "--production", str(done))
    assert shown.returncode == 3 and "--repair" in shown.stdout
    assert toy.run("storage", "check", "--production", str(done), "--repair").returncode == 0
    assert next(iter(session.all_jobs(done))).state is JobState.READY


def test_files_that_come_during_the_scan_are_neither_lost_nor_dark(
    toy: Toy, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = session.submit(session.plan(toy.profile([1, 2])))
    session.book.set_production_state(production, ProductionState.RUNNING, 1.0, "test")
    ran: list[object] = []

    class Busy(DiskStorage):
        """While it is looked at, the jobs come to their end and are recorded."""

        def list(self, url: str) -> Iterator[tuple[str, Stat]]:
            if not ran:
                ran.append(last(session.follow(production)))
            return super().list(url)

    monkeypatch.setattr(scanning, "make_storage", lambda site: Busy())
    for job in session.all_jobs(production):
        os.makedirs(os.path.dirname(job.output), exist_ok=True)
    found = scan(session.book, production)
    assert ran and {job.state for job in session.all_jobs(production)} == {JobState.DONE}
    assert (found.lost, found.dark, found.unknown) == ((), (), ())


def test_outputs_of_living_jobs_are_in_flight(toy: Toy, session: Session) -> None:
    production = session.submit(session.plan(toy.profile([1, 2])))
    job = next(iter(session.all_jobs(production)))
    other = Path(job.output).parent
    (other / f".{Path(job.output).name}.part-somebody-else.1").mkdir(parents=True)
    found = scan(session.book, production)
    assert found.lost == () and found.dark == () and any("part-somebody-else" in path for path in found.in_flight)
