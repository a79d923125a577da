"""The table of faults in the docs: the tests count, and what they count must be what is written there.

With ``PARISANA_WRITE_FAULTS`` set, they write it.
"""

from __future__ import annotations

import fcntl
import os
import re
from dataclasses import astuple, dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "faults.md"
ROW = re.compile(r"^\| F\d+[^|]* \|.*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """What one fault did at one batch system."""

    fault: str
    system: str
    what: str
    planned: int
    committed: int
    started: int
    """Starts of payloads, as they wrote them down themselves."""
    ended: int
    """Attempts that the fault itself ended: these, and no others, may be started again."""
    duplicates: int
    lost: int
    false: int
    """Attempts that were recorded as failed and were not."""

    def __str__(self) -> str:
        return f"| {' | '.join(map(str, astuple(self)))} |\n"


def confirm(row: Row) -> None:
    """See that the docs say so, or write it there."""
    assert (row.duplicates, row.lost, row.false) == (0, 0, 0), row
    if os.environ.get("PARISANA_WRITE_FAULTS"):
        write(row)
    assert str(row) in PAGE.read_text(encoding="utf-8"), f"docs/faults.md does not say: {row}"


def write(row: Row) -> None:
    """Put a row in its place, instead of what was said of the same fault."""
    with PAGE.open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        text = file.read()
        old = [found[0] for found in ROW.finditer(text)]
        rest = [line for line in old if line.split(" | ")[:3] != str(row).split(" | ")[:3]]
        head, tail = text.split("|--:|\n")[0] + "|--:|\n", text[text.index("|--:|\n") + 6 :]
        file.seek(0)
        file.truncate()
        file.write(head + "".join(sorted([*rest, str(row)], key=_place)) + ROW.sub("", tail))


def _place(line: str) -> tuple[int, str]:
    return int(re.findall(r"\d+", line)[0]), line
