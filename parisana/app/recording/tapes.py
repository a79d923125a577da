"""What the driver of a production knows of the tapes behind its storages."""

from __future__ import annotations

from dataclasses import dataclass, field

from parisana.app.ground.line import Line
from parisana.core.jobs.staged import Staged


@dataclass
class Tapes:
    """The line to them, and what was asked for; all but the line may be forgotten."""

    line: Line
    there: bool = False
    """Whether any storage of the site may have files on tape only."""
    looked: float = float("-inf")
    """When they were asked last how far they are."""
    asked: dict[str, float] = field(default_factory=dict)
    """When each file was asked for."""
    told: Staged | None = None
    """What was written down last."""
