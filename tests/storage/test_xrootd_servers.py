"""Two XRootD servers that speak to each other, and one with a tape behind it whose cache can be cleared."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from parisana.app.session import Session
from parisana.bookkeeping.values.states import TransferState
from parisana.plugins.storage import Across, Checksum, Locality
from parisana.storage.xrootd.storage import XRootDSettings, XRootDStorage
from tests.servers.xrootd import XRootD
from tests.trying import cannot_try

#: Third-party copies: the target's server gets the file itself, by xrdcp.
DIRECT = "ofs.tpc ttl 60 60 pgm /usr/bin/xrdcp --server\n"
#: A tape whose files lie beside the cache; the program plays the robot.
TAPE = """
ofs.preplib libXrdOfsPrepGPI.so -admit stage,evict,query,cancel -run {folder}/robot.sh
"""
ROBOT = """#!/bin/bash
# [options] -- ID stage|evict PATH...
while [[ $1 != -- ]]; do shift; done
operation=$3
shift 3
for path; do
    case $operation in
        evict) rm -f "{folder}/data$path" ;;
        stage) cp "{folder}/tape$path" "{folder}/data$path" ;;
    esac
done
"""
pytestmark = [pytest.mark.xdist_group("xrootd servers"), pytest.mark.server]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that the servers' user may enter."""
    if shutil.which("xrootd") is None:
        cannot_try("the XRootD server is not installed (xrootd-server)")
    path = Path(tempfile.mkdtemp(prefix="parisana-xrootd-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def pair(folder: Path) -> Iterator[tuple[XRootD, XRootD]]:
    """Return two servers that copy from each other."""
    servers = []
    try:
        for name in ("one", "two"):
            (folder / name).mkdir(mode=0o755)
            servers.append(XRootD(folder / name, more=DIRECT))
            servers[-1].start()
        yield servers[0], servers[1]
    finally:
        for server in servers:
            server.stop()


def test_a_copy_from_server_to_server_does_not_come_by_here(
    pair: tuple[XRootD, XRootD], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the helper itself moves is far less than the file."""
    one, two = pair
    (tmp_path / "source").write_bytes(b"photons" * 5_000_000)
    storage = XRootDStorage()
    held = storage.put(tmp_path / "source", one.url("/source"))
    before = _read_by_helpers()
    outcomes = storage.across([Across(one.url("/source"), two.url("/copy")), Across(one.url("/away"), two.url("/no"))])
    assert outcomes is not None and outcomes[0] == held
    assert not isinstance(outcomes[1], Checksum)
    assert _read_by_helpers() - before < 10_000_000
    assert [(name, stat.size) for name, stat in storage.list(two.url("/"))] == [("copy", 35_000_000)]


def _read_by_helpers() -> int:
    """Return the bytes that our helper processes have read, from files and sockets."""
    total = 0
    for each in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):  # nor one that is over, and waited for by nobody
            if "xrootd_helper.py" in " ".join(each.cmdline()):
                total += each.io_counters().read_chars
    return total


def test_the_queue_copies_from_server_to_server(pair: tuple[XRootD, XRootD], tmp_path: Path) -> None:
    one, two = pair
    (one.data / "a.fits").write_bytes(b"photons" * 1000)
    transfers = Session(tmp_path / "home").transfers
    ids = transfers.add([(one.url("/a.fits"), two.url("/b.fits"))])
    transfers.run(ids)
    (found,) = transfers.of(ids)
    assert (found.state, found.checksum_kind) == (TransferState.DONE, "adler32")
    assert (two.data / "b.fits").read_bytes() == (one.data / "a.fits").read_bytes()


def test_clear_xrootd_drops_the_copy_that_a_server_keeps(folder: Path, tmp_path: Path) -> None:
    """The file on the tape was written anew; the cache still has the old one."""
    server = XRootD(folder, more=TAPE)
    (folder / "robot.sh").write_text(ROBOT.format(folder=folder))
    (folder / "robot.sh").chmod(0o755)
    try:
        server.start()
        (server.data / "run.fits").write_bytes(b"old")
        XRootDStorage(XRootDSettings()).get(server.url("/run.fits"), tmp_path / "as it is")
        assert (tmp_path / "as it is").read_bytes() == b"old"
        clearing = XRootDStorage(XRootDSettings(clear=True))
        assert clearing.clear([server.url("/run.fits")]) == []
        assert not (server.data / "run.fits").exists()
        assert clearing.locality(server.url("/run.fits")) is not Locality.ONLINE
    finally:
        server.stop()


def test_clear_xrootd_does_not_keep_a_server_without_a_tape_from_giving_its_files(
    xrootd: XRootD, tmp_path: Path
) -> None:
    (xrootd.data / "plain.fits").write_bytes(b"photons")
    clearing = XRootDStorage(XRootDSettings(clear=True))
    clearing.get(xrootd.url("/plain.fits"), tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"photons"
