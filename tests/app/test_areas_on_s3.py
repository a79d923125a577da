"""Areas in a bucket: what a storage that cannot rename means for plans, checks, results and leftovers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parisana.app.session import Session
from parisana.app.upkeep import cleaner
from parisana.core.jobs.states import ProductionState
from parisana.storage.s3.storage import S3Settings, S3Storage
from tests.servers.s3 import S3

from .toy import Toy, last

pytestmark = [pytest.mark.xdist_group("s3"), pytest.mark.server]


class Bucket:
    """Where the results of the toy analysis lie."""

    def __init__(self, toy: Toy, server: S3) -> None:
        self.url = server.url(f"{toy.root}/results")
        settings: dict[str, Any] = {"endpoint": server.environment["AWS_ENDPOINT_URL"]}
        self.storage = S3Storage(S3Settings(**settings))
        here = {"storage": "disk", "path": str(toy.root / "areas/work")}
        toy.site(areas={"working": here, "results": {"storage": "s3", "path": self.url}}, storages={"s3": settings})

    def names(self, below: str) -> list[str]:
        """List a folder."""
        return [name for name, _ in self.storage.list(below)]


@pytest.fixture
def bucket(toy: Toy, one_s3: S3, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """Let the results lie there; the keys are in a file, where jobs find them, too."""
    monkeypatch.setenv("HOME", str(toy.root))
    (toy.root / ".aws").mkdir()
    (toy.root / ".aws/credentials").write_text(one_s3.credentials("default"))
    return Bucket(toy, one_s3)


def test_a_production_is_done_checked_and_shown(toy: Toy, session: Session, bucket: Bucket, tmp_path: Path) -> None:
    """What is gone later is found missing, and the same profile computes only that again."""
    sent = session.submit(session.plan(toy.profile((1, 2))))
    assert last(session.follow(sent)).state is ProductionState.DONE
    (merged,) = [job for job in session.all_jobs(sent) if job.stage == "merge"]
    (attempt,) = session.attempts(session.job(sent, merged.number).job)
    files = {each.name: each for each in session.outcomes.of(sent).files if each.stage == "merge"}
    assert files["sum.txt"].path == f"{merged.output}/.attempt-{attempt.tag}.{attempt.row}/sum.txt"
    assert session.outcomes.content(files["sum.txt"]).text.strip() == "3"
    assert all(job.done for job in session.plan(toy.profile((1, 2))).plan.jobs)
    bucket.storage.remove(files["sum.txt"].path)
    assert [job.stage for job in session.plan(toy.profile((1, 2))).plan.jobs if not job.done] == ["merge"]


def test_only_what_no_list_names_is_a_leftover(toy: Toy, session: Session, bucket: Bucket, tmp_path: Path) -> None:
    """An attempt died when all of it was sent but its list, and another one was the first to end."""
    sent = session.submit(session.plan(toy.profile((1,))))
    assert last(session.follow(sent)).state is ProductionState.DONE
    job = session.job(sent, 1).job
    (attempt,) = session.attempts(job)
    (tmp_path / "half").write_text("12")
    half = f"{job.output}/.attempt-{attempt.tag}.9"
    bucket.storage.make(f"{half}/deep")
    bucket.storage.put(tmp_path / "half", f"{half}/deep/sum.txt")
    bucket.storage.make(f"{job.output}/.attempt-of-others.1")
    (found,) = cleaner.leftovers(session.book, sent)
    assert (found.path, found.size) == (half, 2)
    assert cleaner.remove([found]) == 1
    kept = f".attempt-{attempt.tag}.{attempt.row}"
    assert bucket.names(job.output) == sorted([kept, ".attempt-of-others.1", ".parisana.json"])
    assert bucket.names(f"{job.output}/{kept}") == ["sum.txt"]
