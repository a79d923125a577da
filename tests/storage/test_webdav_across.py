"""Copies from one WebDAV server to another: that one brings them itself, verified, or says that it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.errors import StorageError
from parisana.plugins.storage import Across, Watch
from parisana.storage.webdav.storage import WebDAVStorage
from tests.servers.authority import authority
from tests.servers.xrootd import XRootD, running

pytestmark = [pytest.mark.xdist_group("xrootd"), pytest.mark.server]


class Look(Watch):
    """Somebody who only looks on."""

    last = (0, 0)

    def moved(self, done: int, total: int) -> None:
        """Keep the farthest."""
        self.last = max(self.last, (done, total))


@pytest.fixture(scope="module")
def able(tmp_path_factory: pytest.TempPathFactory) -> Iterator[XRootD]:
    """Return a server that brings files."""
    with running(authority(tmp_path_factory.mktemp("authority"))) as started:
        yield started


def test_a_server_brings_files_by_itself(able: XRootD, xrootd: XRootD, tmp_path: Path) -> None:
    """Each succeeds or fails by itself, and nothing else is left."""
    storage = WebDAVStorage()
    there, goal = xrootd.dav_url(str(tmp_path)), able.dav_url(str(tmp_path))
    (tmp_path / "source").write_bytes(b"photons" * 600_000)
    for url in (there, goal):
        storage.make(url)
    held = storage.put(tmp_path / "source", f"{there}/two words")
    names = ["two words", "away", "taken"]
    storage.put(tmp_path / "source", f"{there}/taken")
    (tmp_path / "other").write_bytes(b"theirs")
    storage.put(tmp_path / "other", f"{goal}/taken")
    look = Look()
    brought, away, taken = storage.across([Across(f"{there}/{name}", f"{goal}/{name}") for name in names], look) or ()
    assert brought == held
    assert isinstance(away, StorageError) and "not there" in away.message
    assert isinstance(taken, StorageError) and "already" in taken.message
    assert [(name, found.size) for name, found in storage.list(goal)] == [("taken", 6), ("two words", 4_200_000)]
    assert look.last[0] == 4_200_000


def test_the_room_around_a_file_can_be_asked_for(xrootd: XRootD, tmp_path: Path) -> None:
    """As parisana storage check does."""
    storage, url = WebDAVStorage(), xrootd.dav_url(str(tmp_path))
    (tmp_path / "source").write_bytes(b"photons")
    storage.make(url)
    storage.put(tmp_path / "source", f"{url}/file")
    assert storage.space(f"{url}/file") == storage.space(url)


def test_a_server_that_cannot_says_so_and_others_are_not_asked(able: XRootD, xrootd: XRootD, tmp_path: Path) -> None:
    storage = WebDAVStorage()
    there, goal = able.dav_url(str(tmp_path)), xrootd.dav_url(str(tmp_path))
    (tmp_path / "source").write_bytes(b"photons")
    for url in (there, goal):
        storage.make(url)
    storage.put(tmp_path / "source", f"{there}/file")
    assert storage.across([Across(f"{there}/file", f"{goal}/file")]) is None
    assert storage.across([Across("s3://gamma/file", f"{goal}/file")]) is None
    assert list(storage.list(goal)) == []
