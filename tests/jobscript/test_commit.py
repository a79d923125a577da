"""At most one result: claims, renames, crashes and races."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.jobscript.ground import GOOD, KEY, Ground, finish
from tests.waiting import until

#: Starts, says so, and goes on when it is told.
PATIENT = 'echo here >> "$STARTED_FILE"; while [[ ! -e "$STARTED_FILE.go" ]]; do sleep 0.01; done' + GOOD


def test_a_held_claim_is_respected(ground: Ground) -> None:
    ground.run()
    before = ground.report()
    ran = ground.run()
    assert ran.code == 10
    assert "claimed already by" in ran.stderr
    assert ran.stdout == ""
    assert ground.report() == before
    assert len(ground.ledger) == 1


def test_two_runners_of_one_attempt_start_the_payload_once(ground: Ground) -> None:
    first, second = ground.start(), ground.start()
    assert sorted([finish(first).code, finish(second).code]) == [0, 10]
    assert ground.ledger == [f"{KEY} t1 1"]


def test_a_result_that_is_there_is_not_computed_again(ground: Ground) -> None:
    ground.run()
    first = ground.report()
    assert ground.run("t2").code == 0
    second = ground.report("t2")
    assert (second["state"], second["found"]) == ("done", True)
    assert second["outputs"] == first["outputs"]
    assert ground.ledger == [f"{KEY} t1 1"]


def test_the_second_of_two_results_is_surplus(ground: Ground) -> None:
    ground.payload = PATIENT
    started = ground.root / "started"
    racers = [ground.start(tag, STARTED_FILE=str(started)) for tag in ("t1", "t2")]
    until(lambda: started.exists() and started.read_text().count("here") == 2)
    (ground.root / "started.go").touch()
    assert [finish(racer).code for racer in racers] == [0, 0]
    reports = [ground.report("t1"), ground.report("t2")]
    assert sorted(report["state"] for report in reports) == ["done", "surplus"]
    winner = next(report["tag"] for report in reports if report["state"] == "done")
    assert json.loads((ground.final / ".parisana.json").read_text())["tag"] == winner
    assert ground.left_behind() == []


@pytest.mark.parametrize(("point", "found"), [("during-rename", False), ("before-report", True)])
def test_after_a_crash_the_next_attempt_ends_with_one_result(ground: Ground, point: str, found: bool) -> None:
    assert ground.run(PARISANA_CRASH_AT=point).code == -9
    assert not (ground.working / "reports" / "t1.1.json").exists()
    assert ground.final.exists() is found
    assert ground.run("t2").code == 0
    assert (ground.report("t2")["state"], ground.report("t2")["found"]) == ("done", found)
    assert (ground.final / "spectrum.txt").is_file()


def test_an_empty_folder_in_the_place_of_the_result_is_no_obstacle(ground: Ground) -> None:
    ground.final.mkdir(parents=True)
    assert ground.run().code == 0
    assert ground.report()["state"] == "done"


def test_foreign_content_is_never_replaced(ground: Ground) -> None:
    ground.final.mkdir(parents=True)
    (ground.final / "mine.txt").write_text("precious")
    assert ground.run().code == 50
    assert (ground.report()["failure"], ground.report()["step"]) == ("stage-out", "claim")
    assert "is not a complete result" in ground.report()["reason"]
    assert (ground.final / "mine.txt").read_text() == "precious"
    assert ground.ledger == []


def test_foreign_content_that_comes_meanwhile_is_not_replaced_either(ground: Ground) -> None:
    ground.payload = GOOD + f'mkdir -p "{ground.final}"; echo precious > "{ground.final}/mine.txt"'
    assert ground.run().code == 50
    assert [path.name for path in ground.final.iterdir()] == ["mine.txt"]
    assert ground.left_behind() == []


def test_a_damaged_result_is_not_taken_for_a_good_one(ground: Ground) -> None:
    ground.run()
    (ground.final / "spectrum.txt").write_text("short")
    assert ground.run("t2").code == 50
    shutil.rmtree(ground.final)
    assert ground.run("t3").code == 0


def test_half_a_list_is_no_list(ground: Ground) -> None:
    ground.run()
    listing = ground.final / ".parisana.json"
    listing.write_text(listing.read_text().splitlines()[0])
    assert ground.run("t2").code == 50
