"""What every storage promises."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from parisana.core.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Checksum, Storage

Area = tuple[Storage, str]

NAMES = ["plain", "two words", "quo'te\"", "line\nend", "Überschuß-γ", "-dash", "per%20cent", "a" * 200, "bytes-\udcff"]


def _file(folder: Path, content: bytes, name: str = "source") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _read(storage: Storage, url: str, folder: Path) -> bytes:
    target = folder / "read-back"
    target.unlink(missing_ok=True)
    storage.get(url, target)
    return target.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_goes_there_and_comes_back(area: Area, tmp_path: Path, name: str) -> None:
    storage, folder = area
    content = b"gamma\0ray" * 300_000
    expected = Checksum("adler32", f"{zlib.adler32(content):08x}")
    assert storage.put(_file(tmp_path, content), f"{folder}/{name}") == expected
    stat = storage.stat(f"{folder}/{name}")
    assert (stat.exists, stat.size, stat.is_dir) == (Answer.YES, len(content), False)
    assert storage.checksum(f"{folder}/{name}") == expected
    assert [found for found, _ in storage.list(folder)] == [name]
    assert storage.get(f"{folder}/{name}", tmp_path / "back") == expected
    assert (tmp_path / "back").read_bytes() == content


def test_an_empty_file_has_the_checksum_one(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    assert storage.put(_file(tmp_path, b""), f"{folder}/empty") == Checksum("adler32", "00000001")
    assert storage.stat(f"{folder}/empty").size == 0


def test_put_never_replaces(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    storage.put(_file(tmp_path, b"first"), f"{folder}/file")
    with pytest.raises(StorageError):
        storage.put(_file(tmp_path, b"second"), f"{folder}/file")
    assert _read(storage, f"{folder}/file", tmp_path) == b"first"
    assert [name for name, _ in storage.list(folder)] == ["file"]


def test_get_never_replaces(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    storage.put(_file(tmp_path, b"there"), f"{folder}/file")
    with pytest.raises(StorageError):
        storage.get(f"{folder}/file", _file(tmp_path, b"here", "mine"))
    assert (tmp_path / "mine").read_bytes() == b"here"


def test_put_into_a_folder_that_is_not_there_leaves_nothing(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    with pytest.raises(StorageError):
        storage.put(_file(tmp_path, b"x"), f"{folder}/away/file")
    assert storage.stat(f"{folder}/away").exists is Answer.NO


def test_what_is_not_there_is_no(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    storage.put(_file(tmp_path, b"x"), f"{folder}/file")
    for url in (f"{folder}/away", f"{folder}/away/deeper", f"{folder}/file/below"):
        assert storage.stat(url).exists is Answer.NO


def test_reading_what_is_not_there_is_told(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    with pytest.raises(StorageError):
        storage.get(f"{folder}/away", tmp_path / "back")
    with pytest.raises(StorageError):
        storage.checksum(f"{folder}/away")
    with pytest.raises(StorageError):
        list(storage.list(f"{folder}/away"))
    assert not (tmp_path / "back").exists()


def test_make_makes_parents_and_may_be_repeated(area: Area) -> None:
    storage, folder = area
    storage.make(f"{folder}/a/b c")
    storage.make(f"{folder}/a/b c")
    assert storage.stat(f"{folder}/a/b c").is_dir
    assert [(name, stat.is_dir) for name, stat in storage.list(f"{folder}/a")] == [("b c", True)]


def test_list_is_sorted(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    for name in ("b", "a", "c"):
        storage.put(_file(tmp_path, name.encode()), f"{folder}/{name}")
    assert [name for name, _ in storage.list(folder)] == ["a", "b", "c"]


def test_rename_moves_a_file_and_a_folder(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    storage.make(f"{folder}/.part")
    storage.put(_file(tmp_path, b"x"), f"{folder}/.part/file")
    storage.rename(f"{folder}/.part/file", f"{folder}/.part/renamed")
    storage.rename(f"{folder}/.part", f"{folder}/final")
    assert _read(storage, f"{folder}/final/renamed", tmp_path) == b"x"
    assert [name for name, _ in storage.list(folder)] == ["final"]


@pytest.mark.parametrize("old", ["file", "folder"])
@pytest.mark.parametrize("new", ["other-file", "full-folder", "empty-folder"])
def test_rename_never_replaces(area: Area, tmp_path: Path, old: str, new: str) -> None:
    storage, folder = area
    for place in ("folder", "full-folder", "empty-folder"):
        storage.make(f"{folder}/{place}")
    for place in ("file", "folder/in", "other-file", "full-folder/in"):
        storage.put(_file(tmp_path, place.encode()), f"{folder}/{place}")
    before = [name for name, _ in storage.list(folder)]
    with pytest.raises(StorageError):
        storage.rename(f"{folder}/{old}", f"{folder}/{new}")
    assert [name for name, _ in storage.list(folder)] == before
    assert _read(storage, f"{folder}/other-file", tmp_path) == b"other-file"
    assert _read(storage, f"{folder}/folder/in", tmp_path) == b"folder/in"


def test_rename_of_what_is_not_there_is_told(area: Area) -> None:
    storage, folder = area
    with pytest.raises(StorageError):
        storage.rename(f"{folder}/away", f"{folder}/new")
    assert storage.stat(f"{folder}/new").exists is Answer.NO


def test_remove_takes_files_and_empty_folders_only(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    storage.make(f"{folder}/full")
    storage.put(_file(tmp_path, b"x"), f"{folder}/full/file")
    with pytest.raises(StorageError):
        storage.remove(f"{folder}/full")
    for url in ("full/file", "full", "full", "never"):
        storage.remove(f"{folder}/{url}")
    assert list(storage.list(folder)) == []


def test_a_place_that_need_not_exist_is_writable(area: Area) -> None:
    storage, folder = area
    assert storage.writable(f"{folder}/not/yet") == (Answer.YES, "")
    assert storage.stat(f"{folder}/not").exists is Answer.NO


def test_there_is_room(area: Area) -> None:
    storage, folder = area
    space = storage.space(f"{folder}/not/yet")
    assert space.total is None or space.free is None or 0 < space.free <= space.total
