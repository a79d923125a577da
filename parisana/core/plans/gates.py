"""Gates before the rows of a Monte-Carlo production: a stage begins at a row when a share of what it reads is done.

A gate is kept beside what people declare ready, under a path that no storage has. It stands before the same showers in
whichever production they are asked for, and once it is open it stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from parisana.core.suites.readiness import enough

#: How the path of a gate begins.
SCHEME = "share:"


@dataclass(frozen=True, slots=True)
class Gate:
    """What must be done before a stage begins at a row."""

    share: float
    source: str
    """The stage of whose jobs the share is."""
    stage: str
    begin: int
    """The number before the row's first seed: the same for the same showers."""

    @property
    def path(self) -> str:
        """Return under which path it is kept."""
        return f"{SCHEME}{self.share!r}:{self.source}:{self.stage}:{self.begin}"

    @classmethod
    def parse(cls, path: str) -> Self:
        """Read a path back."""
        share, source, stage, begin = path.removeprefix(SCHEME).split(":")
        return cls(float(share), source, stage, int(begin))

    def opens(self, done: int, total: int) -> bool:
        """Whether enough is done."""
        return total > 0 and done >= enough(self.share, total)
