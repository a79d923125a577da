"""The queue of copies: nothing is lost, nothing is there twice, whoever stops it and whatever a storage does."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
import threading
from collections import Counter
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from parisana.app.books.sums import Sums
from parisana.app.session import Session
from parisana.app.transfers.batch import carry
from parisana.app.transfers.worker import Worker
from parisana.bookkeeping.database.door import Door
from parisana.bookkeeping.values.states import TransferState
from parisana.bookkeeping.values.transfers import TransferRecord
from parisana.core.jobs.states import Answer
from parisana.errors import BookkeepingError, StorageError
from parisana.plugins.storage import NOBODY, Checksum, Stat, Watch
from parisana.storage.disk.storage import DiskStorage
from tests.waiting import until

FILES = 300
FAULTS = 0.03


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Return a session with a bookkeeping of its own."""
    return Session(tmp_path / "home")


def _sources(folder: Path, count: int, size: int = 2000) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"run-{number:04d}.fits" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(f"{number} photons ".encode() * (size // 10))
    return paths


def _pairs(sources: list[Path], target: Path) -> list[tuple[str, str]]:
    target.mkdir(exist_ok=True)
    return [(str(path), str(target / path.name)) for path in sources]


class Shaky(DiskStorage):
    """A storage on a bad day: some copies break off, arrive and are not told of, or hold other bytes."""

    def __init__(self, seed: int, share: float = FAULTS) -> None:
        super().__init__()
        self.dice = random.Random(seed)
        self.share = share
        self.faults: Counter[str] = Counter()
        self.written: Counter[str] = Counter()
        self._lock = threading.Lock()

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy, or fail in one of the ways in which servers fail."""
        fault = self._fault()
        if fault == "refused at first":
            raise StorageError("The server is busy.", transient=True)
        if fault == "broken off":
            Path(url).with_name(f".{os.path.basename(url)}.part").write_bytes(b"half")
            Path(url).with_name(f".{os.path.basename(url)}.part").unlink()
            raise StorageError("The connection was cut.", transient=True)
        if fault == "other bytes":
            raise StorageError("It holds other bytes than were written.", transient=True)
        found = super().put(source, url, watch)
        with self._lock:
            self.written[url] += 1
        if fault == "answer lost":
            raise StorageError("The connection was cut after the last byte.", transient=True)
        return found

    def stat(self, url: str) -> Stat:
        """Say nothing now and then."""
        if self._fault():
            return Stat(Answer.UNKNOWN, reason="The server does not answer.")
        return super().stat(url)

    def _fault(self) -> str:
        with self._lock:
            if self.dice.random() >= self.share:
                return ""
            chosen = self.dice.choice(["refused at first", "broken off", "other bytes", "answer lost"])
            self.faults[chosen] += 1
            return chosen


def test_many_outputs_arrive_once_though_some_copies_fail(session: Session, tmp_path: Path) -> None:
    sources = _sources(tmp_path / "here", FILES)
    ids = session.transfers.add(_pairs(sources, tmp_path / "there"))
    shaky = Shaky(seed=6)
    Worker(session.book, pauses=(0.01,), opened=lambda url, production: shaky).run()
    found = session.transfers.of(ids)
    assert {each.state for each in found} == {TransferState.DONE}
    assert len(shaky.faults) == 4, "each kind of fault was tried"
    assert max(shaky.written.values()) == 1 and len(shaky.written) == FILES
    plain = DiskStorage()
    for each, source in zip(found, sources, strict=True):
        assert Path(each.target).read_bytes() == source.read_bytes()
        assert (each.checksum_kind, each.checksum) == plain.checksum(each.target)
    assert {path.name for path in (tmp_path / "there").iterdir()} == {path.name for path in sources}


class Slow(DiskStorage):
    """Copies as slowly as somebody likes to look on."""

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy, after the copy was stopped or let go."""
        return super().put(source, url, Patient(watch, go))


go = threading.Event()


class Patient(Watch):
    """Holds a copy in its middle until it may go on, or is not wanted."""

    def __init__(self, watch: Watch, may_go: threading.Event) -> None:
        self.watch = watch
        self.may_go = may_go

    @property
    def cancelled(self) -> bool:
        """Ask the one who really looks on."""
        return self.watch.cancelled

    def moved(self, done: int, total: int) -> None:
        """Tell it on, and wait."""
        self.watch.moved(done, total)
        while not self.may_go.wait(0.02) and not self.watch.cancelled:
            pass


@pytest.fixture
def held(session: Session, tmp_path: Path) -> TransferRecord:
    """Return a copy of which some bytes are there, and no more until it may go on."""
    go.clear()
    (source,) = _sources(tmp_path / "here", 1, size=3_000_000)
    ids = session.transfers.add(_pairs([source], tmp_path / "there"))
    worker = Worker(session.book, pauses=(0.01,), opened=lambda url, production: Slow())
    threading.Thread(target=worker.run, daemon=True).start()
    until(lambda: session.transfers.of(ids)[0].moved > 0)
    return session.transfers.of(ids)[0]


def test_progress_and_rate_are_seen_while_it_runs(session: Session, held: TransferRecord) -> None:
    outlook = session.transfers.outlook()
    assert 0 < outlook.moved < outlook.size == 3_000_000
    assert outlook.rate > 0 and outlook.seconds_left is not None
    go.set()
    until(lambda: session.transfers.of([held.id])[0].state is TransferState.DONE)
    assert session.transfers.outlook().moved == 3_000_000


@pytest.mark.parametrize("verb", ["pause", "cancel"])
def test_what_is_not_wanted_ends_and_leaves_nothing(
    session: Session, held: TransferRecord, tmp_path: Path, verb: str
) -> None:
    assert list((tmp_path / "there").iterdir())
    assert getattr(session.transfers, verb)([held.id]) == 1
    until(lambda: not list((tmp_path / "there").iterdir()), seconds=5)
    assert session.transfers.of([held.id])[0].state == {"pause": "paused", "cancel": "cancelled"}[verb]
    go.set()
    assert session.transfers.resume([held.id]) == 1
    session.transfers.run()
    assert session.transfers.of([held.id])[0].state is TransferState.DONE
    assert Path(held.target).stat().st_size == 3_000_000


CRASH = """
import os, sys
from pathlib import Path
from parisana.app.books.sums import Sums
from parisana.app.session import Session
from parisana.app.transfers.batch import carry
from parisana.app.transfers.worker import Worker
from parisana.storage.disk.storage import DiskStorage

class Fatal(DiskStorage):
    def put_many(self, copies, watch):
        for copy in copies[: len(copies) // 2]:
            self.put(*copy)
        os.kill(os.getpid(), 9)

session = Session(Path(sys.argv[1]))
Worker(session.book, opened=lambda url, production: Fatal()).run()
"""


def test_a_queue_whose_worker_was_killed_goes_on(session: Session, tmp_path: Path) -> None:
    """Half of a batch was there, and nobody had recorded it."""
    sources = _sources(tmp_path / "here", 20)
    ids = session.transfers.add(_pairs(sources, tmp_path / "there"))
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", CRASH, str(session.home)], cwd=root, check=False)
    assert done.returncode == -9
    whole = sorted((tmp_path / "there").iterdir())
    before = {path: path.stat().st_ino for path in whole}
    assert len(whole) == 10 and session.transfers.outlook().counts == {TransferState.RUNNING: 20}
    session.transfers.run()
    assert session.transfers.outlook(ids).counts == {TransferState.DONE: 20}
    assert {path: path.stat().st_ino for path in whole} == before, "what was whole is not copied again"
    assert all(Path(each.target).read_bytes() == Path(each.source).read_bytes() for each in session.transfers.of(ids))


def test_nobody_takes_over_from_a_worker_that_is_at_work(session: Session, held: TransferRecord) -> None:
    Worker(session.book, opened=lambda url, production: DiskStorage()).run(patience=0)
    assert session.transfers.of([held.id])[0].holder == held.holder
    go.set()
    until(lambda: session.transfers.of([held.id])[0].state is TransferState.DONE)
    assert session.transfers.of([held.id])[0].tries == 1


class Blackout(DiskStorage):
    """The bookkeeping is away from the end of its first copy on, until somebody brings it back."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self.patch = patch
        self.copied = threading.Event()
        self.written: dict[str, int] = {}
        self._lock = threading.Lock()

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy."""
        found = super().put(source, url, watch)
        with self._lock:
            assert url not in self.written, "nothing is copied twice"
            self.written[url] = os.stat(url).st_ino
            for door in ("_reading", "_writing") if not self.copied.is_set() else ():
                self.patch.setattr(Door, door, _away)
            self.copied.set()
        return found


def _away(door: Door) -> object:
    raise BookkeepingError("The bookkeeping does not answer.", transient=True)


@pytest.mark.parametrize("stopped", [False, True])
def test_a_bookkeeping_that_goes_away_while_files_are_copied(session: Session, tmp_path: Path, stopped: bool) -> None:
    """Whoever copied tells it when it is back; when they had to end before, somebody else finds what they left."""
    ids = session.transfers.add(_pairs(_sources(tmp_path / "here", 3), tmp_path / "there"))
    with pytest.MonkeyPatch.context() as patch:
        storage = Blackout(patch)
        worker = Worker(session.book, opened=lambda url, production: storage)
        thread = threading.Thread(target=_carried, args=(worker,), daemon=True)
        thread.start()
        assert storage.copied.wait(60)
        if stopped:
            worker.stop()
            thread.join(60)
    if stopped:
        assert not thread.is_alive()
        assert session.transfers.outlook().counts == {TransferState.RUNNING: 3}, "nobody could say what they came to"
        assert session.transfers.are_waiting
        session.transfers.run()
    until(lambda: session.transfers.outlook().counts == {TransferState.DONE: 3})
    thread.join(60)
    assert {url: os.stat(url).st_ino for url in storage.written} == storage.written, (
        "what was whole is not copied again"
    )
    assert all(Path(each.target).read_bytes() == Path(each.source).read_bytes() for each in session.transfers.of(ids))


def _carried(worker: Worker) -> None:
    with suppress(BookkeepingError):
        worker.run()


def test_something_else_of_that_name_stays_and_is_told(session: Session, tmp_path: Path) -> None:
    sources = _sources(tmp_path / "here", 2)
    pairs = _pairs(sources, tmp_path / "there")
    Path(pairs[0][1]).write_bytes(b"somebody else's")
    ids = session.transfers.add(pairs)
    session.transfers.run(ids)
    taken, fine = session.transfers.of(ids)
    assert (taken.state, fine.state) == (TransferState.FAILED, TransferState.DONE)
    assert "already" in taken.reason
    assert Path(pairs[0][1]).read_bytes() == b"somebody else's"


def test_a_source_that_is_away_is_refused_at_once(session: Session, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no such file"):
        session.transfers.add([(str(tmp_path / "away"), str(tmp_path / "new"))])
    assert session.transfers.list() == []


class Silent(DiskStorage):
    """Out of reach, until it answers again."""

    away = True

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy, once it is there."""
        if self.away:
            raise StorageError("The storage does not answer.", transient=True)
        return super().put(source, url, watch)


def test_a_storage_that_is_down_is_waited_for(session: Session, tmp_path: Path) -> None:
    """It is asked later each time, and the copy is made when it is back."""
    now = [1000.0]
    storage = Silent()
    ids = session.transfers.add(_pairs(_sources(tmp_path / "here", 1), tmp_path / "there"))
    worker = Worker(session.book, lambda: now[0], (10.0, 100.0), lambda url, production: storage)
    waits = []
    for _ in range(4):
        while not worker.step():
            now[0] += 1.0
        waits.append(session.transfers.of(ids)[0].not_before - now[0])
    assert waits == [10.0, 100.0, 100.0, 100.0]
    assert "does not answer" in session.transfers.of(ids)[0].reason
    storage.away = False
    now[0] += 100.0
    assert worker.step()
    assert session.transfers.of(ids)[0].state is TransferState.DONE


@pytest.mark.parametrize("production", [None, 7])
def test_copies_of_a_production_are_on_the_disk_when_they_are_done_and_others_wait_for_none(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, production: int | None
) -> None:
    """What waited in the Working area is removed once it is recorded; other sources stay."""
    flush, flushed = os.fsync, set[str]()

    def watched(handle: int) -> None:
        flush(handle)
        flushed.add(os.readlink(f"/proc/self/fd/{handle}"))

    ids = session.transfers.add(_pairs(_sources(tmp_path / "here", 3), tmp_path / "there"))
    batch = [each._replace(production_id=production) for each in session.transfers.of(ids)]
    monkeypatch.setattr(os, "fsync", watched)
    outcomes = carry(batch, lambda url, meant_for: DiskStorage(), NOBODY, Sums(tmp_path))
    assert all(isinstance(each, Checksum) for each in outcomes)
    assert {each.target for each in batch if each.target in flushed} == {each.target for each in batch if production}


def test_a_copy_that_the_disk_lost_is_made_anew(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that failed once may say that all is well the next time: nothing is taken from the first try."""
    (source,) = _sources(tmp_path / "here", 1)
    ids = session.transfers.add(_pairs([source], tmp_path / "there"))
    batch = [each._replace(production_id=7) for each in session.transfers.of(ids)]
    carried = partial(carry, batch, lambda url, meant_for: DiskStorage(), NOBODY, Sums(tmp_path))

    def fail(handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as bad:
        bad.setattr(os, "fsync", fail)
        (first,) = carried()
    assert isinstance(first, StorageError) and first.transient
    assert list((tmp_path / "there").iterdir()) == []
    assert carried() == [DiskStorage().checksum(str(source))]
