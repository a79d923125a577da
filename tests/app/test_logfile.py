"""Logs of any size, on good and on bad days."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parisana.app.jobs import logfile
from parisana.app.jobs.logfile import Change, Line, LogFile
from parisana.app.jobs.logsource import FarSource
from parisana.errors import StorageError
from parisana.plugins.local_files import LocalFiles

HUGE = 2 << 30


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "job.log"


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def numbered(path: Path, count: int) -> LogFile:
    path.write_text("".join(f"line {number}\n" for number in range(count)))
    return LogFile(path)


def sparse(path: Path, end: str) -> LogFile:
    """Make a file of 2 GB that is empty but for its end."""
    with path.open("wb") as out:
        out.seek(HUGE - len(end))
        out.write(end.encode())
    return LogFile(path)


@pytest.mark.parametrize("count", [1, 7, 300])
def test_pages_backwards_and_forwards_have_every_line_once(path: Path, count: int) -> None:
    log = numbered(path, 20_000)
    wanted = [f"line {number}" for number in range(20_000)][: 40 * count]
    found, place = [], 0
    for _ in range(40):
        page = log.after(place, count)
        found += texts(page)
        place = page[-1].end
    back: list[str] = []
    while page := log.before(place, count):
        back = texts(page) + back
        place = page[0].start
    assert found == back == wanted


def test_the_tail_of_two_gigabytes_reads_a_few_blocks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = sparse(path, "\n" + "".join(f"event {number}\n" for number in range(500)))
    read: list[int] = []
    real = os.pread

    def counted(file: int, size: int, at: int) -> bytes:
        read.append(size)
        return real(file, size, at)

    monkeypatch.setattr(os, "pread", counted)
    assert texts(log.tail(200)) == [f"event {number}" for number in range(300, 500)]
    assert sum(read) < 200_000


def test_one_endless_line_is_shown_in_pieces(path: Path) -> None:
    log = sparse(path, "end")
    (piece,) = log.tail(100)
    assert piece.cut and piece.end == HUGE and len(piece.text) == logfile.SHOWN
    (earlier,) = log.before(piece.start, 100)
    assert earlier.end == piece.start


def test_bytes_that_are_no_text_and_windows_ends(path: Path) -> None:
    path.write_bytes(b"caf\xe9\r\n50 %\rdone\n")
    assert texts(LogFile(path).tail(5)) == ["caf�", "50 %\rdone"]


def test_following_gives_new_lines_and_an_unfinished_one_again(path: Path) -> None:
    path.write_text("one\ntw")
    log = LogFile(path)
    assert texts(log.tail(5)) == ["one", "tw"]
    assert log.new_lines() == (Change.SAME, [])
    with path.open("a") as out:
        out.write("o\nthree\nfo")
    change, lines = log.new_lines()
    assert change is Change.GREW
    assert [(line.start, line.text) for line in lines] == [(4, "two"), (8, "three"), (14, "fo")]


def test_truncated_rotated_and_gone(path: Path) -> None:
    log = numbered(path, 1000)
    log.tail(10)
    path.write_text("again\n")
    change, lines = log.new_lines()
    assert (change, texts(lines)) == (Change.REPLACED, ["again"])
    path.rename(path.with_suffix(".1"))
    assert log.new_lines() == (Change.GONE, [])
    assert texts(log.tail(1)) == ["again"]
    path.write_text("again\nnew\n")
    change, lines = log.new_lines()
    assert (change, len(lines)) == (Change.REPLACED, 2)
    with pytest.raises(StorageError, match="There is no log at"):
        LogFile(path.with_name("none"))


@pytest.mark.parametrize("chunk", [16, 50, 1 << 23])
def test_a_search_finds_the_nearest_line_either_way(path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(logfile, "CHUNK", chunk)
    path.write_text("begin\nStd::Bad_Alloc here\nnothing\nstd::bad_alloc there\nend\n")
    log = LogFile(path)
    first = log.find("STD::BAD_ALLOC", 0)
    assert first and first.text == "Std::Bad_Alloc here"
    second = log.find("std::bad_alloc", first.end)
    assert second and second.text == "std::bad_alloc there"
    assert log.find("bad_alloc", log.size, forward=False) == second
    assert log.find("bad_alloc", second.start, forward=False) == first
    assert log.find("bad_alloc", first.start, forward=False) is None


def test_a_search_of_two_gigabytes_can_be_given_up(path: Path) -> None:
    log = sparse(path, "needle\n")
    asked: list[int] = []

    def wanted(place: int) -> bool:
        asked.append(place)
        return len(asked) < 4

    assert log.find("needle", 0, wanted=wanted) is None
    assert len(asked) == 4
    found = log.find("needle", log.size, forward=False)
    assert found and found.end == HUGE


def test_an_error_is_what_is_coloured_as_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logfile, "CHUNK", 40)
    path.write_text("0 errors so far\nstarting\n12:01 RuntimeError: no muon\nmore\n*** Killed\n0 errors\nend\n")
    log = LogFile(path)
    first = log.find_kind("error", 0)
    assert first and first.text == "12:01 RuntimeError: no muon"
    second = log.find_kind("error", first.end)
    assert second and second.text == "*** Killed"
    assert log.find_kind("error", second.end) is None
    assert log.find_kind("error", log.size, forward=False) == second
    assert log.find_kind("error", second.start, forward=False) == first
    assert log.find_kind("error", first.start, forward=False) is None


class Counting(LocalFiles):
    """Files on another host, as far as a log can tell: what is fetched is counted."""

    host = "cca"

    def __init__(self) -> None:
        self.fetched = 0

    def read(self, path: str, start: int = 0, size: int | None = None) -> bytes | None:
        """Count what goes over the line."""
        data = super().read(path, start, size)
        self.fetched += len(data or b"")
        return data


def test_a_log_of_two_gigabytes_on_another_host_is_fetched_where_it_is_looked_at(path: Path) -> None:
    sparse(path, "\n" + "".join(f"event {number}\n" for number in range(500))).close()
    files = Counting()
    log = LogFile(path, FarSource(files, path))
    assert texts(log.tail(200)) == [f"event {number}" for number in range(300, 500)]
    assert log.size == HUGE and files.fetched < 200_000
    with path.open("a") as out:
        out.write("one more\n")
    change, lines = log.new_lines()
    assert (change, texts(lines)) == (Change.GREW, ["one more"])
    found = log.find("event 17\n".strip(), log.size, forward=False)
    assert found is not None and files.fetched < 20_000_000
    path.write_text("again\n")
    assert log.new_lines()[0] is Change.REPLACED and texts(log.tail(1)) == ["again"]
    path.unlink()
    assert log.refresh() is Change.GONE
    with pytest.raises(StorageError, match=r"There is no log at .* on cca"):
        FarSource(files, path)
