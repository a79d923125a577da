"""DISK on bad days: what the operating system refuses becomes a sentence, and silence is not "no"."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parisana.core.states import Answer
from parisana.errors import StorageError
from parisana.storage import disk
from parisana.storage.disk import DiskStorage

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
    checksum = disk._checksum

    def meanwhile(path: str) -> Any:
        (tmp_path / "target").write_bytes(b"theirs")
        return checksum(path)

    monkeypatch.setattr(disk, "_checksum", meanwhile)
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
