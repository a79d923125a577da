"""One file among the results of a production."""

from __future__ import annotations

from dataclasses import dataclass

from parisana.plugins.registry import is_on_disk
from parisana.plugins.storage import Checksum

from .content import Kind


@dataclass(frozen=True, slots=True)
class ResultFile:
    """One file that a production made or uses."""

    stage: str
    title: str
    """The stage's title."""
    unit: str
    job: int
    name: str
    """Its path within the folder of its job."""
    path: str
    size: int
    kind: Kind
    production: int = 0
    """The one whose site says how its storage is reached."""
    checksum: Checksum | None = None

    @property
    def is_near(self) -> bool:
        """Whether it is read where it is; others are brought here first."""
        return is_on_disk(self.path)
