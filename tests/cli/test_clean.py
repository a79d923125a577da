"""``clean`` and ``book check`` over one small production whose files were tampered with."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from parisana.app.ground import places
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import AttemptEnd, NewFile, NewJob, NewProduction
from parisana.bookkeeping.values.states import AttemptState
from tests.bookkeeping.samples import submission
from tests.cli.running import Run

PROFILE = "parisana: profile/1\nname: toy\nsuite: toy\nsite: Unix\nruns: {simulate: 2}\n"
SITE = "parisana: site/1\nname: Unix\ntitle: Here\nbackend: unix\nareas: {working: {path: /areas/work}}\n"


@pytest.fixture
def area(tmp_path: Path) -> Path:
    """Record two jobs: the first is done and has a file, the second was sent and its attempt is over."""
    area = tmp_path / "DST" / "dst"
    for number in (1, 2):
        (area / f"run-{number}").mkdir(parents=True)
    (area / "run-1" / ".parisana.json").write_text("{}")
    (area / "run-1" / "a.fits").write_bytes(b"12345")
    jobs = [
        NewJob(number, f"{number:064x}", "dst", path.name, str(number), "{}", "dst.json", str(path), done=number == 1)
        for number, path in enumerate((area / "run-1", area / "run-2"), start=1)
    ]
    working = tmp_path / "production-000001"
    (working / "tmp" / "parisana.0123456789").mkdir(parents=True)
    new = NewProduction(
        "toy", "toy", "Unix", places.user(), places.host(), str(working), "d" * 64, PROFILE, "", SITE, 1.0
    )
    with Bookkeeping.open(places.home() / "bookkeeping.sqlite") as book:
        production = book.create_production(new, [("dst", "DST")], jobs)
        one, two = book.jobs(production)
        book.record_files({one.id: [NewFile("events", str(area / "run-1" / "a.fits"), 5, None, None)]}, 1.0)
        epoch = book.take_lease(production, "driver", "lab", 10, 600)
        book.intend(production, submission([two.id], epoch, "p1-dst-abc"))
        book.release_lease(production, epoch)
    (area / ".run-2.part-p1-dst-abc.1").mkdir()
    (area / ".run-2.part-p1-dst-abc.1" / "half.fits").write_bytes(b"123")
    (area / ".run-2.part-p1-dst-other.1").mkdir()
    return area


def end_all() -> None:
    with Bookkeeping.open(places.home() / "bookkeeping.sqlite") as book:
        ends = [AttemptEnd(attempt.id, AttemptState.FAILED) for attempt in book.living_attempts(1)]
        book.attempt_ended(ends)


def test_nothing_of_a_living_attempt_is_a_leftover(run: Run, area: Path) -> None:
    assert run("clean", "1", "--yes", "--json").json["leftovers"] == []
    assert (area / ".run-2.part-p1-dst-abc.1" / "half.fits").exists()


def test_leftovers_are_counted_first_and_removed_when_told(run: Run, area: Path, tmp_path: Path) -> None:
    end_all()
    counted = run("clean", "1", "--json").json
    assert [Path(each["path"]).name for each in counted["leftovers"]] == [
        ".run-2.part-p1-dst-abc.1",
        "parisana.0123456789",
    ]
    assert (counted["bytes"], counted["removed"]) == (3, 0)
    assert "without --yes" in run("clean", "1").out
    assert run("clean", "1", "--yes", "--json").json["removed"] == 2
    left = sorted(os.listdir(area))
    assert left == [".run-2.part-p1-dst-other.1", "run-1", "run-2"], "results and what others left stay"
    assert (area / "run-1" / "a.fits").read_bytes() == b"12345"


def test_an_attempt_whose_heart_beats_is_left_alone(run: Run, area: Path, tmp_path: Path) -> None:
    end_all()
    heart = tmp_path / "production-000001" / "heartbeats" / "p1-dst-abc.1"
    heart.parent.mkdir()
    heart.touch()
    assert run("clean", "1", "--json").json["leftovers"] == []
    long_ago = time.time() - 3600
    os.utime(heart, (long_ago, long_ago))
    assert len(run("clean", "1", "--json").json["leftovers"]) == 2


def test_the_books_agree_with_untouched_files(run: Run, area: Path) -> None:
    assert run("book", "check", "--json").json["problems"] == []


def test_a_lost_and_a_damaged_file_are_found(run: Run, area: Path) -> None:
    (area / "run-1" / "a.fits").write_bytes(b"123")
    said = run("book", "check", "1", "--json")
    assert (said.code, said.json["problems"][0]["trouble"]) == (3, "damaged")
    (area / "run-1" / "a.fits").unlink()
    said = run("book", "check", "--json")
    assert (said.code, said.json["problems"][0]["trouble"]) == (3, "missing")


def test_a_result_that_nobody_recorded_is_named_and_is_no_fault(run: Run, area: Path) -> None:
    (area / "run-2" / ".parisana.json").write_text("{}")
    (area / "run-3").mkdir()
    (area / "run-3" / ".parisana.json").write_text("{}")
    said = run("book", "check", "--json")
    assert said.code == 0
    assert [(each["trouble"], each["production"]) for each in said.json["problems"]] == [
        ("unrecorded", 1),
        ("unrecorded", None),
    ]
