"""A real XRootD server with its staging daemon: what is on tape says so, is asked for at once, waited for, and read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.core.jobs.states import Answer
from parisana.plugins.storage import Locality
from parisana.storage.xrootd.storage import XRootDStorage
from tests.servers.tape import Tape, running
from tests.waiting import until

pytestmark = [pytest.mark.xdist_group("files of others"), pytest.mark.server]


@pytest.fixture
def tape() -> Iterator[Tape]:
    """Run a server with a tape."""
    with running() as started:
        yield started


def test_files_are_asked_for_waited_for_and_read(tape: Tape, tmp_path: Path) -> None:
    storage, content = XRootDStorage(), b"photons" * 1000
    urls = [tape.write(f"/hpss/group/run-{number}.fits", content) for number in range(2)]
    found = storage.stat(urls[0])
    assert (found.exists, found.size) == (Answer.YES, 7000)
    assert set(storage.localities(urls).values()) == {Locality.NEARLINE}
    storage.bring_online(urls)
    until(lambda: len(tape.requests) == 1)
    assert sorted(tape.requests[0]) == ["/hpss/group/run-0.fits", "/hpss/group/run-1.fits"]
    assert set(storage.localities(urls).values()) == {Locality.NEARLINE}
    tape.mount()
    until(lambda: set(storage.localities(urls).values()) == {Locality.ONLINE})
    storage.get(urls[1], tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == content
