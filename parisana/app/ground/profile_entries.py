"""The profiles that can be called by name, as a list shows them: quick, whatever is in the files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from parisana.core.texts.document import plain

from . import library
from .opened import writable

#: A key at the left edge, and its value without quotes and remark.
LINE = re.compile(
    r"^(suite|site)[ \t]*:[ \t]*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s#][^#\n]*?))[ \t]*(?:#.*)?$", re.MULTILINE
)
HEAD = 65_536


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """One profile."""

    name: str
    origin: str
    path: Path
    writable: bool
    suite: str
    site: str
    changed: float | None
    """When its file was written; None if it cannot be read."""


def profile_entries() -> list[ProfileEntry]:
    """List the profiles; of two with one name, the one that is found first."""
    return [listed(entry) for entry in library.entries("profile")]


def listed(entry: library.Entry) -> ProfileEntry:
    """Return what a list shows of a profile, without reading it as a whole."""
    try:
        changed: float | None = entry.path.stat().st_mtime
        with entry.path.open("rb") as file:
            text = file.read(HEAD).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        changed, text = None, ""
    said = {found[1]: str(plain(found[2] or found[3] or found[4] or "") or "") for found in LINE.finditer(text)}
    return ProfileEntry(
        entry.name,
        entry.origin,
        entry.path,
        writable(entry.path),
        said.get("suite", ""),
        said.get("site", ""),
        changed,
    )
