"""Areas that are full or cannot be written."""

from __future__ import annotations

from pathlib import Path

from tests.jobscript.conditions import READ_ONLY, SMALL_DISK, can_mount, require
from tests.jobscript.ground import GOOD, Ground

LARGE = 'head -c 200000 /dev/zero > "$4/a.txt"'


def on(prefix: tuple[str, ...], folder: Path) -> tuple[str, ...]:
    require(can_mount(), "mounting in a namespace of one's own")
    folder.mkdir(parents=True, exist_ok=True)
    return (*prefix, str(folder))


def test_a_read_only_area_is_named(ground: Ground) -> None:
    ran = ground.run(prefix=on(READ_ONLY, ground.root / "results"))
    assert ran.code == 50
    assert ground.report()["failure"] == "stage-out"
    assert str(ground.final.parent) in ground.report()["reason"]


def test_a_full_area_keeps_no_half_result(ground: Ground) -> None:
    ground.payload = LARGE
    ran = ground.run(prefix=on(SMALL_DISK, ground.root / "results"))
    assert ran.code == 50
    assert ground.report()["failure"] == "stage-out"
    assert "is the disk full?" in ground.report()["reason"]
    assert ground.left_behind() == []


def test_a_full_disk_of_the_node_is_the_nodes_fault(ground: Ground) -> None:
    ground.payload = LARGE
    ran = ground.run(prefix=on(SMALL_DISK, ground.root / "tmp"))
    assert ran.code == 40
    assert (ground.report()["failure"], ground.report()["cpu_s"] is None or ground.report()["cpu_s"] >= 0) == (
        "node",
        True,
    )
    assert "is full" in ground.report()["reason"]


def test_a_read_only_working_area_is_reported_on_standard_output(ground: Ground) -> None:
    ran = ground.run(prefix=on(READ_ONLY, ground.working))
    assert ran.code == 10
    assert (ran.printed["failure"], ran.printed["step"], ran.printed["exit_code"]) == ("site", "claim", 10)
    assert ground.ledger == []


def test_a_result_whose_report_cannot_be_written_is_found_later(ground: Ground) -> None:
    ran = ground.run(prefix=on(READ_ONLY, ground.working / "reports"))
    assert (ran.code, ran.printed["state"]) == (60, "done")
    assert ground.run("t2").printed["found"] is True


def test_a_file_in_the_place_of_a_folder(ground: Ground) -> None:
    (ground.root / "results").write_text("in the way")
    ground.payload = GOOD
    assert ground.run().code == 50
