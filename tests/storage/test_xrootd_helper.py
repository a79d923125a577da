"""The helper that speaks XRootD, on bad days of a small file: what is not whole there gets no name, and goes."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from parisana.storage.xrootd import helper as xrootd_helper
from parisana.storage.xrootd.helper import Moved, sent

DATA = b"photons"
FINE = SimpleNamespace(ok=True)
ABSENT = SimpleNamespace(ok=False, errno=xrootd_helper.ABSENT, message="no such file")
BROKEN = SimpleNamespace(ok=False, errno=0, message="[ERROR] Stream timeout")


class System:
    """A server as the library shows it, with one file under its temporary name."""

    def __init__(self, held: bytes, *, taken: bool = False) -> None:
        self.held, self.taken = held, taken
        self.names = {"/a/part"}

    def query(self, code: Any, question: str) -> tuple[Any, bytes]:
        return FINE, f"adler32 {zlib.adler32(self.held):08x}\0".encode()

    def stat(self, path: str) -> tuple[Any, Any]:
        return (FINE if self.taken else ABSENT), None

    def mv(self, path: str, new: str) -> tuple[Any, Any]:
        self.names = {new}
        return FINE, None

    def rm(self, path: str) -> tuple[Any, Any]:
        self.names.discard(path)
        return FINE, None


@pytest.fixture
def send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[System], dict[str, Any]]:
    """Return what sends a small file to such a server."""
    (tmp_path / "source").write_bytes(DATA)
    monkeypatch.setattr(xrootd_helper, "write", lambda target, data: None)
    monkeypatch.setattr(xrootd_helper, "flags", lambda: SimpleNamespace(QueryCode=SimpleNamespace(CHECKSUM=8)))
    wanted = (str(tmp_path / "source"), "root://host:1094//a/part", "/a/final")
    return lambda system: sent(system, wanted, Moved(lambda words: None))


def test_a_small_file_that_is_whole_gets_its_name(send: Callable[[System], dict[str, Any]]) -> None:
    system = System(DATA)
    assert send(system) == {"sum": f"{zlib.adler32(DATA):08x}"}
    assert system.names == {"/a/final"}


def test_other_bytes_get_no_name_and_are_tried_again(send: Callable[[System], dict[str, Any]]) -> None:
    system = System(b"protons")
    no = send(system)["no"]
    assert "other bytes" in no["words"] and no["number"] == 0
    assert system.names == set()


def test_a_name_that_was_taken_meanwhile_stays(send: Callable[[System], dict[str, Any]]) -> None:
    system = System(DATA, taken=True)
    assert "already" in send(system)["no"]["words"]
    assert system.names == set()


def test_a_file_that_breaks_off_leaves_nothing(
    send: Callable[[System], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(target: str, data: bytes) -> None:
        raise xrootd_helper.No(BROKEN)

    monkeypatch.setattr(xrootd_helper, "write", broken)
    system = System(DATA)
    assert "timeout" in send(system)["no"]["words"]
    assert system.names == set()
