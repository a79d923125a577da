"""Checksums that are known are not computed again, and a file that changed is never served an old one."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from parisana.app.books.sums import Sums
from parisana.bookkeeping.catalogue.known_sums import KnownSums
from parisana.plugins.storage import Checksum, Stat
from parisana.storage.disk.storage import DiskStorage

LATER = 3600.0


class Counting(DiskStorage):
    """Counts how often it reads a file."""

    read_for_sum = 0

    def checksum(self, url: str) -> Checksum:
        """Read it."""
        self.read_for_sum += 1
        return super().checksum(url)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "run 1 'é'\n.fits"
    path.write_bytes(b"photons")
    return str(path)


def later(home: Path) -> Sums:
    """Return what works an hour from now, when the files of the test have rested."""
    return Sums(home, lambda: time.time() + LATER)


def test_a_file_that_rested_is_read_once_by_all_programs(file: str, tmp_path: Path) -> None:
    disk = Counting()
    found = {later(tmp_path / "home").of(disk, file) for _ in range(3)}
    assert found == {DiskStorage().checksum(file)}
    assert disk.read_for_sum == 1
    later(tmp_path / "home").of(disk, file, anew=True)
    assert disk.read_for_sum == 2


def test_a_changed_file_gets_its_own_sum_though_size_and_time_are_the_same(file: str, tmp_path: Path) -> None:
    disk, sums = Counting(), later(tmp_path / "home")
    old, was = sums.of(disk, file), os.stat(file)
    Path(file).write_bytes(b"protons")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert sums.of(disk, file) == DiskStorage().checksum(file) != old
    Path(file).write_bytes(b"pions")
    assert sums.of(disk, file) == DiskStorage().checksum(file)
    assert disk.read_for_sum == 3


def test_another_file_of_the_same_name_is_another_file(file: str, tmp_path: Path) -> None:
    sums, was = later(tmp_path / "home"), os.stat(file)
    sums.of(DiskStorage(), file)
    Path(f"{file}.new").write_bytes(b"protons")
    os.utime(f"{file}.new", ns=(was.st_atime_ns, was.st_mtime_ns))
    os.replace(f"{file}.new", file)
    assert sums.of(DiskStorage(), file) == DiskStorage().checksum(file)


def test_a_file_that_is_new_or_being_written_is_not_remembered(file: str, tmp_path: Path) -> None:
    disk = Counting()
    for _ in range(2):
        Sums(tmp_path / "home").of(disk, file)
    assert disk.read_for_sum == 2

    class Written(Counting):
        def checksum(self, url: str) -> Checksum:
            found = super().checksum(url)
            with open(url, "ab") as more:
                more.write(b"!")
            return found

    sums, written = later(tmp_path / "home"), Written()
    assert sums.of(written, file) != sums.of(written, file)


def test_a_storage_that_tells_no_time_is_read_each_time(file: str, tmp_path: Path) -> None:
    class Timeless(Counting):
        def stat(self, url: str) -> Stat:
            found = super().stat(url)
            return Stat(found.exists, found.size)

    disk = Timeless()
    for _ in range(2):
        later(tmp_path / "home").of(disk, file)
    assert disk.read_for_sum == 2


def test_a_damaged_store_or_none_costs_time_and_nothing_else(file: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    right = later(home).of(DiskStorage(), file)
    (home / "checksums.sqlite").write_bytes(b"this is no database, it is a sentence" * 100)
    disk = Counting()
    assert [later(home).of(disk, file) for _ in range(2)] == [right, right]
    assert disk.read_for_sum == 1
    (tmp_path / "full").write_text("a file where a folder should be")
    assert later(tmp_path / "full").of(disk, file) == right


def test_only_so_many_are_kept_the_oldest_go(tmp_path: Path) -> None:
    known = KnownSums(tmp_path / "sums", most=2)
    for at, place in enumerate("abc"):
        known.keep(place, "as it was", "adler32", "00000001", float(at))
    assert [known.find(place, "as it was") is not None for place in "abc"] == [False, True, True]
