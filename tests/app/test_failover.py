"""A storage that falls silent while jobs run: their outputs wait, and are brought to their place once it is back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from parisana.app.driving.follower import Follower
from parisana.app.session import Session
from parisana.app.ssh.pool import POOL
from parisana.app.transfers import worker
from parisana.bookkeeping.values.states import TransferState
from parisana.core.jobs.states import JobState, ProductionState
from tests.servers.client import client_of
from tests.servers.sshd import Sshd
from tests.waiting import until

from .test_far_areas import areas
from .toy import Toy

pytestmark = [pytest.mark.xdist_group("storages of jobs"), pytest.mark.server]


@pytest.fixture
def far(toy: Toy, shared_sshd: Sshd, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let all results lie on an ssh server; jobs do not wait for it. Return where that is on this machine."""
    monkeypatch.setenv("PATH", f"{client_of(shared_sshd, toy.root / 'bin')}:{os.environ['PATH']}")
    monkeypatch.setenv("PARISANA_PAUSES", "")
    monkeypatch.setattr(worker, "PAUSES", (0.2,))
    top = toy.root / "far"
    toy.site(areas=areas(toy, f"sftp://submit{top}"))
    return top


@contextmanager
def down(server: Sshd) -> Iterator[None]:
    """Let the server be away meanwhile."""
    server.stop()
    try:
        yield
    finally:
        server.start()
        POOL.try_all()


def after_turns(follower: Follower, happens: Callable[[], object]) -> None:
    """Drive until something happens."""

    def turn() -> object:
        follower.step()
        return happens()

    until(turn)


@pytest.fixture
def waiting(toy: Toy, session: Session, far: Path, shared_sshd: Sshd) -> Iterator[Follower]:
    """Return the driver of a production whose first job was done while its storage was away."""
    toy.order("make.slice-001", "hold")
    sent = session.submit(session.plan(toy.profile((1,))))
    with session.driving(sent) as follower:
        until(toy.starts, seconds=30)
        with down(shared_sshd):
            (toy.root / "orders/go").touch()
            after_turns(follower, lambda: (Path(session.production(sent).working) / "failover").exists())
            until(lambda: list((Path(session.production(sent).working) / "reports").glob("*.json")))
            follower.step()
            assert session.job(sent, 1).job.state is not JobState.DONE
        yield follower


def test_what_waits_is_brought_to_its_place_and_recorded_once(
    toy: Toy, session: Session, far: Path, waiting: Follower
) -> None:
    sent = waiting.drive.id
    seen = set()

    def over() -> bool:
        waiting.step()
        POOL.try_all()
        seen.add((session.job(sent, 1).job.state, bool(session.job(sent, 1).job.reason)))
        return waiting.over

    until(over)
    assert session.production(sent).state is ProductionState.DONE
    assert (JobState.CHECKING, True) in seen, "meanwhile it is said what is waited for"
    assert set(toy.starts().values()) == {1}, "no job was computed twice"
    job = session.job(sent, 1).job
    assert os.listdir(far / "make") == [os.path.basename(job.output)]
    files = session.results(sent, "make")
    assert sorted(os.path.basename(each.path) for each in files) == ["sum.txt"]
    assert {each.state for each in session.book.transfers(production=sent)} == {TransferState.DONE}
    assert os.listdir(Path(session.production(sent).working) / "failover") == []


def test_what_cannot_be_brought_there_fails_with_the_reason(toy: Toy, session: Session, waiting: Follower) -> None:
    """Somebody cancelled the transfers; the output stays where it waits."""
    sent = waiting.drive.id
    after_turns(waiting, lambda: session.book.transfers(production=sent))
    session.transfers.cancel([each.id for each in session.book.transfers(production=sent)])
    after_turns(waiting, lambda: session.attempts(session.job(sent, 1).job)[0].failure)
    attempt = session.attempts(session.job(sent, 1).job)[0]
    assert (str(attempt.failure), "waits in" in attempt.reason) == ("stage-out", True)
    assert list((Path(session.production(sent).working) / "failover").glob("*/sum.txt"))
