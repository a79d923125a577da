"""How the script is called: by hand, by arrays, from a batch system's copy."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.jobscript.ground import Ground, finish


@pytest.mark.parametrize("name", ["PARISANA_TASK", "SLURM_ARRAY_TASK_ID", "SGE_TASK_ID", "PBS_ARRAYID", "LSB_JOBINDEX"])
def test_the_row_may_come_from_the_batch_system(ground: Ground, name: str) -> None:
    argv = ["bash", str(ground.script()), str(ground.table("t1")), "t1"]
    surroundings = ground.surroundings({"SGE_TASK_ID": "undefined", name: "1"})
    assert subprocess.run(argv, env=surroundings, capture_output=True, check=False).returncode == 0
    assert ground.report()["row"] == 1


BAD_CALLS = {
    "no arguments": ((), "two or three arguments"),
    "no row": (("TABLE", "t1"), "no row is given"),
    "row 0": (("TABLE", "t1", "0"), "no row '0'"),
    "row beyond the end": (("TABLE", "t1", "2"), "has no row 2"),
    "no table": (("/nowhere/t.tsv", "t1", "1"), "cannot be read"),
    "awkward tag": (("TABLE", "a/b", "1"), "characters other than"),
}


@pytest.mark.parametrize("name", BAD_CALLS)
def test_a_bad_call_says_what_is_wrong(ground: Ground, name: str) -> None:
    words, sentence = BAD_CALLS[name]
    table = str(ground.table("t1"))
    argv = ["bash", str(ground.script()), *(table if word == "TABLE" else word for word in words)]
    ran = subprocess.run(argv, env=ground.surroundings({}), capture_output=True, text=True, check=False)
    assert ran.returncode == 11
    assert sentence in ran.stderr
    assert not (ground.working / "claims").exists()


def test_a_submission_that_is_given_up_while_its_job_begins_is_not_run(ground: Ground) -> None:
    """The table goes between reading it and the claim: then the jobs were sent again, and no claim is left."""
    tools = ground.root / "tools"
    tools.mkdir()
    (tools / "mkdir").write_text(f'#!/bin/sh\nrm -f {ground.table("t1")}\nexec {shutil.which("mkdir")} "$@"\n')
    (tools / "mkdir").chmod(0o755)
    ran = ground.run(PATH=f"{tools}:{os.environ['PATH']}")
    assert (ran.code, ground.ledger) == (11, [])
    assert "was given up" in ran.stderr
    assert not list((ground.working / "claims").iterdir())
    assert not list((ground.working / "reports").iterdir())


def test_a_table_of_another_stage_is_refused(ground: Ground) -> None:
    script, table = ground.script(), ground.table("t1")
    table.write_text(table.read_text().replace("\tmicro\t", "\tdst\t"))
    ran = subprocess.run(["bash", script, table, "t1", "1"], capture_output=True, text=True, check=False)
    assert (ran.returncode, "belongs to stage dst" in ran.stderr) == (11, True)


def test_a_copy_of_the_script_in_a_spool_folder_finds_its_payload(ground: Ground) -> None:
    spool = ground.root / "spool"
    spool.mkdir()
    copy = shutil.copy(ground.script(), spool / "12")
    assert finish(ground.start(script=spool / "12")).code == 0
    (ground.working / "program" / "0123456789abcdef" / "payload.pyz").unlink()
    ran = subprocess.run(["bash", copy, ground.table("t3"), "t3", "1"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, "the result is there already"


def test_a_missing_payload_is_named(ground: Ground) -> None:
    script, table = ground.script(), ground.table("t1")
    script.with_name("payload.pyz").unlink()
    ran = subprocess.run(["bash", script, table, "t1", "1"], capture_output=True, text=True, check=False)
    assert ran.returncode == 20
    assert "payload.pyz is neither beside" in ground.report()["reason"]


def test_another_programs_payload_is_not_taken(ground: Ground) -> None:
    ground.spec = {"payload_sha256": "0" * 64}
    assert ground.run().code == 20
