"""What every storage promises."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from parisana.core.jobs.states import Answer
from parisana.errors import Cancelled, StorageError
from parisana.plugins.fake_storage import FakeStorage
from parisana.plugins.storage import Checksum, Get, Locality, Put, Storage, Watch
from tests.waiting import until

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


def _comes_to_hold(area: Area, names: list[str]) -> None:
    """Wait until these are there and nothing else: what a failed copy left goes when the server lets it."""
    storage, folder = area
    until(lambda: [name for name, _ in storage.list(folder)] == names)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_goes_there_and_comes_back(area: Area, refused: frozenset[str], tmp_path: Path, name: str) -> None:
    storage, folder = area
    if name in refused:
        return refuse(area, tmp_path, name)
    content = b"gamma\0ray" * 300_000
    expected = Checksum("adler32", f"{zlib.adler32(content):08x}")
    assert storage.put(_file(tmp_path, content), f"{folder}/{name}") == expected
    stat = storage.stat(f"{folder}/{name}")
    assert (stat.exists, stat.size, stat.is_dir) == (Answer.YES, len(content), False)
    assert storage.checksum(f"{folder}/{name}") == expected
    assert [found for found, _ in storage.list(folder)] == [name]
    assert storage.get(f"{folder}/{name}", tmp_path / "back") == expected
    assert (tmp_path / "back").read_bytes() == content


def refuse(area: Area, tmp_path: Path, name: str) -> None:
    """Say that a name cannot be kept, before anything is written."""
    storage, folder = area
    with pytest.raises(StorageError):
        storage.put(_file(tmp_path, b"x"), f"{folder}/{name}")
    assert storage.stat(f"{folder}/{name}").exists is not Answer.YES
    _comes_to_hold(area, [])


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
    _comes_to_hold(area, ["file"])


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


class Stop(Watch):
    """Somebody who does not want the copy any more as soon as something of it has moved."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int]] = []

    @property
    def cancelled(self) -> bool:
        """Say so from the first bytes on."""
        return bool(self.seen)

    def moved(self, done: int, total: int) -> None:
        """Take it down."""
        self.seen.append((done, total))


@pytest.mark.parametrize("way", ["put", "get"])
def test_a_cancelled_copy_leaves_nothing(area: Area, tmp_path: Path, way: str) -> None:
    """The bytes are many, so that a copy takes longer than the decision."""
    storage, folder = area
    (tmp_path / "here").mkdir()
    source = _file(tmp_path, b"x" * 60_000_000)
    if way == "get":
        storage.put(source, f"{folder}/file")
    source_size, watch = source.stat().st_size, Stop()
    if isinstance(storage, FakeStorage):
        watch.seen.append((0, 0))
    with pytest.raises(Cancelled):
        if way == "put":
            storage.put(source, f"{folder}/file", watch)
        else:
            storage.get(f"{folder}/file", tmp_path / "here" / "file", watch)
    assert all(0 <= done <= total == source_size for done, total in watch.seen if total)
    _comes_to_hold(area, ["file"] if way == "get" else [])
    assert list((tmp_path / "here").iterdir()) == []


def test_who_looks_on_sees_all_bytes_go_by(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    watch = Look()
    storage.put(_file(tmp_path, b"gamma" * 500_000), f"{folder}/file", watch)
    assert watch.last == (2_500_000, 2_500_000)


class Look(Watch):
    """Somebody who only looks on."""

    last = (0, 0)

    def moved(self, done: int, total: int) -> None:
        """Keep the farthest."""
        self.last = max(self.last, (done, total))


def test_what_is_not_on_tape_is_at_hand(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    storage.put(_file(tmp_path, b"x"), f"{folder}/file")
    assert storage.locality(f"{folder}/file") is Locality.ONLINE
    assert storage.locality(f"{folder}/away") is Locality.UNKNOWN


def test_many_are_asked_for_at_once(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    for name in ("a", "b", "c"):
        storage.put(_file(tmp_path, name.encode() * 3), f"{folder}/{name}")
    urls = [f"{folder}/{name}" for name in ("a", "away", "b", "c", "deeper/away")]
    found = storage.stat_many(urls)
    assert [(found[url].exists, found[url].size) for url in urls] == [
        (Answer.YES, 3),
        (Answer.NO, None),
        (Answer.YES, 3),
        (Answer.YES, 3),
        (Answer.NO, None),
    ]
    assert storage.read_many(urls[:3]) == {urls[0]: b"aaa", urls[2]: b"bbb"}


def test_several_copies_each_come_to_something(area: Area, tmp_path: Path) -> None:
    """One name is taken and one source is away: the others are there, whole, and none is replaced."""
    storage, folder = area
    names = [f"file-{number}" for number in range(9)]
    sources = [_file(tmp_path, name.encode() * 1000, name) for name in names]
    storage.put(_file(tmp_path, b"mine"), f"{folder}/file-3")
    sources[5].unlink()
    watch = Look()
    outcomes = storage.put_many([Put(source, f"{folder}/{source.name}") for source in sources], watch)
    assert [isinstance(each, StorageError) for each in outcomes] == [number in (3, 5) for number in range(9)]
    _comes_to_hold(area, [name for name in names if name != "file-5"])
    assert _read(storage, f"{folder}/file-3", tmp_path) == b"mine"
    assert watch.last[0] >= 7 * 6000
    (tmp_path / "here").mkdir()
    back = storage.get_many([Get(f"{folder}/{name}", tmp_path / "here" / name) for name in names])
    assert [isinstance(each, StorageError) for each in back] == [number == 5 for number in range(9)]
    assert back[0] == outcomes[0]
    assert {path.name for path in (tmp_path / "here").iterdir()} == set(names) - {"file-5"}


def test_copies_whose_sources_are_to_go_away_are_secured(area: Area, tmp_path: Path) -> None:
    storage, folder = area
    copies = {f"{folder}/{name}": storage.put(_file(tmp_path, name.encode()), f"{folder}/{name}") for name in "abc"}
    assert storage.secure(copies) == copies
    assert [_read(storage, url, tmp_path) for url in copies] == [b"a", b"b", b"c"]


def test_several_copies_can_be_cancelled(area: Area, tmp_path: Path) -> None:
    """What was not whole yet is not there, and says that it was cancelled."""
    storage, folder = area
    sources = [_file(tmp_path, b"x" * 20_000_000, f"file-{number}") for number in range(4)]
    watch = Stop()
    if isinstance(storage, FakeStorage):
        watch.seen.append((0, 0))
    outcomes = storage.put_many([Put(source, f"{folder}/{source.name}") for source in sources], watch)
    whole = [source.name for source, each in zip(sources, outcomes, strict=True) if isinstance(each, Checksum)]
    assert all(isinstance(each, Checksum | Cancelled) for each in outcomes) and len(whole) < 4
    _comes_to_hold(area, whole)
    assert all(stat.size == 20_000_000 for _, stat in storage.list(folder))
