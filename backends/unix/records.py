"""The records in the spool: small values, one JSON object each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from parisana.core.jobs.states import Failure

from .processes import Identity

Record = TypeVar("Record", "Order", "Start", "Stop", "End")


@dataclass(frozen=True, slots=True)
class Order:
    """A submission as it was taken, with the slots that its site offers."""

    tag: str
    script: str
    table: str
    rows: int
    cores: int
    memory_mb: int
    time_s: int
    log_dir: str
    environment: Mapping[str, str]
    offered_cores: int
    offered_memory_mb: int
    submitted: float
    priority: int = 0
    nice: int = 0
    grace_s: float = 10.0
    terminal: list[str] = field(default_factory=list)
    """What to put before ``tail -f LOG``; empty when no terminal is wanted."""
    terminal_environment: Mapping[str, str] = field(default_factory=dict)

    def log(self, row: int) -> str:
        """Return where a row's standard output and error go."""
        return f"{self.log_dir}/{self.tag}.{row}.log"


@dataclass(frozen=True, slots=True)
class Start:
    """Who claimed a row: its launcher, or nobody for a row that will never run."""

    pid: int | None = None
    started: int = 0
    boot: str = ""

    @classmethod
    def by(cls, who: Identity) -> Start:
        """Return the claim of a launcher."""
        return cls(who.pid, who.started, who.boot)

    @property
    def launcher(self) -> Identity | None:
        """Return the launcher that claimed the row."""
        return None if self.pid is None else Identity(self.pid, self.started, self.boot)


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a row is to end before its script does."""

    failure: Failure
    reason: str


@dataclass(frozen=True, slots=True)
class End:
    """How a row ended."""

    exit_code: int | None = None
    failure: Failure | None = None
    reason: str = ""
    cpu_s: float | None = None
    wall_s: float | None = None
    memory_mb: float | None = None


def to_text(record: Order | Start | Stop | End) -> str:
    """Write a record; ASCII only, so that names in any bytes survive."""
    return json.dumps(asdict(record))


def from_text(kind: type[Record], text: str) -> Record:
    """Read a record."""
    return from_fields(kind, json.loads(text))


def from_fields(kind: type[Record], fields: dict[str, Any]) -> Record:
    """Make a record of its fields."""
    if fields.get("failure") is not None:
        fields["failure"] = Failure(fields["failure"])
    return kind(**fields)
