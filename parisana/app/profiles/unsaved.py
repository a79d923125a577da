"""Work that was not saved yet, one file a profile, so that a crash loses nothing."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from parisana.app.ground import library, places

#: Only its owner reads it.
MODE = 0o600


@dataclass(frozen=True, slots=True)
class Left:
    """A draft that was kept."""

    name: str
    path: str | None
    origin: str
    stamp: str | None
    """The stamp of the profile's file when it was opened."""
    text: str
    when: float
    host: str
    process: int


class Unsaved:
    """The folder of the drafts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, name: str, path: Path | None, origin: str, stamp: str | None, text: str) -> None:
        """Keep a draft, in place of an older one of the same profile."""
        where = str(path) if path else None
        left = Left(name, where, origin, stamp, text, time.time(), places.host(), os.getpid())
        library.save(self._file(name, where), json.dumps(asdict(left), indent=1) + "\n", MODE)

    def drop(self, name: str, path: Path | str | None) -> None:
        """Forget the draft of a profile."""
        self._file(name, str(path) if path else None).unlink(missing_ok=True)

    def left(self) -> list[Left]:
        """Return the drafts that no other living program keeps, newest first."""
        found = [read_left(file) for file in self.folder.glob("*.json")]
        return sorted((left for left in found if left and not in_use(left)), key=lambda left: left.when, reverse=True)

    def _file(self, name: str, path: str | None) -> Path:
        digest = hashlib.sha256((path or f"new {name}").encode(errors="surrogateescape")).hexdigest()[:12]
        return self.folder / f"{name[:60].replace('/', '_')}-{digest}.json"


def read_left(file: Path) -> Left | None:
    """Read a draft; one that is damaged is none."""
    try:
        return Left(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def in_use(left: Left) -> bool:
    """Whether another program that still runs on this machine is at work on it."""
    if left.host != places.host() or left.process == os.getpid():
        return False
    try:
        os.kill(left.process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
