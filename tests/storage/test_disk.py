"""DISK on bad days: what the operating system refuses becomes a sentence, and silence is not "no"."""

from __future__ import annotations

import errno
import os
import threading
import zlib
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Any

import pytest

from parisana.core.jobs.states import Answer
from parisana.errors import Cancelled, StorageError
from parisana.plugins.storage import Checksum, Put, Watch
from parisana.storage.disk import copies as disk_copies
from parisana.storage.disk.storage import DiskStorage
from parisana.storage.shared.copying import BLOCK

Break = Callable[[str, int], None]


@pytest.fixture
def storage() -> DiskStorage:
    return DiskStorage()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(b"photons")
    return path


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Break:
    """Let a call of the operating system fail with this number; not for what other tests left running."""
    others = {each.ident for each in threading.enumerate()} - {threading.get_ident()}

    def break_it(name: str, number: int) -> None:
        whole = getattr(os, name)

        def fail(*args: Any, **named: Any) -> Any:
            if threading.get_ident() in others:
                return whole(*args, **named)
            raise OSError(number, os.strerror(number), args[0])

        files = {"write", "close"} & {name}
        monkeypatch.setattr(disk_copies, "FileIO", failing(name, fail)) if files else monkeypatch.setattr(
            os, name, fail
        )

    return break_it


def failing(name: str, fail: Callable[..., None]) -> type[FileIO]:
    """Return files of which those that are written fail, at the end if need be: a server may tell of a quota then."""

    class Failing(FileIO):
        def write(self, block: Any) -> int:
            if name == "write":
                fail(self.name)
            return super().write(block)

        def close(self) -> None:
            open_and_written = not self.closed and self.writable()
            super().close()
            if name == "close" and open_and_written:
                fail(self.name)

    return Failing


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.ELOOP])
def test_a_disk_out_of_reach_says_unknown_and_why(storage: DiskStorage, broken: Break, number: int) -> None:
    broken("stat", number)
    found = storage.stat("/some/file")
    assert found.exists is Answer.UNKNOWN
    assert "/some/file" in found.reason


def test_a_link_to_nowhere_is_unknown(storage: DiskStorage, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "unmounted" / "file")
    assert storage.stat(f"{tmp_path}/link").exists is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("call", "number", "word", "transient"),
    [
        ("write", errno.ENOSPC, "full", False),
        ("write", errno.EIO, "reports an error", True),
        ("close", errno.EDQUOT, "quota", False),
        ("link", errno.EROFS, "read-only", False),
        ("link", errno.EACCES, "permission", False),
        ("link", errno.ESTALE, "lost track", True),
    ],
)
def test_a_disk_that_refuses_is_put_in_words_and_leaves_nothing(
    storage: DiskStorage,
    source: Path,
    tmp_path: Path,
    broken: Break,
    call: str,
    number: int,
    word: str,
    transient: bool,
) -> None:
    broken(call, number)
    with pytest.raises(StorageError, match=word) as caught:
        storage.put(source, f"{tmp_path}/target")
    assert caught.value.transient is transient
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]


#: More than one piece.
LONG = 2 * BLOCK + 17


def spoiling(place: int, other: bytes) -> type[FileIO]:
    """Return files that keep other bytes at one place than were written."""

    class Spoiling(FileIO):
        def write(self, block: Any) -> int:
            count = super().write(block)
            if self.tell() >= place + len(other):
                os.pwrite(self.fileno(), other, place)
            return count

    return Spoiling


@pytest.mark.parametrize("place", [0, BLOCK - 1, BLOCK + 5, LONG - 1])
def test_a_disk_that_keeps_other_bytes_is_noticed(
    storage: DiskStorage, source: Path, tmp_path: Path, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.write_bytes(b"\0" * LONG)
    monkeypatch.setattr(disk_copies, "FileIO", spoiling(place, b"X"))
    with pytest.raises(StorageError, match="other bytes"):
        storage.put(source, f"{tmp_path}/target")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]


def test_other_bytes_of_the_same_checksum_are_noticed(
    storage: DiskStorage, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.write_bytes(b"\1\1\1")
    assert zlib.adler32(b"\1\1\1") == zlib.adler32(b"\0\3\0")
    monkeypatch.setattr(disk_copies, "FileIO", spoiling(0, b"\0\3\0"))
    with pytest.raises(StorageError, match="other bytes"):
        storage.put(source, f"{tmp_path}/target")


class Meanwhile(Watch):
    """Lets something happen when the first piece is copied."""

    def __init__(self, happens: Callable[[], object]) -> None:
        self._happens: Callable[[], object] | None = happens

    def moved(self, done: int, total: int) -> None:
        if self._happens is not None:
            self._happens()
        self._happens = None


@pytest.mark.parametrize("size", [BLOCK, LONG - 3, LONG + 1, 3 * LONG])
def test_a_file_that_changes_its_length_while_it_is_copied_is_copied_as_it_is_read(
    storage: DiskStorage, source: Path, tmp_path: Path, size: int
) -> None:
    source.write_bytes(b"p" * LONG)
    grown = storage.put(source, f"{tmp_path}/target", Meanwhile(lambda: source.write_bytes(b"p" * size)))
    assert grown == storage.checksum(str(source))
    assert (tmp_path / "target").read_bytes() == source.read_bytes()


def test_a_disk_without_links_is_written_all_the_same(
    storage: DiskStorage, source: Path, tmp_path: Path, broken: Break
) -> None:
    broken("link", errno.EPERM)
    storage.put(source, f"{tmp_path}/target")
    assert (tmp_path / "target").read_bytes() == b"photons"
    with pytest.raises(StorageError, match="already"):
        storage.put(source, f"{tmp_path}/target")
    storage.rename(f"{tmp_path}/target", f"{tmp_path}/renamed")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["renamed", "source"]


def test_somebody_who_was_faster_is_not_overwritten(
    storage: DiskStorage, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = disk_copies.copy

    def meanwhile(source: str, draft: str, watch: Watch) -> Checksum:
        (tmp_path / "target").write_bytes(b"theirs")
        return copy(source, draft, watch)

    monkeypatch.setattr(disk_copies, "copy", meanwhile)
    with pytest.raises(StorageError, match="already"):
        storage.put(source, f"{tmp_path}/target")
    assert (tmp_path / "target").read_bytes() == b"theirs"


def test_a_folder_on_another_disk_is_told_and_leaves_nothing(
    storage: DiskStorage, tmp_path: Path, broken: Break
) -> None:
    storage.make(f"{tmp_path}/old")
    broken("rename", errno.EXDEV)
    with pytest.raises(StorageError, match="different disks"):
        storage.rename(f"{tmp_path}/old", f"{tmp_path}/new")
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_a_read_only_place_is_not_writable(
    storage: DiskStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    answer, reason = storage.writable(f"{tmp_path}/new")
    assert (answer, str(tmp_path) in reason) == (Answer.NO, True)


def test_below_a_file_nothing_is_writable(storage: DiskStorage, source: Path) -> None:
    assert storage.writable(f"{source}/below")[0] is Answer.NO


def test_a_place_that_cannot_be_seen_may_be_writable(storage: DiskStorage, broken: Break) -> None:
    broken("lstat", errno.EIO)
    assert storage.writable("/some/place")[0] is Answer.UNKNOWN


@pytest.mark.parametrize("url", ["relative/path", "", "/nul\0byte"])
def test_a_path_that_is_no_path_is_told(storage: DiskStorage, source: Path, url: str) -> None:
    assert storage.stat(url).exists is Answer.UNKNOWN
    with pytest.raises(StorageError, match="absolute"):
        storage.put(source, url)


def test_messages_can_be_printed_whatever_the_name(storage: DiskStorage) -> None:
    with pytest.raises(StorageError) as caught:
        storage.checksum("/no\nsuch-\udcff")
    assert str(caught.value).encode() and "\n" not in str(caught.value)


@pytest.fixture
def durable(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the files that are on the disk, and of folders the names that were in them when their flush began."""
    flush, found = os.fsync, set[str]()

    def watched(handle: int) -> None:
        path = os.readlink(f"/proc/self/fd/{handle}")
        names = [f"{path}/{name} (name)" for name in os.listdir(path)] if os.path.isdir(path) else [path]
        flush(handle)
        found.update(names)

    monkeypatch.setattr(os, "fsync", watched)
    return found


def test_copies_wait_for_the_disk_when_they_are_to_be_secured_and_not_before(
    storage: DiskStorage, source: Path, tmp_path: Path, durable: set[str]
) -> None:
    (tmp_path / "to/below").mkdir(parents=True)
    urls = [f"{tmp_path}/to/below/{number}" for number in range(20)]
    held = storage.checksum(str(source))
    assert list(storage.put_many([Put(source, url) for url in urls])) == [held] * 20
    assert not durable
    copies = dict.fromkeys(urls, held)
    assert storage.secure(copies) == copies
    assert {*urls, *(f"{each} (name)" for each in (*urls, f"{tmp_path}/to/below", f"{tmp_path}/to"))} <= durable


def test_what_a_disk_cannot_keep_is_removed_and_the_rest_is_secured(
    storage: DiskStorage, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that the disk refuses, one that it holds with other bytes, and one whose folder it refuses."""
    for name in ("good", "bad"):
        (tmp_path / name).mkdir()
    copies = {f"{tmp_path}/{name}": storage.put(source, f"{tmp_path}/{name}") for name in ("good/1", "good/2", "bad/1")}
    copies |= {f"{tmp_path}/good/{name}": storage.put(source, f"{tmp_path}/good/{name}") for name in ("lost", "odd")}
    flush, refused = os.fsync, {os.stat(tmp_path / name).st_ino for name in ("bad", "good/lost")}

    def fail(handle: int) -> None:
        if os.fstat(handle).st_ino in refused:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        flush(handle)

    monkeypatch.setattr(os, "fsync", fail)
    (tmp_path / "good/odd").write_bytes(b"protons")
    found = {os.path.relpath(url, tmp_path): outcome for url, outcome in storage.secure(copies).items()}
    words = {name: outcome.message for name, outcome in found.items() if isinstance(outcome, StorageError)}
    assert "cannot be brought to the disk" in words["bad/1"] and "cannot be brought to the disk" in words["good/lost"]
    assert "other bytes" in words["good/odd"] and len(words) == 3
    assert sorted(str(each.relative_to(tmp_path)) for each in tmp_path.glob("*/*")) == ["good/1", "good/2"]


def test_waiting_for_a_slow_disk_can_be_cancelled(
    storage: DiskStorage, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = {f"{tmp_path}/target": storage.put(source, f"{tmp_path}/target")}
    hangs, over = threading.Event(), threading.Event()

    class Unwanted(Watch):
        @property
        def cancelled(self) -> bool:
            return hangs.is_set()

    def hang(handle: int) -> None:
        hangs.set()
        over.wait(60)

    monkeypatch.setattr(os, "fsync", hang)
    (outcome,) = storage.secure(copies, Unwanted()).values()
    over.set()
    assert isinstance(outcome, Cancelled) and sorted(each.name for each in tmp_path.iterdir()) == ["source"]
