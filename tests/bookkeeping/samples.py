"""A small production: two DSTs, two slices, one merge."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from parisana.bookkeeping.upkeep import upgrade
from parisana.bookkeeping.values.entries import NewInput, NewJob, NewProduction, NewSubmission

STAGES = [("dst", "DST"), ("microdst", "Micro DST"), ("merging", "Merging")]


def new_production(name: str = "crab") -> NewProduction:
    return NewProduction(name, "gammapy", "Unix", "marie", "lab", "/work", "d" * 64, "profile", "suite", "site", 100.0)


def new_job(number: int, stage: str = "dst", inputs: Sequence[int] = (), *, done: bool = False) -> NewJob:
    """Make a job whose inputs come from the jobs with these numbers."""
    return NewJob(
        number,
        f"{number:064x}",
        stage,
        f"unit-{number}",
        "23523,23526",
        '{"memory": 800}',
        f"{stage}-abc.json",
        f"/out/{stage}/unit-{number}",
        [NewInput("dst", other, f"/out/{other}") for other in inputs],
        done,
    )


def diamond() -> list[NewJob]:
    """Two DSTs, two slices (each of one DST), one merge."""
    return [
        new_job(1),
        new_job(2),
        new_job(3, "microdst", [1]),
        new_job(4, "microdst", [2]),
        new_job(5, "merging", [3, 4]),
    ]


def submission(jobs: Sequence[int], epoch: int, tag: str = "p1-a", stage: str = "dst") -> NewSubmission:
    return NewSubmission(stage, tag, epoch, jobs, "lab", "s" * 64, f"/work/{tag}.tsv", "{}", 200.0)


def migrations_until(version: str, folder: Path) -> Path:
    """Return a copy of the migrations as they were when this one was the newest."""
    copy = folder / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (copy / "versions").glob("[0-9]*_*.py"):
        if file.name.partition("_")[0] > version:
            file.unlink()
    return copy
