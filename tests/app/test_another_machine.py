"""A whole production on a machine without a batch system, over a connection that breaks all the time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.app.ssh.pool import POOL
from parisana.core.jobs.states import JobState, ProductionState
from parisana.errors import SiteError
from tests.servers.fixtures import sshd as sshd
from tests.servers.sshd import Sshd

from .toy import Toy, keys, last, total

pytestmark = [pytest.mark.xdist_group("sshd"), pytest.mark.server]


def there(toy: Toy, server: Sshd) -> None:
    """Let the site be the machine of this server, whose sessions know the toy's ledger."""
    server.restart(f"SetEnv SHLVL=1 PARISANA_LEDGER={toy.environment['PARISANA_LEDGER']}")
    toy.site(backend="ssh", settings={"host": "submit", "spool": str(toy.root / "there"), "cores": 2})


def test_a_connection_that_breaks_all_the_time_loses_and_doubles_nothing(toy: Toy, sshd: Sshd) -> None:
    there(toy, sshd)
    cuts = 0

    def sleep(seconds: float) -> None:
        nonlocal cuts
        cuts += 1
        time.sleep(min(seconds, 1))
        sshd.cut()

    session = Session(sleep=sleep)
    number = session.submit(session.plan(toy.profile()))
    assert last(session.follow(number)).state is ProductionState.DONE
    assert cuts and total(session, number) == 6
    assert toy.starts() == dict.fromkeys(keys(session, number), 1)
    session.close()
    POOL.close()


def test_jobs_end_while_the_machine_is_out_of_reach_and_are_taken_when_it_is_back(toy: Toy, sshd: Sshd) -> None:
    there(toy, sshd)
    session = Session(sleep=lambda seconds: time.sleep(min(seconds, 1)))
    number = session.submit(session.plan(toy.profile()))
    sshd.stop()
    with pytest.raises(SiteError, match="submit"):
        last(session.follow(number))
    assert not {job.state for job in session.all_jobs(number)} & {JobState.FAILED, JobState.CANCELLED}
    there(toy, sshd)
    POOL.close()
    assert last(session.follow(number)).state is ProductionState.DONE
    assert toy.starts() == dict.fromkeys(keys(session, number), 1)
    assert len(list(Path(toy.root, "there").glob("submissions/*/*.end"))) == len(keys(session, number))
    session.close()
    POOL.close()
