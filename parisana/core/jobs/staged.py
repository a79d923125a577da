"""How far files from tape are, as one line that is kept and shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

LINE = re.compile(r"staging (\d+) of (\d+) files")


@dataclass(frozen=True, slots=True)
class Staged:
    """Of so many files that were asked from tape, so many are at hand."""

    online: int
    asked: int

    def __str__(self) -> str:
        return f"staging {self.online} of {self.asked} files"


def parse_staged(text: str) -> Staged | None:
    """Read the line back; nothing when it is another one."""
    found = LINE.fullmatch(text)
    return Staged(int(found[1]), int(found[2])) if found else None
