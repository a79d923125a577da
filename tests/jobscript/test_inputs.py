"""Inputs are there and whole before the payload starts."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from tests.jobscript.ground import GOOD, Ground

SHOW = 'printf "%s\\n" "${@:5}" > "$4/words.txt"'


def upstream(ground: Ground, folder: str) -> Path:
    """Make a real result of an upstream job."""
    other = replace(ground, area_name=folder, payload=GOOD, inputs=())
    assert other.run(f"up-{len(folder)}").code == 0
    (ground.root / "ledger").unlink()
    return other.final


def test_inputs_reach_the_payload_in_order(ground: Ground) -> None:
    first, second = upstream(ground, "a b"), upstream(ground, "o'the\nr")
    ground.inputs = (("dst", str(first)), ("mask", f"file://{second}"))
    ground.payload = SHOW
    assert ground.run().code == 0
    expected = f"--input\ndst={first}\n--input\nmask={second}\n"
    assert (ground.final / "words.txt").read_text() == expected
    assert [(one["name"], one["size"]) for one in ground.report()["inputs"]] == [("dst", 39), ("mask", 39)]


def test_a_plain_file_or_folder_is_an_input_too(ground: Ground) -> None:
    (ground.root / "store").mkdir()
    (ground.root / "mask.txt").write_text("12345")
    ground.inputs = (("store", str(ground.root / "store")), ("mask", str(ground.root / "mask.txt")))
    assert ground.run().code == 0
    assert [one["size"] for one in ground.report()["inputs"]] == [None, 5]


def test_a_missing_input_is_named_before_anything_runs(ground: Ground) -> None:
    ground.inputs = (("dst", "/nowhere/dst"),)
    assert ground.run().code == 31
    assert (ground.report()["failure"], ground.report()["step"]) == ("inputs", "stage-in")
    assert "The input dst is missing" in ground.report()["reason"]
    assert ground.ledger == []


def test_an_input_that_was_cut_short_is_noticed(ground: Ground) -> None:
    folder = upstream(ground, "dst")
    (folder / "spectrum.txt").write_text("short")
    ground.inputs = (("dst", str(folder)),)
    assert ground.run().code == 31
    assert "is not whole" in ground.report()["reason"]


def test_a_protocol_that_this_node_does_not_speak(ground: Ground) -> None:
    ground.inputs = (("dst", "root://server//dst"),)
    assert ground.run().code == 30
    assert ground.report()["failure"] == "stage-in"


def test_inputs_are_copied_when_asked(ground: Ground) -> None:
    folder = upstream(ground, "dst")
    ground.inputs = (("dst", str(folder)),)
    ground.payload = SHOW + '; cat "${6#dst=}/spectrum.txt" > "$4/copy.txt"'
    assert ground.run(PARISANA_STAGE_IN="copy").code == 0
    assert str(ground.root / "tmp") in (ground.final / "words.txt").read_text()
    assert (ground.final / "copy.txt").read_text() == "spectrum of slice-003"


def test_a_missing_parameter_file_is_named(ground: Ground) -> None:
    script, table = ground.script(), ground.table("t1")
    table.write_text(table.read_text().replace("micro-1.json", "other.json"))
    ran = subprocess.run(["bash", script, table, "t1", "1"], capture_output=True, text=True, check=False)
    assert ran.returncode == 31
    assert "other.json cannot be read" in ground.report()["reason"]


def counted(ground: Ground) -> dict[str, str]:
    """Let jobs run a minute from now, and note each time when checksums are computed."""
    tools = ground.root / "tools"
    tools.mkdir()
    for name, said in (
        ("python3", f'[[ $* != *adler32* ]] || echo summed >>"{ground.root}/summed"; exec {sys.executable} "$@"'),
        ("date", 'exec /bin/date -d "+60 seconds" "$@"'),
    ):
        (tools / name).write_text(f"#!/bin/bash\n{said}\n")
        (tools / name).chmod(0o755)
    return {"PATH": f"{tools}:{os.environ['PATH']}"}


def test_an_input_that_was_found_right_is_not_summed_by_every_job(ground: Ground) -> None:
    folder = upstream(ground, "dst")
    ground.inputs, ground.payload = (("dst", str(folder)),), "exit 4"
    tools, said = counted(ground), ground.root / "summed"
    for number in range(3):
        assert ground.run(f"t{number}", **tools).code == 40
    assert said.read_text() == "summed\n"


def test_an_input_that_changed_is_summed_again(ground: Ground) -> None:
    folder = upstream(ground, "dst")
    ground.inputs, ground.payload = (("dst", str(folder)),), "exit 4"
    tools = counted(ground)
    assert ground.run("t1", **tools).code == 40
    file, was = folder / "spectrum.txt", (folder / "spectrum.txt").stat()
    file.write_bytes(file.read_bytes()[::-1])
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert ground.run("t2", **tools).code == 31
    assert "spectrum.txt has another checksum than recorded" in ground.report("t2")["reason"]
