"""DISK on bad days: what the operating system refuses becomes a sentence, and silence is not "no"."""

from __future__ import annotations

import errno
import os
import stat
import threading
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parisana.core.jobs.states import Answer
from parisana.errors import Cancelled, StorageError
from parisana.plugins.many import each_of
from parisana.plugins.storage import NOBODY, Checksum, Get, Put, Watch
from parisana.storage.disk import copies as disk_copies
from parisana.storage.disk.storage import DiskStorage

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
    """Let a call of the operating system fail with this number."""

    def break_it(name: str, number: int) -> None:
        def fail(*args: Any, **_: Any) -> None:
            raise OSError(number, os.strerror(number), args[0])

        monkeypatch.setattr(os, name, fail)

    return break_it


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
        ("fsync", errno.ENOSPC, "full", False),
        ("fsync", errno.EDQUOT, "quota", False),
        ("fsync", errno.EIO, "reports an error", True),
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


def test_a_disk_that_keeps_other_bytes_is_noticed(
    storage: DiskStorage, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync

    def spoil(handle: int) -> None:
        flush(handle)
        os.pwrite(handle, b"X", 0)

    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(StorageError, match="other bytes"):
        storage.put(source, f"{tmp_path}/target")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]


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
def strides(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let files be read again long before they are whole; return how long one is that has many such stretches."""
    monkeypatch.setattr(disk_copies, "STRIDE", 2**20)
    return 9 * 2**20 + 17


def test_a_large_file_is_read_again_while_it_is_written(
    storage: DiskStorage, source: Path, tmp_path: Path, strides: int
) -> None:
    source.write_bytes(os.urandom(strides))
    assert storage.put(source, f"{tmp_path}/target") == storage.checksum(str(source))
    assert (tmp_path / "target").read_bytes() == source.read_bytes()


@pytest.mark.parametrize("place", [0, 2**20 + 5, 9 * 2**20 + 16])
def test_other_bytes_anywhere_in_a_large_file_are_noticed(
    storage: DiskStorage, source: Path, tmp_path: Path, strides: int, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.write_bytes(b"\0" * strides)

    def spoil(handle: int) -> None:
        if os.fstat(handle).st_size > place:
            os.pwrite(handle, b"X", place)

    monkeypatch.setattr(os, "fdatasync", spoil)
    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(StorageError, match="other bytes"):
        storage.put(source, f"{tmp_path}/target")
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_a_disk_that_fails_while_a_large_file_is_written_is_told(
    storage: DiskStorage, source: Path, tmp_path: Path, strides: int, broken: Break
) -> None:
    source.write_bytes(b"\0" * strides)
    broken("fdatasync", errno.EIO)
    with pytest.raises(StorageError, match="cannot be copied"):
        storage.put(source, f"{tmp_path}/target")
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


@pytest.fixture
def durable(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the names that are durable: those that were in a folder when its flush began."""
    flush, found = os.fsync, set[str]()

    def watch_folder(handle: int) -> None:
        names = set(os.listdir(handle)) if stat.S_ISDIR(os.fstat(handle).st_mode) else set()
        flush(handle)
        found.update(names)

    monkeypatch.setattr(os, "fsync", watch_folder)
    return found


def test_a_copy_is_durable_when_it_is_told_also_beside_others(
    storage: DiskStorage, source: Path, tmp_path: Path, durable: set[str]
) -> None:
    (tmp_path / "to").mkdir()

    def put(number: int, watch: Watch) -> bool:
        storage.put(source, f"{tmp_path}/to/{number}", watch)
        return str(number) in durable

    assert each_of(range(40), put, NOBODY, 8) == [True] * 40


def test_copies_that_are_made_together_are_durable_when_they_are_told(
    storage: DiskStorage, source: Path, tmp_path: Path, durable: set[str]
) -> None:
    for name in ("to", "back"):
        (tmp_path / name).mkdir()
    sent = storage.put_many([Put(source, f"{tmp_path}/to/{number}") for number in range(40)])
    got = storage.get_many([Get(f"{tmp_path}/to/{number}", tmp_path / f"back/b{number}") for number in range(40)])
    assert all(isinstance(each, Checksum) for each in (*sent, *got))
    assert {name for number in range(40) for name in (f"{number}", f"b{number}")} <= durable


def test_a_folder_that_cannot_be_made_durable_fails_its_copies_and_no_others(
    storage: DiskStorage, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("good", "bad"):
        (tmp_path / name).mkdir()
    flush, bad = os.fsync, (tmp_path / "bad").stat().st_ino

    def fail(handle: int) -> None:
        if os.fstat(handle).st_ino == bad:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        flush(handle)

    monkeypatch.setattr(os, "fsync", fail)
    good, lost, absent = storage.put_many(
        [Put(source, f"{tmp_path}/good/1"), Put(source, f"{tmp_path}/bad/1"), Put(tmp_path / "no", f"{tmp_path}/bad/2")]
    )
    assert isinstance(good, Checksum)
    assert isinstance(lost, StorageError) and lost.transient and "cannot be brought to the disk" in lost.message
    assert isinstance(absent, StorageError) and "not there" in absent.message


@pytest.mark.parametrize("extra", [-3, 1, 2**21])
def test_a_file_that_changes_its_length_while_it_is_copied_is_copied_as_it_is_read(
    storage: DiskStorage, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: int
) -> None:
    begin = disk_copies.Memory.make_room

    def meanwhile(memory: disk_copies.Memory, size: int) -> None:
        begin(memory, size)
        source.write_bytes(b"p" * (size + extra))

    monkeypatch.setattr(disk_copies.Memory, "make_room", meanwhile)
    assert storage.put(source, f"{tmp_path}/target") == storage.checksum(str(source))
    assert (tmp_path / "target").read_bytes() == source.read_bytes()


def test_other_bytes_of_the_same_checksum_are_noticed(
    storage: DiskStorage, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.write_bytes(b"\1\1\1")
    assert zlib.adler32(b"\1\1\1") == zlib.adler32(b"\0\3\0")
    flush = os.fsync

    def spoil(handle: int) -> None:
        os.pwrite(handle, b"\0\3\0", 0)
        flush(handle)

    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(StorageError, match="other bytes"):
        storage.put(source, f"{tmp_path}/target")


def test_a_copy_to_a_slow_disk_can_be_cancelled(
    storage: DiskStorage, source: Path, tmp_path: Path, strides: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is heard while the disk is waited for, and most of the file was not even written then."""
    source.write_bytes(b"\0" * 2 * strides)
    hangs, flushed = threading.Event(), list[int]()

    class Unwanted(Watch):
        @property
        def cancelled(self) -> bool:
            return hangs.is_set()

    def flush(handle: int) -> None:
        flushed.append(os.fstat(handle).st_size)
        hangs.wait(60) if len(flushed) == 2 else None

    monkeypatch.setattr(os, "fdatasync", flush)
    threading.Timer(0.3, hangs.set).start()
    with pytest.raises(Cancelled):
        storage.put(source, f"{tmp_path}/target", Unwanted())
    assert max(flushed) < strides
    assert [path.name for path in tmp_path.iterdir()] == ["source"]
