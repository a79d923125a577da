"""The report of an attempt: what a job says of itself, read back with suspicion."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from parisana.core.states import Failure

BEGIN = "-----BEGIN PARISANA REPORT-----"
END = "-----END PARISANA REPORT-----"


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a committed output folder."""

    path: str
    size: int
    checksum: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What one attempt says of itself."""

    tag: str
    row: int
    key: str
    state: str
    """``done``, ``failed`` or ``surplus``."""
    failure: Failure | None
    reason: str
    step: str | None
    exit_code: int | None
    payload_exit_code: int | None
    host: str | None
    started: float | None
    ended: float | None
    peak_memory_mb: float | None
    cpu_s: float | None
    output: str
    outputs: tuple[Output, ...]
    text: str
    """The JSON as it was written."""


def parse_report(text: str) -> Report | None:
    """Return the report, or ``None`` when the text is not a whole report."""
    try:
        return _report(json.loads(text), text)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def report_in_log(text: str) -> Report | None:
    """Find the report at the end of a job's standard output."""
    start = text.rfind(BEGIN)
    end = text.find(END, start)
    return parse_report(text[start + len(BEGIN) : end]) if 0 <= start < end else None


def _report(data: dict[str, Any], text: str) -> Report:
    if data["state"] not in ("done", "failed", "surplus"):
        raise ValueError(data["state"])
    return Report(
        tag=str(data["tag"]),
        row=int(data["row"]),
        key=str(data["key"]),
        state=data["state"],
        failure=Failure(data["failure"]) if data.get("failure") else None,
        reason=str(data.get("reason") or ""),
        step=data.get("step"),
        exit_code=_number(data.get("exit_code"), int),
        payload_exit_code=_number(data.get("payload_exit_code"), int),
        host=data.get("host"),
        started=_number(data.get("started"), float),
        ended=_number(data.get("ended"), float),
        peak_memory_mb=_number(data.get("peak_memory_mb"), float),
        cpu_s=_number(data.get("cpu_s"), float),
        output=str(data.get("output") or ""),
        outputs=tuple(parse_output(each) for each in data.get("outputs") or ()),
        text=text.strip(),
    )


def parse_output(data: dict[str, Any]) -> Output:
    """Read one entry of a list of outputs."""
    kind, value = data["checksum"]
    return Output(str(data["path"]), int(data["size"]), (str(kind), str(value)))


def _number(value: Any, kind: type[Any]) -> Any:
    return None if value is None else kind(value)
