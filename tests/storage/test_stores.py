"""HPSS and the LFC on bad days, on stand-ins: what is not known, what is undone, what comes from tape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.runner import Outcome
from parisana.plugins.storage import Locality
from parisana.storage.hpss.hsi import HSI
from parisana.storage.hpss.rfio import RFIO
from parisana.storage.hpss.storage import HPSSStorage
from parisana.storage.lfc.storage import LFCStorage
from tests.contract import stores
from tests.contract.stores import OnStandin


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file to be copied."""
    path = tmp_path / "source"
    path.write_bytes(b"photons" * 1000)
    return path


def made(make: Callable[[Path], tuple[object, str]], folder: Path) -> tuple[OnStandin, str]:
    """Return a storage on its stand-in, and the URL of a file that is not there yet."""
    storage, url = make(folder)
    assert isinstance(storage, OnStandin)
    return storage, f"{url}/run.fits"


@pytest.mark.parametrize(
    ("make", "asks"), [(stores.hpss, "rfstat"), (stores.lfc, "lfc-ls"), (stores.hpss_by_hsi, "hsi")]
)
def test_a_question_that_times_out_is_not_known(
    make: Callable[[Path], tuple[object, str]], asks: str, tmp_path: Path
) -> None:
    storage, url = made(make, tmp_path)
    storage.store.fail(asks, "down" if asks == "hsi" else "timeout")
    assert storage.stat(url).exists is Answer.UNKNOWN
    assert storage.stat(url).exists is Answer.NO


class Impatient(HPSSStorage):
    """Leaves a silent store soon."""

    patience: ClassVar[float] = 0.3


def test_a_store_that_never_answers_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real commands are run, not the ones in this process."""
    storage, url = made(stores.hpss, tmp_path)
    monkeypatch.setenv("PATH", f"{storage.store.folder / 'bin'}:/usr/bin:/bin")
    storage.store.down()
    found = Impatient(storage.settings).stat(url)
    assert (found.exists, "no answer within" in found.reason) == (Answer.UNKNOWN, True)


def test_a_command_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert "There is no program rfstat" in HPSSStorage().stat("cchpsshess:/hpss/x").reason
    with pytest.raises(StorageError, match="no program lfc-ls") as caught:
        list(LFCStorage().list("lfn:/grid/hess"))
    assert "set up" in (caught.value.hint or "")


@pytest.mark.parametrize("fault", ["full", "quota", "denied", "broken", "short", "wrong"])
def test_a_copy_that_fails_has_not_happened(fault: str, source: Path, tmp_path: Path) -> None:
    """Half a file, one of other bytes, and what the server says are told; nothing of it is left."""
    storage, url = made(stores.hpss, tmp_path)
    storage.store.fail("rfcp", fault)
    with pytest.raises(StorageError):
        storage.put(source, url)
    assert list(storage.list(url.rpartition("/")[0])) == []
    assert storage.put(source, url) == storage.checksum(url)


def test_a_file_that_comes_cut_short_has_not_come(source: Path, tmp_path: Path) -> None:
    storage, url = made(stores.hpss, tmp_path)
    storage.put(source, url)
    storage.store.fail("rfcp", "short")
    with pytest.raises(StorageError, match="3500 of 7000 bytes") as caught:
        storage.get(url, tmp_path / "back")
    assert (caught.value.transient, (tmp_path / "back").exists()) == (True, False)


def replicas(storage: OnStandin) -> list[Path]:
    """Return all bytes on storage elements."""
    return [path for path in (storage.store.folder / "elements").rglob("*") if path.is_file()]


@pytest.mark.parametrize("fault", ["register", "unsaid"])
def test_bytes_without_a_name_are_removed(fault: str, source: Path, tmp_path: Path) -> None:
    """``lcg-cr`` printed a GUID; once it even said that all was well."""
    storage, url = made(stores.lfc, tmp_path)
    storage.store.fail("lcg-cr", fault)
    with pytest.raises(StorageError, match="could not be registered") as caught:
        storage.put(source, url)
    assert (caught.value.transient, replicas(storage)) == (True, [])
    assert storage.stat(url).exists is Answer.NO


def test_a_name_that_is_there_counts_whatever_was_said(source: Path, tmp_path: Path) -> None:
    storage, url = made(stores.lfc, tmp_path)
    storage.store.fail("lcg-cr", "late")
    storage.put(source, url)
    assert (storage.stat(url).exists, len(replicas(storage))) == (Answer.YES, 1)


def test_one_of_two_replicas_is_enough(source: Path, tmp_path: Path) -> None:
    """The catalogue goes on to name the one that has vanished; when both have, that is told."""
    storage, url = made(stores.lfc, tmp_path)
    assert isinstance(storage, LFCStorage)
    content = storage.put(source, url)
    storage.replicate(url, "other.example.org")
    assert [each.split("/")[2] for each in storage.replicas(url)] == ["se.example.org", "other.example.org"]
    next(path for path in replicas(storage) if "se.example.org" in str(path)).unlink()
    assert storage.get(url, tmp_path / "back") == content
    replicas(storage)[0].unlink()
    with pytest.raises(StorageError):
        storage.get(url, tmp_path / "again")
    assert (storage.stat(url).exists, storage.stat(url).size) == (Answer.YES, 7000)


def test_a_new_file_goes_to_the_element_that_the_site_names(source: Path, tmp_path: Path) -> None:
    storage, url = made(stores.lfc, tmp_path)
    storage.settings = storage.settings.model_copy(update={"element": "near.example.org"})
    storage.put(source, url)
    assert storage.replicas(url)[0].startswith("srm://near.example.org/")


def test_files_come_from_tape_when_they_are_asked_for(source: Path, tmp_path: Path) -> None:
    """All in one request; nothing that is only asked about is brought."""
    storage, url = made(stores.hpss_by_hsi, tmp_path)
    urls = [f"{url}.{number}" for number in range(3)]
    for each in urls:
        written = storage.put(source, each)
        storage.store.to_tape(each.partition(":")[2])
    assert set(storage.localities([*urls, f"{url}.away"]).values()) == {Locality.NEARLINE, Locality.UNKNOWN}
    storage.bring_online(urls[:2])
    assert len(storage.store.calls("stage ")) == 1
    storage.store.mount()
    assert list(storage.localities(urls).values()) == [Locality.ONLINE, Locality.ONLINE, Locality.NEARLINE]
    assert storage.get(urls[0], tmp_path / "back") == written
    storage.store.fail("hsi", "down")
    assert set(storage.localities(urls).values()) == {Locality.UNKNOWN}


RFSTAT = """Device          : 0
Inode number    : 1
Protection      : -rwxrwxr-x (100775)
Hard Links      : 1
Uid             : 2078 (cassol)
Gid             : 116 (hera1)
Size (bytes)    : 500041080
Last access     : Wed Jul 11 09:38:18 2001
Last modify     : Wed Jul 11 09:38:18 2001
"""
RFDIR = """drwxr-xr-x  79 root     root                     1536 Jun 03 10:38 .
drwxr-xr-x   2 root     hess                     1536 Mar 27  2017 two words
-rw-r--r--   1 cassol   hess                    12345 Mar 27  2017 run.fits
"""
HSI_LS = """/hpss/isos:
-rw-------    1 hayashis  hpss   3   740536 DISK    7591690240 May 20 09:07 isos/f.iso
-rw-------    1 hayashis  hpss   3   740536 TAPE            42 May 20  2012 isos/g.iso
"""


def test_what_the_documents_show_is_read() -> None:
    found = RFIO().seen(Outcome(0, RFSTAT, ""))
    assert (found.size, found.is_dir, found.mtime is not None) == (500041080, False, True)
    listed = RFIO().listed(Outcome(0, RFDIR, ""))
    assert {name: (each.size, each.is_dir) for name, each in listed.items()} == {
        "two words": (None, True),
        "run.fits": (12345, False),
    }
    assert HSI().listed(Outcome(0, "", HSI_LS))["f.iso"].size == 7591690240
    assert HSI().places(Outcome(0, HSI_LS, "")) == {"isos/f.iso": Locality.ONLINE, "isos/g.iso": Locality.NEARLINE}


@pytest.mark.parametrize("url", ["/hpss/x", "cchpsshess:/sps/x", "lfn:/grid/x", "root://cchpsshess//hpss/x"])
def test_what_is_no_place_in_hpss_is_told(url: str) -> None:
    assert not HPSSStorage.speaks(url)
    with pytest.raises(StorageError, match="no place in HPSS"):
        HPSSStorage().make(url)
