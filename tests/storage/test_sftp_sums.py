"""What is sent by SFTP is summed by the machine that has it then, where that can be; elsewhere it is read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parisana.app.ssh.connection import Connection
from parisana.app.ssh.road import SSHRoad
from parisana.errors import StorageError
from parisana.storage.sftp import sums as sftp_sums
from parisana.storage.sftp.storage import SFTPStorage
from parisana.storage.sftp.wire import Wire
from tests.servers.fixtures import sshd as sshd
from tests.servers.sshd import Sshd

pytestmark = [pytest.mark.xdist_group("files of others"), pytest.mark.server]
BYTES = b"photons" * 900_000
#: Says a sum that is wrong, of a size that is right.
LIAR = f"echo {sftp_sums.MARK}\nwhile read -r name; do echo = 17 {len(BYTES)}; done\n"


@pytest.fixture
def read_back(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how long the files are that were read back."""
    seen: list[int] = []
    whole: Callable[[Wire, bytes, int], Iterator[bytes]] = Wire.blocks

    def blocks(self: Wire, handle: bytes, total: int) -> Iterator[bytes]:
        seen.append(total)
        return whole(self, handle, total)

    monkeypatch.setattr(Wire, "blocks", blocks)
    return seen


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "area").mkdir()
    (tmp_path / "source").write_bytes(BYTES)
    return tmp_path / "source"


def put(source: Path, name: str) -> Path:
    """Copy a file to the server, over a connection of its own; return where it is."""
    connections: dict[object, Connection] = {}
    storage = SFTPStorage(roads=lambda address: SSHRoad(connections.setdefault(address, Connection(address))))
    try:
        storage.put(source, f"sftp://submit{source.parent}/area/{name}")
    finally:
        for connection in connections.values():
            connection.drop()
    return source.parent / "area" / name


@pytest.mark.parametrize("name", ["events.fits", "two words and it's", "line\nend", "naïve-γ"])
def test_a_large_file_is_summed_where_it_is(shared_sshd: Sshd, source: Path, read_back: list[int], name: str) -> None:
    assert put(source, name).read_bytes() == BYTES
    assert read_back == []


@pytest.mark.parametrize("shell", ["exit 1\n", "echo who are you\n", "exec 2>&1; exec python-that-is-not-here\n"])
def test_a_machine_without_the_program_has_it_read_back(
    shared_sshd: Sshd, source: Path, read_back: list[int], monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    monkeypatch.setattr(sftp_sums, "START", shell + "exit\n")
    assert put(source, "file").read_bytes() == BYTES
    assert read_back == [len(BYTES)]


def test_a_shell_with_much_to_say_is_let_finish(
    shared_sshd: Sshd, source: Path, read_back: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sftp_sums, "START", f"echo Welcome; echo News: none\n{sftp_sums.START}")
    assert put(source, "file").read_bytes() == BYTES
    assert read_back == []


def test_an_account_that_may_only_copy_has_it_read_back(sshd: Sshd, source: Path, read_back: list[int]) -> None:
    sshd.restart("ForceCommand internal-sftp")
    assert put(source, "file").read_bytes() == BYTES
    assert read_back == [len(BYTES)]


def test_other_bytes_than_were_sent_get_no_name(
    shared_sshd: Sshd, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sftp_sums, "START", LIAR)
    with pytest.raises(StorageError, match="other bytes"):
        put(source, "file")
    assert list((source.parent / "area").iterdir()) == []
