"""Odd places are used; those that are closed, full or shared are refused before anything is recorded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parisana.app.session import Session
from parisana.app.upkeep.checkup import Trouble, check
from parisana.core.jobs.states import ProductionState
from parisana.errors import ParisanaError
from parisana.storage.disk.storage import DiskStorage

from .toy import Toy, keys, last, total

ODD = 'it\'s "my" Arbeit\nin $HOME & `été` 天文 *;'


def area(name: str, path: Path | str) -> dict[str, Any]:
    """Return what a profile overrides to have an area elsewhere."""
    return {"overrides": {"areas": {name: {"storage": "disk", "path": str(path)}}}}


@pytest.mark.parametrize("where", ["the areas", "everything"])
def test_a_path_may_hold_any_character(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    odd = tmp_path / ODD
    toy = Toy(odd) if where == "everything" else Toy(tmp_path, areas=odd)
    for name, value in toy.environment.items():
        monkeypatch.setenv(name, value)
    session = Session()
    production = session.submit(session.plan(toy.profile([1, 2])))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 3
    assert all(ODD in result.path and Path(result.path).is_file() for result in session.results(production))
    assert check(session.book, DiskStorage(), session.productions()) == []
    assert toy.starts() == dict.fromkeys(keys(session, production), 1)
    assert {job.done for job in session.plan(toy.profile([1, 2])).plan.jobs} == {True}
    session.close()


Spoil = Callable[[Toy], Path]


def read_only(toy: Toy) -> Path:
    """Put the results where this user may not write."""
    (toy.root / "closed").mkdir(mode=0o555)
    return toy.profile(**area("results", toy.root / "closed" / "results"))


def file_in_the_way(toy: Toy) -> Path:
    """Put the results below a file."""
    (toy.root / "taken").write_text("x")
    return toy.profile(**area("results", toy.root / "taken" / "results"))


def one_directory(toy: Toy) -> Path:
    """Put the results where the work is done."""
    return toy.profile(**area("results", toy.root / "areas" / "work"))


def one_directory_by_templates(toy: Toy) -> Path:
    """Let two names of one directory come out of templates."""
    same = {"storage": "disk", "path": str(toy.root / "x" / "toy")}
    areas = {"working": same, "results": {"storage": "disk", "path": str(toy.root / "x" / "{profile}")}}
    return toy.profile(overrides={"areas": areas})


def full_disk(toy: Toy) -> Path:
    """Ask for more than any disk has."""
    return toy.profile(batch={"automatic_resources": False, "memory": 100, "duration": 60, "disk": 10**12})


def relative(toy: Toy) -> Path:
    """Name a directory that is another one from everywhere."""
    return toy.profile(**area("results", "results"))


def as_another_than_root(path: str, mode: int) -> bool:
    """Say what a user may do with a folder of his own; root may do everything."""
    return os.path.exists(path) and os.stat(path).st_mode >> 6 & mode == mode


@pytest.mark.parametrize(
    ("spoil", "what", "where"),
    [
        (read_only, "cannot be written to", "areas.results"),
        (file_in_the_way, "cannot be written to", "areas.results"),
        (one_directory, "are one directory", "areas.results"),
        (one_directory_by_templates, "are one directory", "areas.results"),
        (full_disk, "MB free, but one job may need", "areas."),
        (relative, "results", "areas.results"),
    ],
)
def test_a_place_that_no_job_could_use_is_refused(
    toy: Toy, session: Session, monkeypatch: pytest.MonkeyPatch, spoil: Spoil, what: str, where: str
) -> None:
    monkeypatch.setattr(os, "access", as_another_than_root)
    with pytest.raises(ParisanaError, match=what) as caught:
        session.submit(session.plan(spoil(toy)))
    assert caught.value.hint, "what to do"
    assert where in caught.value.place, "where it is written"
    assert session.productions() == [] and not toy.starts()


def test_a_deleted_result_is_named_and_computed_once_more(toy: Toy, session: Session) -> None:
    first = session.submit(session.plan(toy.profile([1, 2])))
    last(session.follow(first))
    gone, *_ = session.all_jobs(first, stage="refine")
    shutil.rmtree(gone.output)

    found = check(session.book, DiskStorage(), session.productions())
    assert {finding.trouble for finding in found} == {Trouble.MISSING}
    assert all((finding.path or "").startswith(gone.output) for finding in found)
    shown = toy.run("book", "check")
    assert shown.returncode == 3 and "recorded, but not there" in shown.stdout

    again = session.plan(toy.profile([1, 2]))
    assert [job.key for job in again.plan.jobs if not job.done] == [gone.key]
    second = session.submit(again)
    assert last(session.follow(second)).state is ProductionState.DONE
    assert toy.starts() == {key: 1 + (key == gone.key) for key in keys(session, first)}
    assert total(session, first) == 3
    assert check(session.book, DiskStorage(), session.productions()) == []
