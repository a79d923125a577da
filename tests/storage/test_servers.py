"""Servers on bad days: what does not answer is unknown, what is cancelled ends at once, and nothing partial is left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from parisana.app.ssh import login
from parisana.app.ssh.connection import Connection
from parisana.app.ssh.road import SSHRoad
from parisana.core.jobs.states import Answer
from parisana.errors import Cancelled, StorageError
from parisana.plugins.storage import Storage, Watch
from parisana.storage.s3.storage import S3Settings, S3Storage
from parisana.storage.sftp.storage import SFTPStorage
from parisana.storage.webdav.storage import WebDAVStorage
from parisana.storage.xrootd import helper as xrootd_helper
from parisana.storage.xrootd.storage import XRootDStorage
from tests.servers.s3 import S3
from tests.servers.sshd import Sshd
from tests.servers.xrootd import XRootD


@dataclass
class Bench:
    """A storage on a server that can be held, and where its files lie on this machine, if they do."""

    storage: Storage
    url: str
    folder: Path | None
    server: Sshd | XRootD | S3

    def names(self) -> list[str]:
        """Return what is there."""
        if self.folder is None:
            return [name for name, _ in self.storage.list(self.url)]
        return [path.name for path in self.folder.iterdir()]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let the server hang meanwhile."""
        self.server.hold()
        try:
            yield
        finally:
            self.server.resume()
            for connection in connections.values():
                connection.backoff.reset()

    def soon_empty(self) -> bool:
        """Wait until the server has removed what was left."""
        for _ in range(200):
            if not self.names():
                return True
            time.sleep(0.05)
        return False


class ImpatientSFTP(SFTPStorage):
    """Leaves a silent server after a second."""

    patience = 1.0


class ImpatientXRootD(XRootDStorage):
    """Leaves a silent server after a second."""

    patience = 1.0


class ImpatientWebDAV(WebDAVStorage):
    """Leaves a silent server after two seconds."""

    patience = 2.0


class ImpatientS3(S3Storage):
    """Leaves a silent server after two seconds."""

    patience = 2.0


@pytest.fixture(params=["sftp", "xrootd", "webdav", "s3"])
def bench(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Return one storage after the other."""
    monkeypatch.setattr(login, "PATIENCE", 1.0)
    if request.param == "sftp":
        sshd: Sshd = request.getfixturevalue("shared_sshd")
        folder = tmp_path / "area"
        folder.mkdir()
        storage = ImpatientSFTP(roads=lambda address: SSHRoad(connections.setdefault(address, Connection(address))))
        return Bench(storage, f"sftp://submit{folder}", folder, sshd)
    if request.param == "s3":
        bucket: S3 = request.getfixturevalue("s3")
        return made(ImpatientS3(), bucket.url(str(tmp_path)), None, bucket)
    server: XRootD = request.getfixturevalue("xrootd")
    folder = server.path(server.url(str(tmp_path)))
    if request.param == "webdav":
        return made(ImpatientWebDAV(), server.dav_url(str(tmp_path)), folder, server)
    return made(ImpatientXRootD(), server.url(str(tmp_path)), folder, server)


def made(storage: Storage, url: str, folder: Path | None, server: XRootD | S3) -> Bench:
    """Return a bench with an empty folder."""
    storage.make(url)
    return Bench(storage, url, folder, server)


connections: dict[object, Connection] = {}
pytestmark = [pytest.mark.xdist_group("files of others"), pytest.mark.server]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file to be copied."""
    path = tmp_path / "source"
    path.write_bytes(b"photons" * 3_000_000)
    return path


def test_a_server_that_does_not_answer_knows_nothing(bench: Bench, source: Path) -> None:
    bench.storage.put(source, f"{bench.url}/file")
    with bench.held():
        for name in ("file", "away"):
            found = bench.storage.stat(f"{bench.url}/{name}")
            assert (found.exists, bool(found.reason)) == (Answer.UNKNOWN, True)
        assert bench.storage.writable(bench.url)[0] is Answer.UNKNOWN
    assert bench.storage.stat(f"{bench.url}/file").exists is Answer.YES
    assert bench.storage.stat(f"{bench.url}/away").exists is Answer.NO


def test_a_server_that_does_not_answer_is_a_trouble_that_may_pass(bench: Bench, source: Path) -> None:
    with bench.held():
        for call in (
            lambda: bench.storage.put(source, f"{bench.url}/file"),
            lambda: list(bench.storage.list(bench.url)),
            lambda: bench.storage.checksum(f"{bench.url}/file"),
        ):
            with pytest.raises(StorageError) as caught:
                call()
            assert caught.value.transient
    assert bench.soon_empty()


class HoldAndStop(Watch):
    """Lets the server hang in the middle of the copy, and then wants it no more."""

    def __init__(self, hold: Callable[[], None]) -> None:
        self.hold = hold
        self.stop = False

    @property
    def cancelled(self) -> bool:
        """Say so as soon as the server hangs."""
        return self.stop

    def moved(self, done: int, total: int) -> None:
        """Stop the server at the first bytes."""
        if not self.stop:
            self.hold()
            self.stop = True


def be_patient(storage: Storage) -> None:
    """Let it wait for ever; those that speak HTTP have a part of theirs that does."""
    storage.patience = 3600.0  # type: ignore[attr-defined]  # all of these have it
    if isinstance(storage, WebDAVStorage | S3Storage):
        storage._client.http.patience = 3600.0


def test_a_copy_to_a_server_that_hangs_can_be_cancelled(bench: Bench, source: Path) -> None:
    """It ends while the server still hangs; when that comes back, the leftovers go."""
    be_patient(bench.storage)
    try:
        with pytest.raises(Cancelled):
            bench.storage.put(source, f"{bench.url}/file", HoldAndStop(bench.server.hold))
        assert bench.folder is None or "file" not in bench.names()
    finally:
        bench.server.resume()
    assert bench.soon_empty()
    bench.storage.put(source, f"{bench.url}/file")


def test_the_right_name_is_seen_only_when_all_of_it_is_there(bench: Bench, source: Path) -> None:
    class Spy(Watch):
        def __init__(self) -> None:
            self.names: set[str] = set()

        def moved(self, done: int, total: int) -> None:
            self.names |= set(bench.names())

    spy = Spy()
    bench.storage.put(source, f"{bench.url}/file", spy)
    assert (spy.names or bench.folder is None) and "file" not in spy.names
    assert bench.names() == ["file"]


def test_a_machine_that_is_away_is_unknown() -> None:
    for storage, url in (
        (ImpatientSFTP(roads=lambda address: SSHRoad(Connection(address))), "sftp://127.0.0.1:1/data/file"),
        (ImpatientXRootD(), "root://127.0.0.1:1//data/file"),
        (ImpatientWebDAV(), "davs://127.0.0.1:1/data/file"),
        (ImpatientS3(S3Settings(endpoint="http://127.0.0.1:1")), "s3://data/file"),
    ):
        found = storage.stat(url)
        assert (found.exists, bool(found.reason)) == (Answer.UNKNOWN, True)


@pytest.mark.parametrize("url", ["sftp:/x", "root:/x", "/plain/path", "davs://ada:secret@host/x", "s3:///x"])
def test_what_is_no_url_is_told(url: str) -> None:
    for storage in (SFTPStorage(), XRootDStorage(), WebDAVStorage(), S3Storage()):
        assert storage.stat(url).exists is Answer.UNKNOWN
        with pytest.raises(StorageError, match="URL"):
            storage.make(url)


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    helper = tmp_path / "helper.py"
    text = Path(str(xrootd_helper.__file__)).read_text()
    helper.write_text(
        f"import sys\nsys.modules['XRootD'] = None\n{text.replace('from __future__', '# from __future__')}"
    )
    monkeypatch.setattr(xrootd_helper, "__file__", str(helper))
    storage = XRootDStorage()
    assert "is not installed" in storage.stat("root://127.0.0.1//x").reason
    with pytest.raises(StorageError, match="is not installed") as caught:
        storage.checksum("root://127.0.0.1//x")
    assert "parisana[xrootd]" in (caught.value.hint or "")


def test_nothing_of_the_clients_is_loaded_into_this_process() -> None:
    assert "XRootD" not in sys.modules
