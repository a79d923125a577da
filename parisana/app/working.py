"""The Working area of one production: which file lies where (drawn in ``docs/architecture.md``)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from parisana.errors import StorageError

FOLDERS = ("program", "parameters", "submissions", "claims", "reports", "heartbeats", "logs")


@dataclass(frozen=True, slots=True)
class Working:
    """Paths in a production's Working area."""

    root: Path

    def make(self) -> None:
        """Make all folders."""
        for name in FOLDERS:
            with in_words(self.root / name):
                (self.root / name).mkdir(parents=True, exist_ok=True)

    def parameters(self, name: str) -> Path:
        """Return a stage's parameter file."""
        return self.root / "parameters" / name

    def table(self, tag: str) -> Path:
        """Return the table of a submission."""
        return self.root / "submissions" / f"{tag}.tsv"

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
        return any(entry.name.startswith(start) for place in places for entry in _entries(place))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with in_words(folder), os.scandir(folder) as entries:
        return list(entries)


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
