"""A batch system that takes few rows at once gets a stage in parts; the analysis is the same."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.backends.unix.backend import UnixBackend
from parisana.core.jobs.states import ProductionState
from parisana.plugins.backend import Limits

from .toy import Toy, last, total

RUNS = (1, 2, 3, 4, 5)


@pytest.fixture(autouse=True)
def two_rows_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine's queue take two rows in one submission."""
    monkeypatch.setattr(UnixBackend, "limits", Limits(rows_per_submission=2, grace_s=0.0, poll_s=0.1))


def by_hand(toy: Toy, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **toy.environment}
    argv = ["bash", str(folder / "submit.sh")]
    return subprocess.run(argv, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_a_stage_in_parts_is_done_by_hand(toy: Toy, session: Session, tmp_path: Path) -> None:
    written = session.write(session.plan(toy.profile(RUNS)), tmp_path / "by hand")
    short = written.manifest.calls[0].tag.partition("-")[0]
    assert [(call.tag.removeprefix(f"{short}-"), len(call.jobs)) for call in written.manifest.calls] == [
        *[("make", 2), ("make-P2", 2), ("make-P3", 1)],
        *[("refine", 2), ("refine-P2", 2), ("refine-P3", 1)],
        ("merge", 1),
    ]
    done = by_hand(toy, written.folder)
    assert done.returncode == 0, done.stderr
    adopted = session.adopt(written.folder)
    assert adopted.state is ProductionState.DONE
    assert total(session, adopted.production) == sum(RUNS)
    assert list(toy.starts().values()) == [1] * 11


def test_a_part_waits_for_the_parts_that_it_reads_and_no_others(toy: Toy, session: Session, tmp_path: Path) -> None:
    written = session.write(session.plan(toy.profile(RUNS)), tmp_path / "by hand")
    after = {
        call.tag.partition("-")[2]: [tag.partition("-")[2] for tag in call.after] for call in written.manifest.calls
    }
    assert after["refine-P2"] == ["make-P2"]
    assert after["merge"] == ["refine", "refine-P2", "refine-P3"]


def test_the_batch_systems_own_lines_stand_below_the_first_and_do_no_harm(
    toy: Toy, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        UnixBackend,
        "directives",
        lambda self, needs, tag, rows: [f"#QSUB -l mem={needs.memory_mb}M", f"#QSUB -t 1-{rows}"],
    )
    written = session.write(session.plan(toy.profile([1])), tmp_path / "by hand")
    for stage, _ in written.manifest.stages:
        lines = (written.folder / "program" / written.manifest.program / f"{stage}.sh").read_text().splitlines()
        assert lines[:3] == ["#!/bin/bash", "#QSUB -l mem=100M", "#QSUB -t 1-1"]
    assert by_hand(toy, written.folder).returncode == 0
    assert session.adopt(written.folder).state is ProductionState.DONE


def test_all_parts_have_one_script_which_asks_for_what_the_neediest_needs(
    toy: Toy, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UnixBackend, "directives", lambda self, needs, tag, rows: [f"#QSUB -l mem={needs.memory_mb}M"])
    prepared = session.plan(toy.profile(RUNS))
    jobs = [replace(job, resources=replace(job.resources, memory_mb=100 + job.number)) for job in prepared.plan.jobs]
    written = session.write(replace(prepared, plan=replace(prepared.plan, jobs=tuple(jobs))), tmp_path / "by hand")
    program = written.folder / "program" / written.manifest.program
    assert (program / "make.sh").read_text().splitlines()[1] == "#QSUB -l mem=105M"


def test_a_production_is_sent_in_parts(toy: Toy, session: Session) -> None:
    production = session.submit(session.plan(toy.profile(RUNS)))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == sum(RUNS)
    tags = [session.attempts(job)[0].tag for job in session.all_jobs(production, stage="make")]
    assert [tags.count(tag) for tag in dict.fromkeys(tags)] == [2, 2, 1]
