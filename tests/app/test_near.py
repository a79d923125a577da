"""Copies of results on other storages: bounded, and a storage that is away is not asked for each file."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from parisana.app.ground import places
from parisana.app.results import near
from parisana.app.results.near import Near
from parisana.errors import StorageError
from parisana.plugins.fake_storage import FakeStorage
from parisana.plugins.storage import NOBODY, Checksum, Storage, Watch


@pytest.fixture
def storage(tmp_path: Path) -> FakeStorage:
    """Return a storage with three files of 10 bytes."""
    found = FakeStorage()
    found.files |= {f"fake:/host/{name}": b"0123456789" for name in "abc"}
    return found


def given(storage: Storage) -> Callable[[], Storage]:
    return lambda: storage


def url(name: str) -> str:
    return f"fake://host/{name}"


def test_only_so_much_is_kept_the_oldest_goes(storage: FakeStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "ROOM", 20)
    kept = [Near().path(given(storage), url(name), 10) for name in "ab"]
    os.utime(kept[0], (1, 1))
    Near().path(given(storage), url("c"), 10)
    assert [path.is_file() for path in kept] == [False, True]
    assert len(list((places.home() / "cache").glob("*/*"))) == 2


def test_what_was_used_lately_stays(storage: FakeStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "ROOM", 20)
    kept = [Near().path(given(storage), url(name), 10) for name in "ab"]
    for number, path in enumerate(kept):
        os.utime(path, (number, number))
    Near().path(given(storage), url("a"), 10)
    Near().path(given(storage), url("c"), 10)
    assert [path.is_file() for path in kept] == [True, False]


def test_how_much_is_kept_can_be_said(storage: FakeStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARISANA_CACHE_MB", "0")
    kept = [Near().path(given(storage), url(name), 10) for name in "ab"]
    assert [path.is_file() for path in kept] == [False, True], "what is looked at now is always there"


def test_another_state_of_a_file_is_another_copy(storage: FakeStorage) -> None:
    old, new = (Checksum("adler32", f"{zlib.adler32(data):08x}") for data in (b"0123456789", b"9876543210"))
    assert Near().path(given(storage), url("a"), 10, old).read_bytes() == b"0123456789"
    storage.files["fake:/host/a"] = b"9876543210"
    assert Near().path(given(storage), url("a"), 10, new).read_bytes() == b"9876543210"


def test_what_is_not_as_recorded_is_refused_and_not_kept(storage: FakeStorage) -> None:
    with pytest.raises(StorageError, match="not as it was recorded"):
        Near().path(given(storage), url("a"), 10, Checksum("adler32", "00000001"))
    with pytest.raises(StorageError, match="not as it was recorded"):
        Near().path(given(storage), url("a"), 11)
    assert list((places.home() / "cache").glob("*/*")) == []


def test_a_copy_that_breaks_off_is_never_served(storage: FakeStorage) -> None:
    class Broken(FakeStorage):
        def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
            target.write_bytes(b"01234")
            raise StorageError("The connection was cut.")

    with pytest.raises(StorageError, match="cut"):
        Near().path(given(Broken()), url("a"), 10)
    assert list((places.home() / "cache").glob("*/*")) == []
    assert Near().path(given(storage), url("a"), 10).read_bytes() == b"0123456789"


def test_a_home_that_takes_nothing_is_a_sentence(storage: FakeStorage) -> None:
    places.home().mkdir(parents=True, exist_ok=True)
    (places.home() / "cache").write_text("a file where the copies should be")
    with pytest.raises(StorageError, match="can be kept here"):
        Near().path(given(storage), url("a"), 10)


def test_several_programs_bring_and_make_room_at_once(storage: FakeStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "ROOM", 10)
    storage.files |= {f"fake:/host/{number}": f"{number:010d}".encode() for number in range(5)}

    def use(turn: int) -> bool:
        number = turn % 5
        path = Near().path(given(storage), url(str(number)), 10)
        with suppress(FileNotFoundError):  # others made room meanwhile
            return path.read_bytes() == f"{number:010d}".encode()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(300)))


def test_what_another_program_is_just_bringing_is_left_alone(
    storage: FakeStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "ROOM", 0)
    Near().path(given(storage), url("a"), 10)
    part = places.home() / "cache" / "other" / ".parisana-0123.part"
    part.parent.mkdir()
    part.write_bytes(b"half")
    Near().path(given(storage), url("b"), 10)
    assert part.is_file()
    os.utime(part, (1, 1))
    Near().path(given(storage), url("c"), 10)
    assert not part.exists(), "nobody brings it any more"


def test_a_copy_of_another_size_is_brought_anew(storage: FakeStorage) -> None:
    Near().path(given(storage), url("a"), 10).write_bytes(b"cut")
    assert Near().path(given(storage), url("a"), 10).read_bytes() == b"0123456789"


def test_a_silent_storage_is_left_alone_for_a_while(storage: FakeStorage) -> None:
    now, asked = [0.0], []

    def counted() -> Storage:
        asked.append(now[0])
        return storage

    here = Near(lambda: now[0])
    storage.silent = True
    for now[0] in (0.0, 5.0, 29.0, 31.0):
        with pytest.raises(StorageError, match="does not answer"):
            here.path(counted, url("a"), 10)
    assert asked == [0.0, 31.0]
