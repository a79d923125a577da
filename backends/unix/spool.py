"""The spool folder: everything that the Unix backend knows, as files.

::

    SPOOL/
      queue.lock                   held by the queue process
      living/TAG                   empty; there while the submission may have rows to run
      submissions/TAG/             appears by one rename, stays for ever
        order.json                 what was submitted
        ROW.start                  who claimed the row: its launcher, or nobody when it was cancelled
        ROW.stop                   why the row is to end early
        ROW.end                    how it ended
        ended.json                 all ends in one file; then the three others are gone

A row's files are linked into place under their final name, so each is whole and is written once:
whoever links ``ROW.start`` owns the row.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .records import End, Order, Start, Stop, from_fields, from_text, to_text

ORDER = "order.json"
ENDED = "ended.json"


@dataclass(slots=True)
class Rows:
    """What one listing of a submission's folder says."""

    finished: bool = False
    started: set[int] = field(default_factory=set)
    stopped: set[int] = field(default_factory=set)
    ended: set[int] = field(default_factory=set)


class Spool:
    """Reads and writes the folder; several processes do so at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lock = root / "queue.lock"
        self.living_folder = root / "living"
        self.submissions = root / "submissions"

    def make(self) -> None:
        """Make the folders, readable by their owner alone."""
        for folder in (self.root, self.living_folder, self.submissions):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def folder(self, tag: str) -> Path:
        """Return the folder of a submission."""
        return self.submissions / tag

    def has(self, tag: str) -> bool:
        """Whether the tag was submitted, ever; raises ``OSError`` when that cannot be known."""
        try:
            os.stat(self.folder(tag) / ORDER)
        except FileNotFoundError:
            os.stat(self.submissions)
            return False
        return True

    def prepare(self, order: Order) -> Path:
        """Write a submission beside its place; nothing is taken yet."""
        self.make()
        draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=self.submissions))
        _write(draft / ORDER, to_text(order), durable=True)
        (self.living_folder / order.tag).touch()
        return draft

    def accept(self, draft: Path, tag: str) -> None:
        """Rename the draft into place; a tag that is there already stays as it is."""
        try:
            draft.rename(self.folder(tag))
            _sync(self.submissions)
        except OSError as error:
            if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                raise
            shutil.rmtree(draft, ignore_errors=True)

    def living(self) -> list[str]:
        """List the tags that may have rows to run."""
        return os.listdir(self.living_folder)

    def order(self, tag: str) -> Order:
        """Return what was submitted."""
        return from_text(Order, (self.folder(tag) / ORDER).read_text())

    def rows(self, tag: str) -> Rows:
        """List the folder once; a submission that is not there has no rows."""
        folder = self.folder(tag)
        rows = Rows()
        kinds = {"start": rows.started, "stop": rows.stopped, "end": rows.ended}
        for name in os.listdir(folder):
            number, _, kind = name.partition(".")
            if number.isdigit() and kind in kinds:
                kinds[kind].add(int(number))
        # Asked last: rows are removed only after this file is there.
        rows.finished = (folder / ENDED).exists()
        return rows

    def start(self, tag: str, row: int) -> Start | None:
        """Return who claimed the row."""
        text = _read(self.folder(tag) / f"{row}.start")
        return None if text is None else from_text(Start, text)

    def claim(self, tag: str, row: int, start: Start) -> bool:
        """Claim the row; false when somebody has it, or had it."""
        folder = self.folder(tag)
        if not _publish(folder, [f"{row}.start"], to_text(start), durable=True):
            return False
        return not (folder / ENDED).exists()

    def discard(self, tag: str, rows: Iterable[int], end: Stop) -> list[int]:
        """Claim rows that nobody runs and end them for this reason; return those that were claimed."""
        folder = self.folder(tag)
        claimed = _publish(folder, [f"{row}.start" for row in rows], to_text(Start()))
        ends = [f"{_row(name)}.end" for name in claimed]
        _publish(folder, ends, to_text(End(failure=end.failure, reason=end.reason)))
        return [_row(name) for name in claimed]

    def ask_stop(self, tag: str, row: int, stop: Stop) -> None:
        """Say that the row is to end early; the first reason stays."""
        _publish(self.folder(tag), [f"{row}.stop"], to_text(stop))

    def stop(self, tag: str, row: int) -> Stop | None:
        """Return why the row is to end early."""
        text = _read(self.folder(tag) / f"{row}.stop")
        return None if text is None else from_text(Stop, text)

    def end_row(self, tag: str, row: int, end: End) -> None:
        """Record how the row ended; the first record stays."""
        _publish(self.folder(tag), [f"{row}.end"], to_text(end))

    def ends(self, tag: str, rows: Iterable[int]) -> dict[int, End]:
        """Return how these rows ended; a row without a record is left out."""
        wanted = list(rows)
        folder = self.folder(tag)
        single = {} if self._archived(tag) else {row: _read(folder / f"{row}.end") for row in wanted}
        found = {row: from_text(End, text) for row, text in single.items() if text is not None}
        # Asked last: the single files are removed only after this one is there.
        together = self._archive(tag) if self._archived(tag) else {}
        return found | {row: together[row] for row in wanted if row in together}

    def archive(self, tag: str, rows: int) -> None:
        """Put all ends of a finished submission into one file and take it from the living."""
        folder = self.folder(tag)
        if not self._archived(tag):
            ends = self.ends(tag, range(1, rows + 1))
            text = json.dumps({row: json.loads(to_text(end)) for row, end in ends.items()})
            _publish(folder, [ENDED], text, durable=True)
        for name in os.listdir(folder):
            if name.rpartition(".")[0].isdigit():
                (folder / name).unlink(missing_ok=True)
        self.forget(tag)

    def forget(self, tag: str) -> None:
        """Take a tag from the living."""
        (self.living_folder / tag).unlink(missing_ok=True)

    def _archived(self, tag: str) -> bool:
        return (self.folder(tag) / ENDED).exists()

    def _archive(self, tag: str) -> dict[int, End]:
        ends = json.loads((self.folder(tag) / ENDED).read_text())
        return {int(row): from_fields(End, end) for row, end in ends.items()}


def _row(name: str) -> int:
    return int(name.partition(".")[0])


def _read(path: Path) -> str | None:
    try:
        return path.read_text()
    except FileNotFoundError:
        return None


def _publish(folder: Path, names: Iterable[str], text: str, *, durable: bool = False) -> list[str]:
    """Link the text into place under each name that is free; return those names."""
    handle, draft = tempfile.mkstemp(prefix=".draft-", dir=folder)
    os.close(handle)
    try:
        _write(Path(draft), text, durable=durable)
        taken = [name for name in names if _link(draft, folder / name)]
    finally:
        os.unlink(draft)
    if durable:
        _sync(folder)
    return taken


def _link(draft: str, path: Path) -> bool:
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
        return True
    return False


def _write(path: Path, text: str, *, durable: bool) -> None:
    with open(path, "w") as file:
        file.write(text)
        file.flush()
        if durable:
            os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
