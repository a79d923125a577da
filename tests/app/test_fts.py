"""Copies handed over to FTS: ordered once, found again, verified; what FTS does not say is not known."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.app.transfers import handing
from parisana.app.transfers.worker import Worker
from parisana.bookkeeping.values.states import TransferState
from parisana.bookkeeping.values.transfers import TransferRecord
from tests.app.toy import Toy
from tests.core.credentials.test_proxies import token
from tests.servers import webdav
from tests.servers.authority import Authority, authority, openssl
from tests.servers.webdav import Door
from tests.standins import fts as standin
from tests.standins.fts import FTS
from tests.waiting import until

pytestmark = pytest.mark.server

BYTES = b"photons" * 1000


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Return an authority."""
    return authority(tmp_path_factory.mktemp("authority"))


@dataclass
class Land:
    """Two storages, and a service that copies between them."""

    source: Door
    target: Door
    fts: FTS
    session: Session

    def ask(self, *names: str) -> list[int]:
        """Ask for copies of files that lie at the source."""
        for name in names:
            (self.source.folder / name).write_bytes(BYTES)
        return self.session.transfers.add(
            [(f"{self.source.url}/{name}", f"{self.target.url}/{name}") for name in names]
        )

    def of(self, number: int) -> TransferRecord:
        """Return a copy as it is recorded."""
        return self.session.transfers.of([number])[0]

    @property
    def there(self) -> dict[str, bytes]:
        """Return what lies at the target."""
        return {path.name: path.read_bytes() for path in self.target.folder.iterdir()}

    @contextmanager
    def working(self, pause: float = 0.01) -> Iterator[Worker]:
        """Have the queue carried out beside the test."""
        worker = Worker(self.session.book, pauses=(pause,))
        thread = threading.Thread(target=worker.run, daemon=True)
        thread.start()
        try:
            yield worker
        finally:
            worker.stop()
            thread.join(60)

    def carried_out(self) -> None:
        """Carry out the queue to its end, with short pauses."""
        Worker(self.session.book, pauses=(0.01,)).run()


@pytest.fixture
def land(signed: Authority, tmp_path: Path, toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Land]:
    """Return them, known to a site; the user has a token."""
    for name in ("BEARER_TOKEN_FILE", "XDG_RUNTIME_DIR", "X509_USER_PROXY", "NETRC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("X509_CERT_DIR", str(signed.certificates))
    monkeypatch.setenv("BEARER_TOKEN", token(exp=time.time() + 3600, sub="ada"))
    monkeypatch.setattr(handing, "PAUSE", 0.1)
    monkeypatch.setattr(handing, "LOOK", 0.1)
    monkeypatch.setattr(handing, "QUIET", (0.1,))
    with (
        webdav.running(tmp_path / "source", signed) as source,
        webdav.running(tmp_path / "target", signed) as target,
        standin.running(signed) as fts,
    ):
        toy.site(storages={"webdav": {"root": target.url}}, fts=fts.url)
        yield Land(source, target, fts, Session(tmp_path / "home"))


def test_copies_between_servers_are_handed_over_and_verified(land: Land) -> None:
    ids = land.ask("a", "two words", "naïve-γ")
    land.carried_out()
    assert land.session.transfers.outlook(ids).counts == {TransferState.DONE: 3}
    assert land.there == {"a": BYTES, "two words": BYTES, "naïve-γ": BYTES}
    assert len(land.fts.posted) == 3 and all(each.file["filesize"] == len(BYTES) for each in land.fts.jobs.values())
    assert (land.of(ids[0]).checksum_kind, land.of(ids[0]).moved) == ("adler32", len(BYTES))
    assert not any(each.startswith("PUT") for each in land.source.asked)


def test_what_comes_from_here_is_not(land: Land, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(BYTES)
    land.session.transfers.add([(str(tmp_path / "file"), f"{land.target.url}/file")])
    land.carried_out()
    assert land.there == {"file": BYTES} and land.fts.posted == []


def test_the_queue_says_what_fts_says(land: Land) -> None:
    land.fts.may_copy.clear()
    (number,) = land.ask("a")
    with land.working():
        until(lambda: "being copied by FTS" in land.of(number).reason)
        assert land.of(number).state is TransferState.RUNNING
        land.fts.may_copy.set()
        until(lambda: land.of(number).state is TransferState.DONE)
    assert land.of(number).reason == ""


@pytest.mark.parametrize("verb", ["pause", "cancel"])
def test_what_is_not_wanted_is_withdrawn_and_may_be_wanted_again(land: Land, verb: str) -> None:
    land.fts.may_copy.clear()
    kept, number = land.ask("kept", "a")
    with land.working():
        until(lambda: len(land.fts.jobs) == 2)
        getattr(land.session.transfers, verb)([number])
        until(lambda: sorted(each.state for each in land.fts.jobs.values()) == ["ACTIVE", "CANCELED"])
        land.fts.may_copy.set()
        until(lambda: land.of(kept).state is TransferState.DONE)
    assert land.there == {"kept": BYTES}
    land.session.transfers.resume([number])
    land.carried_out()
    assert land.there == {"kept": BYTES, "a": BYTES} and len(set(land.fts.posted)) == 3


def test_a_program_that_ends_leaves_it_to_fts_and_finds_it_again(land: Land) -> None:
    land.fts.may_copy.clear()
    (number,) = land.ask("a")
    with land.working():
        until(lambda: land.fts.jobs)
    assert land.of(number).state is TransferState.WAITING
    assert [each.state for each in land.fts.jobs.values()] == ["ACTIVE"]
    land.fts.may_copy.set()
    land.carried_out()
    assert land.of(number).state is TransferState.DONE and len(land.fts.posted) == 1


CRASH = """
import os, sys
from pathlib import Path
from parisana.app.session import Session
from parisana.app.transfers.worker import Worker
from parisana.storage.fts.service import FTS

send = FTS.send

def fatal(self, order):
    send(self, order)
    os.kill(os.getpid(), 9)

FTS.send = fatal
Worker(Session(Path(sys.argv[1])).book).run()
"""


def test_killed_between_order_and_answer_it_is_not_ordered_twice(land: Land) -> None:
    (number,) = land.ask("a")
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", CRASH, str(land.session.home)], cwd=root, check=False)
    assert done.returncode == -9 and land.of(number).state is TransferState.RUNNING
    assert land.session.transfers.are_waiting, "whoever looks for work finds it"
    land.carried_out()
    assert land.of(number).state is TransferState.DONE
    assert len(land.fts.posted) == 1 and land.there == {"a": BYTES}


def _once(fate: str, method: str, what: str = "/jobs") -> Callable[[str, str], str | None]:
    """Spoil the first question of a kind."""
    left = [fate]
    return lambda asked, path: left.pop() if left and asked == method and path.startswith(what) else None


@pytest.mark.parametrize("fate", ["lost", "silence", "garbled"])
def test_an_order_whose_answer_is_lost_is_found_by_its_ticket(land: Land, fate: str) -> None:
    land.fts.spoil = _once(fate, "POST")
    (number,) = land.ask("a")
    land.carried_out()
    assert land.of(number).state is TransferState.DONE and land.of(number).tries == 1
    assert len(land.fts.posted) == 1 and land.there == {"a": BYTES}


@pytest.mark.parametrize("fate", ["500", "silence", "401"])
def test_what_fts_does_not_say_is_not_known_and_nothing_follows(land: Land, fate: str) -> None:
    """Neither failed nor ordered again, however long it is silent, or does not know the user."""
    land.fts.may_copy.clear()
    (number,) = land.ask("a")
    with land.working():
        until(lambda: land.fts.jobs)
        land.fts.spoil = lambda method, path: fate
        until(lambda: "cannot be asked" in land.of(number).reason)
        land.fts.may_copy.set()
        until(lambda: land.there)
        assert land.of(number).state is TransferState.RUNNING
        land.fts.spoil = lambda method, path: None
        until(lambda: land.of(number).state is TransferState.DONE)
    assert len(land.fts.posted) == 1 and land.there == {"a": BYTES}


def test_a_source_that_vanishes_is_told_and_not_waited_for(land: Land) -> None:
    land.fts.may_copy.clear()
    (number,) = land.ask("a")
    with land.working():
        until(lambda: land.fts.jobs)
        os.unlink(land.source.folder / "a")
        land.fts.may_copy.set()
        until(lambda: land.of(number).state is TransferState.FAILED)
    assert "FTS: SOURCE [2] No such file" in land.of(number).reason and land.there == {}


def test_a_target_that_exists_stays(land: Land) -> None:
    (number,) = land.ask("a")
    (land.target.folder / "a").write_bytes(b"somebody else's")
    land.carried_out()
    assert land.of(number).state is TransferState.FAILED and "already" in land.of(number).reason
    assert land.there == {"a": b"somebody else's"} and land.fts.posted == []


def test_one_that_appears_meanwhile_stays_too(land: Land) -> None:
    land.fts.may_copy.clear()
    (number,) = land.ask("a")
    with land.working():
        until(lambda: land.fts.jobs)
        (land.target.folder / "a").write_bytes(b"somebody else's")
        land.fts.may_copy.set()
        until(lambda: land.of(number).state is TransferState.FAILED)
    assert land.there == {"a": b"somebody else's"}


def test_other_bytes_than_those_of_the_source_never_get_the_name(land: Land) -> None:
    """FTS said that all was well; it is copied again."""
    spoilt = [BYTES.replace(b"p", b"q", 1)]
    land.fts.bytes_of = lambda data: spoilt.pop() if spoilt else data
    (number,) = land.ask("a")
    land.carried_out()
    assert land.of(number).state is TransferState.DONE and land.of(number).tries == 2
    assert land.there == {"a": BYTES} and len(set(land.fts.posted)) == 2


def test_a_job_that_fts_has_lost_is_ordered_anew(land: Land) -> None:
    land.fts.may_copy.clear()
    (number,) = land.ask("a")
    with land.working():
        until(lambda: land.fts.jobs and "FTS" in land.of(number).reason)
        (job,) = land.fts.jobs.values()
        job.state = "CANCELED"
        land.fts.jobs.clear()
        land.fts.may_copy.set()
        until(lambda: land.of(number).state is TransferState.DONE)
    assert land.there == {"a": BYTES} and len(set(land.fts.posted)) == 2


def test_a_credential_that_ends_on_the_way_is_told_and_it_waits(land: Land) -> None:
    land.fts.may_copy.clear()
    (number,) = land.ask("a")
    with land.working(pause=1e6):
        until(lambda: land.fts.jobs and "FTS" in land.of(number).reason)
        land.source.token = "another"
        land.fts.may_copy.set()
        until(lambda: land.of(number).state is TransferState.WAITING)
    assert "The proxy has expired" in land.of(number).reason
    land.source.token = ""
    land.session.transfers.cancel([number])
    land.session.transfers.resume([number])
    land.carried_out()
    assert land.of(number).state is TransferState.DONE and land.there == {"a": BYTES}


def test_without_a_token_the_proxy_is_handed_over_once(
    land: Land, signed: Authority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("BEARER_TOKEN")
    monkeypatch.setenv("X509_USER_PROXY", str(signed.folder / "user.both"))
    land.fts.needs_proxy = True
    ids = land.ask("a", "b")
    land.carried_out()
    assert land.session.transfers.outlook(ids).counts == {TransferState.DONE: 2}
    (chain,) = land.fts.proxies.values()
    first, rest = chain.split(b"-----END CERTIFICATE-----\n", 1)
    (tmp_path / "leaf.pem").write_bytes(first + b"-----END CERTIFICATE-----\n")
    (tmp_path / "chain.pem").write_bytes(rest)
    words = ("-allow_proxy_certs", "-CAfile", str(signed.folder / "ca.pem"), "-untrusted", "chain.pem", "leaf.pem")
    assert "OK" in openssl(tmp_path, "verify", *words)
    assert b"PRIVATE KEY" not in chain
