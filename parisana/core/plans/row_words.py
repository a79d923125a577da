"""What somebody declares ready of a Monte-Carlo production: a row as a whole, before a stage begins at it.

It is kept beside the files and folders that are declared ready, under words that no storage has for a path. As a gate
(``gates.py``), it stands before the same showers in whichever production they are asked for; units that are added
later, or take a lost one's place, need no word of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

#: How its words begin.
SCHEME = "row: "


@dataclass(frozen=True, slots=True)
class RowWord:
    """The jobs of a row that are declared ready together, for a stage that reads them."""

    source: str
    stage: str
    row: str
    """The row in words."""
    begin: int
    """The number before the first seed that the stage has there."""

    @property
    def path(self) -> str:
        """Return under which words it is kept, which are also what people read."""
        return f"{SCHEME}{self.source} for {self.stage}, {self.row}, seeds after {self.begin}"

    @classmethod
    def parse(cls, path: str) -> Self | None:
        """Read it back; anything else is a file or a folder."""
        if not path.startswith(SCHEME):
            return None
        jobs, _, rest = path.removeprefix(SCHEME).partition(", ")
        source, _, stage = jobs.partition(" for ")
        row, _, begin = rest.rpartition(", seeds after ")
        return cls(source, stage, row, int(begin))
