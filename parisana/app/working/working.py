"""The Working area of one production: which file lies where (drawn in ``docs/architecture.md``)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parisana.errors import StorageError
from parisana.plugins.files import Entry, Files
from parisana.plugins.local_files import LocalFiles

#: An attempt whose heart beat as lately as this (s) may still be at work, whatever anybody else says.
BEATS = 900.0
MOVED = "Was the Working area moved or cleaned? Submit the profile again; what is recorded is not computed twice."
FOLDERS = ("program", "parameters", "submissions", "claims", "reports", "heartbeats", "logs")


@dataclass(frozen=True, slots=True)
class Working:
    """Paths in a production's Working area, on the machine that its files are on."""

    root: Path
    files: Files = field(default_factory=LocalFiles)

    def make(self) -> None:
        """Make all folders."""
        self.files.make_folders(*(str(self.root / name) for name in FOLDERS))

    def write(self, path: Path, text: str) -> None:
        """Write a text file whole, durable before it is spoken of."""
        self.files.write(str(path), encoded(text))

    def write_many(self, texts: Mapping[Path, str]) -> None:
        """Write several so."""
        self.files.write_many((str(path), encoded(text), 0o644) for path, text in texts.items())

    def parameters(self, name: str) -> Path:
        """Return a stage's parameter file."""
        return self.root / "parameters" / name

    def table(self, tag: str) -> Path:
        """Return the table of a submission."""
        return self.root / "submissions" / f"{tag}.tsv"

    def withdraw(self, tag: str) -> bool:
        """Take a submission's table away, so that a job of it that comes late starts nothing; unless one is at work."""
        table, aside = str(self.table(tag)), str(self.table(tag).with_suffix(".withdrawn"))
        if self.files.exists(table) and not self.files.rename(table, aside):
            self.files.remove(table)
        if not self.claimed(tag):
            return True
        self.files.rename(aside, table)
        return False

    def claim(self, tag: str, row: int) -> Path:
        """Return the claim of an attempt."""
        return self.root / "claims" / f"{tag}.{row}"

    def report(self, tag: str, row: int) -> Path:
        """Return the report of an attempt."""
        return self.root / "reports" / f"{tag}.{row}.json"

    def heartbeat(self, tag: str, row: int) -> Path:
        """Return the heartbeat of an attempt."""
        return self.root / "heartbeats" / f"{tag}.{row}"

    @property
    def logs(self) -> Path:
        """Return the folder of the logs."""
        return self.root / "logs"

    def log(self, tag: str, row: int) -> Path:
        """Return the log of an attempt."""
        return self.logs / f"{tag}.{row}.log"

    def claimed(self, tag: str) -> bool:
        """Whether any attempt of this submission has claimed its row or left a report."""
        start = f"{tag}."
        places = (self.root / "claims", self.root / "reports")
        return any(entry.name.startswith(start) for place in places for entry in self.entries(place))

    def beats(self, tag: str, row: int, now: float) -> bool:
        """Whether an attempt may still be at work: its heart beat lately, and it has not reported."""
        heart, report = str(self.heartbeat(tag, row)), str(self.report(tag, row))
        there = self.files.stat([heart, report])
        return heart in there and _lately(there[heart], now) and report not in there

    def any_beats(self, now: float, tag: str | None = None) -> bool:
        """Whether any attempt, or any of one submission, may still be at work."""
        hearts = self.files.list(str(self.root / "heartbeats")) or []
        beating = [heart.name for heart in hearts if _lately(heart, now) and _tag(heart) in (tag or _tag(heart),)]
        reported = {entry.name for entry in self.files.list(str(self.root / "reports")) or [] if beating}
        return any(f"{name}.json" not in reported for name in beating)

    def entries(self, folder: Path) -> list[Entry]:
        """List a folder that must be there."""
        found = self.files.list(str(folder))
        if found is None:
            raise StorageError(f"There is no folder {str(folder)!r}.", hint=MOVED)
        return found


def _lately(heart: Entry, now: float) -> bool:
    return abs(now - heart.mtime) < BEATS


def _tag(heart: Entry) -> str:
    return heart.name.rpartition(".")[0]


class in_words:
    """Turn what the file system says into a sentence with the path."""

    def __init__(self, path: Path | str) -> None:
        self.path = path

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Raise a ``StorageError`` in place of an ``OSError``."""
        if isinstance(error, OSError):
            why = error.strerror or str(error)
            hint = "Check the path of this area on the batch page, its permissions and its free space."
            raise StorageError(f"{why}: {os.fspath(self.path)!r}.", hint=hint) from error


def encoded(text: str) -> bytes:
    """Return a text as it is written: names of files may hold any bytes."""
    return text.encode("utf-8", "surrogateescape")


def write_once(path: Path, text: str) -> None:
    """Write a file whole, by temporary name and rename, durable before it is spoken of."""
    with in_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part-{os.getpid()}")
        with open(part, "w", encoding="utf-8", errors="surrogateescape", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, path)
