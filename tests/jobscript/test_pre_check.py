"""A node that is not fit for a job gives it back at once: by its disk, memory, software, or the storage's client."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parisana.core.jobs.report import parse_report
from parisana.core.jobs.retry import POLICIES
from parisana.core.jobs.states import Failure
from tests.jobscript.conditions import SMALL_DISK, can_mount, require
from tests.jobscript.ground import Ground

PYTHON = ("{python}", "{payload}", "{parameters}", "{output}")
HUGE = str(10**9)


def given_back(ground: Ground, sentence: str, **extra: str) -> None:
    """Run it, and see that the node gave it back, and why."""
    ran, report = ground.run(**extra), ground.report()
    assert (ran.code, report["step"], report["failure"]) == (21, "pre-check", "site"), ran.stderr
    assert sentence in report["reason"] and "gave the job back" in report["reason"]
    assert ground.ledger == [] and not ground.final.exists() and ground.left_behind() == []


def test_a_node_without_room_gives_the_job_back(ground: Ground) -> None:
    given_back(ground, f"and it asks for {HUGE} MB", PARISANA_DISK_MB=HUGE)


def test_the_room_is_that_where_the_job_works(ground: Ground) -> None:
    require(can_mount(), "a mount namespace")
    (ground.root / "tmp").mkdir(exist_ok=True)
    ran = ground.run(prefix=(*SMALL_DISK, str(ground.root / "tmp")), PARISANA_DISK_MB="5")
    assert ran.code == 21 and "0 MB are free below" in ground.report()["reason"]


@pytest.mark.parametrize(("lines", "free"), [("MemAvailable: 2048000 kB\nSwapFree: 1024000 kB\n", 3000)])
def test_a_node_without_memory_gives_the_job_back(ground: Ground, lines: str, free: int) -> None:
    told = ground.root / "meminfo"
    told.write_text(f"MemTotal: 99999999 kB\n{lines}")
    assert ground.run("t1", PARISANA_FREE_MB=str(free), PARISANA_MEMINFO=str(told)).code == 0
    ground.final.rename(ground.root / "aside")
    (ground.root / "ledger").unlink()
    sentence = f"{free} MB of memory are free, and it asks for {free + 1} MB"
    ran = ground.run("t2", PARISANA_FREE_MB=str(free + 1), PARISANA_MEMINFO=str(told))
    assert ran.code == 21 and sentence in ground.report("t2")["reason"] and ground.ledger == []


def test_what_a_node_does_not_tell_keeps_no_job_from_it(ground: Ground) -> None:
    ran = ground.run(PARISANA_FREE_MB="64", PARISANA_MEMINFO=str(ground.root / "away"), PARISANA_DISK_MB="")
    assert ran.code == 0, ran.stderr


def test_software_that_does_not_start_is_quoted(ground: Ground) -> None:
    broken = ground.root / "env/bin/python"
    broken.parent.mkdir(parents=True)
    broken.write_text("#!/bin/bash\necho 'error while loading shared libraries: libz.so' >&2\nexit 127\n")
    broken.chmod(0o755)
    ground.environment = {"kind": "venv", "path": str(ground.root / "env")}
    ground.spec = {"command": PYTHON}
    given_back(ground, "python does not start, error while loading shared libraries: libz.so")


def test_a_program_that_is_not_there_is_named(ground: Ground) -> None:
    ground.spec = {"command": ("paris_dst", "{output}")}
    given_back(ground, "there is no program paris_dst")


def test_a_node_that_cannot_write_the_output_says_so_before_anything_is_read(ground: Ground, tmp_path: Path) -> None:
    ground.spec = {"storages": {"srm": {}}}
    ground.output = "srm://se.site.org/vo/results/micro/slice-003"
    bare = tmp_path / "bin"
    bare.mkdir()
    for folder in ("/usr/bin", "/bin"):
        for tool in Path(folder).iterdir():
            if not tool.name.startswith(("gfal", "lcg")) and not (bare / tool.name).exists():
                (bare / tool.name).symlink_to(tool)
    ran = ground.run(PATH=str(bare))
    assert ran.code == 21 and "there is no command gfal-copy, which SRM needs" in ground.report()["reason"]
    assert os.listdir(ground.root / "tmp") == []


def test_what_a_node_gives_back_is_sent_again_later_and_charged_to_the_site(ground: Ground) -> None:
    ground.run(PARISANA_DISK_MB=HUGE)
    said = parse_report((ground.working / "reports/t1.1.json").read_text())
    assert said is not None and said.failure is Failure.SITE and said.payload_exit_code is None
    assert POLICIES[Failure.SITE].retries > POLICIES[Failure.NODE].retries
