"""How elements are: each is asked for its schedd, which tells how many jobs it has."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

from parisana.errors import NoAnswer, ParisanaError
from parisana.plugins.backend import Element

from .answers import trouble
from .asking import Run
from .commands import schedd_command
from .names import Endpoint


def row(name: str, endpoint: Endpoint, share: float, run: Run) -> Element:
    """Return the row of the dialog; why an element is silent is an answer, too."""
    began = time.monotonic()
    try:
        schedd = _schedd(endpoint, run)
    except ParisanaError as error:
        return Element(name, error.message, in_use=share > 0, priority=share)
    running, idle, held = (_count(schedd, f"Total{each}Jobs") for each in ("Running", "Idle", "Held"))
    queued = None if idle is None else idle + (held or 0)
    seconds = round(time.monotonic() - began, 3)
    return Element(name, "Production", seconds, running=running, queued=queued, in_use=share > 0, priority=share)


def _schedd(endpoint: Endpoint, run: Run) -> Mapping[str, Any]:
    outcome = run(schedd_command(endpoint))
    if outcome.code != 0:
        raise trouble(outcome, refused=False)
    try:
        found = json.loads(outcome.stdout) if outcome.stdout.strip() else []
    except ValueError as error:
        raise NoAnswer("The answer of the element is cut, or no JSON.") from error
    if not isinstance(found, list) or not found or not isinstance(found[0], dict):
        raise NoAnswer(f"The element has no schedd {endpoint.schedd}.")
    return dict(found[0])


def _count(schedd: Mapping[str, Any], name: str) -> int | None:
    value = schedd.get(name)
    return value if isinstance(value, int) else None
