"""What an element says of one job: its ad, as ``-json`` prints it, read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parisana.errors import NoAnswer

#: The state of a job that is held.
HELD = 5
#: What is asked for.
ATTRIBUTES = (
    *("ClusterId", "ProcId", "JobStatus", "EnteredCurrentStatus", "StageInFinish"),
    *("ExitCode", "ExitBySignal", "ExitSignal", "RemoteUserCpu", "RemoteWallClockTime", "ResidentSetSize"),
    *("HoldReason", "HoldReasonCode", "HoldReasonSubCode", "RemoveReason"),
    *("LastHoldReason", "LastHoldReasonCode", "LastHoldReasonSubCode", "LastJobStatus"),
    *("ParisanaTag", "ParisanaRows", "ParisanaFolder"),
)


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a job is held, or was until it became what it is."""

    code: int
    subcode: int
    reason: str


@dataclass(frozen=True, slots=True)
class Ad:
    """One job."""

    cluster: int
    proc: int
    status: int
    entered: float | None
    spooled: bool
    """Whether its files have arrived: before, nothing of it can start."""
    exit_code: int | None
    signal: int | None
    hold: Hold | None
    removed: str
    """Why it was removed."""
    tag: str
    rows: int
    folder: str
    """Where what it left is put on our side."""
    cpu_s: float | None
    wall_s: float | None
    memory_mb: float | None

    @property
    def came_to_its_end(self) -> bool:
        """Whether its script ended by itself; also one that was removed afterwards tells so."""
        return self.exit_code is not None or self.signal is not None


def parse_ads(text: str) -> list[Ad]:
    """Return the jobs of an answer, which may be nothing at all; one that is cut or garbled is none."""
    try:
        found = json.loads(text) if text.strip() else []
    except ValueError as error:
        raise NoAnswer("The answer of HTCondor is cut, or no JSON.") from error
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise NoAnswer("The answer of HTCondor is not about jobs.")
    return [_ad(each) for each in found]


def _ad(found: Mapping[str, Any]) -> Ad:
    cluster, proc, status = (_whole(found, name) for name in ("ClusterId", "ProcId", "JobStatus"))
    if cluster is None or proc is None or status is None:
        raise NoAnswer("HTCondor tells of a job that has no number or no state.")
    by_signal, size = found.get("ExitBySignal") is True, _number(found, "ResidentSetSize")
    return Ad(
        cluster,
        proc,
        status,
        _number(found, "EnteredCurrentStatus"),
        bool(_whole(found, "StageInFinish")),
        None if by_signal else _whole(found, "ExitCode"),
        _whole(found, "ExitSignal") if by_signal else None,
        _hold(found, "Hold") or (_hold(found, "LastHold") if found.get("LastJobStatus") == HELD else None),
        _text(found, "RemoveReason"),
        _text(found, "ParisanaTag"),
        _whole(found, "ParisanaRows") or 1,
        _text(found, "ParisanaFolder"),
        _number(found, "RemoteUserCpu"),
        _number(found, "RemoteWallClockTime"),
        None if size is None else size / 1000,
    )


def _hold(found: Mapping[str, Any], name: str) -> Hold | None:
    code = _whole(found, f"{name}ReasonCode")
    if code is None:
        return None
    return Hold(code, _whole(found, f"{name}ReasonSubCode") or 0, " ".join(_text(found, f"{name}Reason").split()))


def _whole(found: Mapping[str, Any], name: str) -> int | None:
    value = found.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(found: Mapping[str, Any], name: str) -> float | None:
    value = found.get(name)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""
