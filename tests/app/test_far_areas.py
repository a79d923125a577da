"""Areas on storages of their own: planned, used by the jobs, looked at by the checks."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from parisana.app.session import Session
from parisana.app.upkeep import cleaner
from parisana.core.jobs.states import ProductionState
from parisana.errors import InputError, StorageError
from tests.servers.client import client_of
from tests.servers.sshd import Sshd

from .toy import Toy, last

pytestmark = [pytest.mark.xdist_group("storages of jobs"), pytest.mark.server]


@pytest.fixture
def far(toy: Toy, shared_sshd: Sshd, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the results of the toy analysis lie on an ssh server; return where that is on this machine."""
    monkeypatch.setenv("PATH", f"{client_of(shared_sshd, toy.root / 'bin')}:{os.environ['PATH']}")
    top = toy.root / "far away"
    toy.site(areas=areas(toy, f"sftp://submit{top}"))
    return top


def areas(toy: Toy, url: str, kind: str = "sftp") -> dict[str, Any]:
    """Return a site's areas, the results on a storage."""
    here = {"storage": "disk", "path": str(toy.root / "areas/work")}
    return {"working": here, "results": {"storage": kind, "path": url}}


def test_a_production_is_done_and_checked_there(toy: Toy, session: Session, far: Path) -> None:
    """What is gone later is found missing; the same profile computes only that again."""
    sent = session.submit(session.plan(toy.profile((1, 2))))
    assert last(session.follow(sent)).state is ProductionState.DONE
    merged = next(job for job in session.all_jobs(sent) if job.stage == "merge")
    assert merged.output.startswith(f"sftp://submit{far}/merge/")
    assert (far / "merge" / merged.output.rpartition("/")[2] / "sum.txt").read_text().strip() == "3"
    assert all(job.done for job in session.plan(toy.profile((1, 2))).plan.jobs)
    shutil.rmtree(far / "merge")
    assert [job.stage for job in session.plan(toy.profile((1, 2))).plan.jobs if not job.done] == ["merge"]


def test_results_there_are_shown_and_saved_here(toy: Toy, session: Session, far: Path, tmp_path: Path) -> None:
    """What was seen once is seen again without the server; what was not says why it cannot be."""
    sent = session.submit(session.plan(toy.profile((1, 2))))
    assert last(session.follow(sent)).state is ProductionState.DONE
    outcomes = session.outcomes
    files = {each.stage: each for each in outcomes.of(sent).files if each.name == "sum.txt"}
    assert outcomes.content(files["merge"]).text.strip() == "3"
    outcomes.save(files["merge"], tmp_path / "mine.txt")
    assert (tmp_path / "mine.txt").read_text().strip() == "3"
    far.rename(far.with_name("gone"))
    assert outcomes.content(files["merge"]).text.strip() == "3"
    assert "cannot be copied" in outcomes.content(files["refine"]).sentence


def test_leftovers_there_are_found_and_removed(toy: Toy, session: Session, far: Path) -> None:
    """A job was killed when its part was there, and all was done again; only the part goes."""
    sent = session.submit(session.plan(toy.profile((1,))))
    assert last(session.follow(sent)).state is ProductionState.DONE
    (attempt,) = session.attempts(session.job(sent, 1).job)
    output = session.job(sent, 1).job.output.rpartition("/")[2]
    half = far / "make" / f".{output}.part-{attempt.tag}.{attempt.row}"
    (half / "deep").mkdir(parents=True)
    (half / "deep" / "sum.txt").write_text("12")
    (found,) = cleaner.leftovers(session.book, sent)
    assert (found.path, found.size) == (f"sftp://submit{half}", 2)
    assert cleaner.remove([found]) == 1
    assert os.listdir(far / "make") == [output]


def test_a_storage_that_is_away_is_told_before_anything_is_recorded(toy: Toy, session: Session) -> None:
    toy.site(areas=areas(toy, "sftp://127.0.0.1:1/far"))
    with pytest.raises(StorageError, match=r"results.*does not answer"):
        session.submit(session.plan(toy.profile()))
    assert session.productions() == []


def test_the_working_area_must_be_a_folder(toy: Toy, session: Session) -> None:
    toy.site(areas={**areas(toy, "/x"), "working": {"storage": "xrootd", "path": "root://server//work"}})
    with pytest.raises(InputError, match="jobs need it as a folder"):
        session.plan(toy.profile())


def test_settings_of_a_storage_reach_the_jobs(toy: Toy, session: Session, far: Path) -> None:
    key = str(toy.root / "my key")
    toy.site(areas=areas(toy, f"sftp://submit{far}"), storages={"sftp": {"key": key, "user": "me"}})
    script = session.plan(toy.profile()).scripts["make"]
    assert f"SFTP_KEY='{key}'" in script
    assert "SFTP_USER=me\n" in script and "SFTP_PORT=''\n" in script
    assert "xrootd_fetch" not in script
