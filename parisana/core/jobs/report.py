"""The report of an attempt: what a job says of itself, read back with suspicion."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from .states import Failure

BEGIN = "-----BEGIN PARISANA REPORT-----"
END = "-----END PARISANA REPORT-----"
#: Where a job keeps what its storage did not take.
ASIDE = re.compile(r"failover/[A-Za-z0-9_-][A-Za-z0-9._-]*")
#: A byte that is no UTF-8, as the script writes it.
STRAY = re.compile("[\ud800-\udfff]")


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
    aside: str = ""
    """Where in the Working area the outputs wait, because their storage was silent; empty: they are in their place."""
    taken: bool = False
    """Whether they were left to the element, which takes them away under a temporary name."""


def parse_report(text: str) -> Report | None:
    """Return the report, or ``None`` when the text is not a whole report."""
    try:
        return _report(json.loads(text), text)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
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
        tag=spoken(data["tag"]),
        row=int(data["row"]),
        key=spoken(data["key"]),
        state=data["state"],
        failure=Failure(data["failure"]) if data.get("failure") else None,
        reason=spoken(data.get("reason") or ""),
        step=_text(data.get("step")),
        exit_code=_number(data.get("exit_code"), int),
        payload_exit_code=_number(data.get("payload_exit_code"), int),
        host=_text(data.get("host")),
        started=_number(data.get("started"), float),
        ended=_number(data.get("ended"), float),
        peak_memory_mb=_number(data.get("peak_memory_mb"), float),
        cpu_s=_number(data.get("cpu_s"), float),
        output=spoken(data.get("output") or ""),
        outputs=tuple(parse_output(each) for each in data.get("outputs") or ()),
        text=text.strip(),
        aside=_aside(data.get("aside")),
        taken=data.get("taken") is True,
    )


def _aside(value: Any) -> str:
    """Return a folder of the Working area, and nothing that leads out of it."""
    found = _text(value) or ""
    return found if ASIDE.fullmatch(found) else ""


def parse_output(data: dict[str, Any]) -> Output:
    """Read one entry of a list of outputs."""
    kind, value = data["checksum"]
    return Output(str(data["path"]), int(data["size"]), (str(kind), str(value)))


def spoken(value: Any) -> str:
    r"""Return text that can be shown and recorded: a byte that is no UTF-8 is spelled ``\xe9``."""
    return STRAY.sub(lambda found: f"\\x{ord(found.group()) & 0xFF:02x}", str(value))


def _text(value: Any) -> str | None:
    return None if value is None else spoken(value)


def _number(value: Any, kind: type[Any]) -> Any:
    """Return a number; what is none in truth (NaN, infinite) is not known."""
    return None if value is None or not math.isfinite(value) else kind(value)
