"""Under which names elements and servers have the proxy: handed over once for many jobs, anew when it was renewed."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import TypeAlias

from parisana.plugins.held import proxy_of
from parisana.plugins.runner import LocalRunner, Runner

#: Seconds between two looks at a proxy on another host.
LOOK = 300.0
#: Tells one proxy from the next.
Stamp: TypeAlias = float | None


class Delegations:
    """The names; ``hand_over(service, name)`` raises when the service does not take the proxy."""

    def __init__(self, hand_over: Callable[[str, str], None], stamp: Callable[[], Stamp]) -> None:
        self._hand_over, self._stamp = hand_over, stamp
        self._names: dict[str, str] = {}
        self._of: Stamp = None

    def name(self, service: str) -> str:
        """Return the name under which a service has the proxy; it is handed over when it has none, or an older one."""
        now = self._stamp()
        if now != self._of:
            self._names.clear()
            self._of = now
        return self._names.get(service) or self.hand_over(service)

    def hand_over(self, service: str) -> str:
        """Hand the proxy over, under the name that it has there, or a new one."""
        name = self._names.get(service) or f"parisana-{uuid.uuid4().hex[:12]}"
        self._hand_over(service, name)
        self._names[service] = name
        return name

    def forget(self, service: str) -> None:
        """Note that a service does not have it any more: next time it gets it under a new name."""
        self._names.pop(service, None)


def stamp_of(runner: Runner) -> Callable[[], Stamp]:
    """Return what tells the proxy of a runner's commands from the one before; another host is not asked each time."""
    seen: tuple[float, Stamp] = (float("-inf"), None)

    def stamp() -> Stamp:
        nonlocal seen
        now = time.monotonic()
        if isinstance(runner, LocalRunner) or now - seen[0] > LOOK:
            held = proxy_of(runner)
            seen = (now, None if held is None else held.ends)
        return seen[1]

    return stamp
