"""The note that ``parisana web`` leaves in the program's home while it serves: where its pages are."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NOTE = "web.json"


@contextmanager
def written(home: Path, address: str, viewer: str) -> Iterator[None]:
    """Leave the note, and take it away at the end, unless another server has written its own."""
    note, mine = home / NOTE, {"address": address, "viewer": viewer, "pid": os.getpid()}
    with suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        fresh = note.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(mine), encoding="utf-8")
        fresh.replace(note)
    try:
        yield
    finally:
        if read(home) == mine:
            note.unlink(missing_ok=True)


def address_of(home: Path, viewer: str) -> str | None:
    """Return where the pages are that show this person's productions; of a server that died nothing is said."""
    found = read(home)
    if found.get("viewer") != viewer or not _lives(found.get("pid")):
        return None
    address = found.get("address")
    return address if isinstance(address, str) and address.startswith("http://") else None


def read(home: Path) -> dict[str, object]:
    """Return what the note says; nothing where there is none."""
    with suppress(OSError, ValueError):
        found = json.loads((home / NOTE).read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else {}
    return {}


def _lives(pid: object) -> bool:
    try:
        os.kill(pid if isinstance(pid, int) and pid > 0 else 2**31 - 1, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
