"""Packed results seen from here: each file under its own name, however it lies in HPSS."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from zlib import adler32

import pytest

from parisana.app.working.committed import look
from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Locality
from parisana.storage.disk.storage import DiskStorage
from parisana.storage.hpss.htar import ARCHIVE, INDEX, members
from parisana.storage.hpss.storage import HPSSSettings
from tests.contract import stores
from tests.contract.stores import StandinHPSS
from tests.waiting import until

FILES = {"spectrum.txt": b"photons" * 100, "deep/map.txt": b"sky"}


@pytest.fixture
def storage(tmp_path: Path) -> StandinHPSS:
    """Return HPSS behind HSI, at a site that packs."""
    made, _ = stores.hpss_by_hsi(tmp_path)
    assert isinstance(made, StandinHPSS)
    made.settings = HPSSSettings.model_validate({"commands": "hsi", "pack": "htar"})
    return made


@pytest.fixture
def result(storage: StandinHPSS, tmp_path: Path) -> str:
    """Return the URL of a packed result."""
    url, here = "cchpsshess:/hpss/in2p3.fr/group/hess/slice-001", tmp_path / "made"
    for name, content in FILES.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_bytes(content)
    storage.make(url)
    archive = f"{url.partition(':')[2]}/{ARCHIVE}"
    command = [str(storage.store.folder / "bin/htar"), "-cf", archive, *FILES]
    subprocess.run(command, cwd=here, check=True, capture_output=True)
    outputs = [
        {"path": name, "size": len(text), "checksum": ["adler32", f"{adler32(text):08x}"]}
        for name, text in FILES.items()
    ]
    (here / "list").write_text(json.dumps({"key": "k", "outputs": outputs}))
    storage.put(here / "list", f"{url}/.parisana.json")
    return url


def test_each_file_is_there_under_its_own_name(storage: StandinHPSS, result: str, tmp_path: Path) -> None:
    asked = [f"{result}/{name}" for name in (*FILES, "deep/none.txt", ".parisana.json")]
    found = storage.stat_many(asked)
    assert [(each.exists, each.size) for each in list(found.values())[:3]] == [
        (Answer.YES, 700),
        (Answer.YES, 3),
        (Answer.NO, None),
    ]
    assert found[asked[3]].exists is Answer.YES
    assert look(storage, result, "k").answer is Answer.YES
    for name, content in FILES.items():
        storage.get(f"{result}/{name}", tmp_path / "back" if "/" in name else tmp_path / "other")
        assert storage.read(f"{result}/{name}") == content
    assert ((tmp_path / "other").read_bytes(), (tmp_path / "back").read_bytes()) == tuple(FILES.values())
    assert storage.checksum(f"{result}/deep/map.txt").kind == "adler32"
    assert sorted(name for name, _ in storage.list(result)) == [".parisana.json", ARCHIVE, INDEX]


def test_the_archive_is_what_lies_on_tape(storage: StandinHPSS, result: str) -> None:
    """It is asked for once, whichever of its files are wanted."""
    storage.store.to_tape(f"{result.partition(':')[2]}/{ARCHIVE}")
    urls = [f"{result}/{name}" for name in (*FILES, ".parisana.json")]
    assert list(storage.localities(urls).values()) == [Locality.NEARLINE, Locality.NEARLINE, Locality.ONLINE]
    storage.bring_online(urls[:2])
    assert storage.store.asked() == [f"{result.partition(':')[2]}/{ARCHIVE}"]
    storage.store.mount()
    assert set(storage.localities(urls).values()) == {Locality.ONLINE}


def test_an_archive_without_its_index_is_not_known(storage: StandinHPSS, result: str, tmp_path: Path) -> None:
    storage.remove(f"{result}/{INDEX}")
    found = storage.stat(f"{result}/spectrum.txt")
    assert found.exists is Answer.UNKNOWN and ARCHIVE in found.reason
    with pytest.raises(StorageError):
        storage.get(f"{result}/spectrum.txt", tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_a_store_that_is_away_says_nothing(storage: StandinHPSS, result: str, tmp_path: Path) -> None:
    storage.store.fail("htar", "down", "down")
    assert storage.stat(f"{result}/spectrum.txt").exists is Answer.UNKNOWN
    with pytest.raises(StorageError) as caught:
        storage.get(f"{result}/spectrum.txt", tmp_path / "back")
    assert caught.value.transient
    assert storage.get(f"{result}/spectrum.txt", tmp_path / "back").kind == "adler32"


def test_one_file_of_an_archive_cannot_be_removed(storage: StandinHPSS, result: str) -> None:
    with pytest.raises(StorageError, match="packed with the other files"):
        storage.remove(f"{result}/spectrum.txt")
    for name, _ in list(storage.list(result)):
        storage.remove(f"{result}/{name}")
    storage.remove(result)
    assert storage.stat(result).exists is Answer.NO


def test_what_is_packed_from_here_is_the_archive_that_a_job_makes(
    storage: StandinHPSS, result: str, tmp_path: Path
) -> None:
    folder = f"{os.path.dirname(result)}/copied"
    storage.make(folder)
    archive = storage.archive(folder)
    assert archive == f"{folder}/{ARCHIVE}"
    held = storage.pack(tmp_path / "made", list(FILES), archive)
    assert sorted(name for name, _ in storage.list(folder)) == [ARCHIVE, INDEX]
    there = storage.store.path(f"{folder}/{ARCHIVE}".partition(":")[2])
    assert there.read_bytes() == storage.store.path(f"{result}/{ARCHIVE}".partition(":")[2]).read_bytes()
    assert held.value == f"{adler32(there.read_bytes()):08x}"
    assert {name: storage.read(f"{folder}/{name}") for name in FILES} == FILES


def test_what_was_packed_already_is_as_good_and_is_never_replaced(
    storage: StandinHPSS, result: str, tmp_path: Path
) -> None:
    archive = f"{result}/{ARCHIVE}"
    before = storage.checksum(archive)
    assert storage.pack(tmp_path / "made", list(FILES), archive) == before
    (tmp_path / "made/spectrum.txt").write_bytes(b"others" * 10)
    with pytest.raises(StorageError, match="does not hold the 2 files") as caught:
        storage.pack(tmp_path / "made", list(FILES), archive)
    assert not caught.value.transient and storage.checksum(archive) == before


@pytest.mark.parametrize("fault", ["wrong", "short", "no-index", "unsaid", "broken", "full", "down"])
def test_what_goes_wrong_while_it_is_packed_leaves_nothing(
    storage: StandinHPSS, result: str, tmp_path: Path, fault: str
) -> None:
    folder = f"{os.path.dirname(result)}/copied"
    storage.make(folder)
    (tmp_path / "made/spectrum.txt").write_bytes(b"spectrum of the Crab" * 1000)
    storage.store.fail("htar", fault)
    with pytest.raises(StorageError) as caught:
        storage.pack(tmp_path / "made", list(FILES), f"{folder}/{ARCHIVE}")
    assert caught.value.transient is (fault != "full")
    until(lambda: not list(storage.list(folder)))
    storage.pack(tmp_path / "made", list(FILES), f"{folder}/{ARCHIVE}")
    assert storage.read(f"{folder}/spectrum.txt") == b"spectrum of the Crab" * 1000


def test_an_index_alone_is_of_a_try_that_ended_and_counts_for_nothing(
    storage: StandinHPSS, result: str, tmp_path: Path
) -> None:
    storage.remove(f"{result}/{ARCHIVE}")
    storage.pack(tmp_path / "made", list(FILES), f"{result}/{ARCHIVE}")
    assert storage.read(f"{result}/spectrum.txt") == FILES["spectrum.txt"]


def test_a_site_that_packs_nothing_gets_no_archive(storage: StandinHPSS, result: str, tmp_path: Path) -> None:
    storage.settings = HPSSSettings.model_validate({"commands": "hsi"})
    assert storage.archive(result) is None and DiskStorage().archive("/somewhere") is None
    with pytest.raises(StorageError, match="HPSS does not pack files here"):
        storage.pack(tmp_path / "made", list(FILES), f"{result}/other.tar")


def test_a_list_of_htar_is_read() -> None:
    said = """HTAR: drwx------  ada/hess          0 2026-09-24 14:24  deep/
HTAR: -rwx------  ada/hess    9331200 2026-09-24 14:24  deep/two words.fits
HTAR: Listing complete for /hpss/x/.parisana.tar, 2 files
HTAR: HTAR SUCCESSFUL
"""
    assert {name: each.size for name, each in members(said).items()} == {"deep/two words.fits": 9331200}
