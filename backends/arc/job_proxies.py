"""The proxy that jobs have on their node: a service keeps one for all jobs of a user, made from ours, and renewed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from parisana.errors import InputError, SiteError
from parisana.plugins.credentials import Environment, proxy
from parisana.plugins.signing import sign

from .service import Service

#: With it a service puts its proxy where a job finds it; what an element has, it tells.
RUNTIME = "ENV/PROXY"
#: Seconds for which what an element has is taken as known, and until a renewal that failed is tried again.
KNOWN, AGAIN = 3600.0, 300.0
#: A delegated proxy may last as long as ours.
LONGEST = timedelta(days=365)
#: Tells one proxy from the next.
Stamp: TypeAlias = tuple[Path, int]


class JobProxies:
    """What services have of this user, one for each service."""

    def __init__(self, environment: Environment, clock: Callable[[], float] = time.monotonic) -> None:
        self._environment, self._clock = environment, clock
        self._names: dict[str, tuple[Stamp, str]] = {}
        self._runtimes: dict[str, tuple[float, tuple[str, ...]]] = {}
        self._renewed: Stamp | None = None
        self._not_before = 0.0

    def name(self, service: Service) -> str:
        """Return the name under which a service has the present proxy; empty when there is none to hand over."""
        stamp = self._stamp()
        if stamp is None:
            return ""
        known = self._names.get(service.url)
        if known is None or known[0] != stamp:
            known = stamp, self._hand_over(service, stamp[0], known[1] if known else "")
            self._names[service.url] = known
        return known[1]

    def runtimes(self, service: Service) -> tuple[str, ...]:
        """Return what a job with a proxy asks for: nothing where the element has no such thing."""
        since, found = self._runtimes.get(service.url, (0.0, None))
        if found is None or self._clock() - since > KNOWN:
            found = tuple(name for name in service.runtimes() if name == RUNTIME)
            self._runtimes[service.url] = self._clock(), found
        return found

    def renew(self, jobs: Mapping[str, Iterable[str]], service: Callable[[str], Service]) -> None:
        """Hand our proxy over for living jobs, under the names with which they were sent, once in each program."""
        stamp = self._stamp()
        if stamp is None or stamp == self._renewed or self._clock() < self._not_before:
            return
        try:
            for url, living in jobs.items():
                for name in service(url).delegations_of(list(living)):
                    self._hand_over(service(url), stamp[0], name)
        except SiteError:
            self._not_before = self._clock() + AGAIN
            return
        self._renewed = stamp

    def _hand_over(self, service: Service, place: Path, name: str) -> str:
        try:
            return service.delegate(lambda asked: sign(asked, place.read_bytes(), datetime.now(UTC), LONGEST), name)
        except ImportError as error:
            hint = "Install it with: pip install 'parisana[grid]', or set proxy_for_jobs to false."
            raise InputError("To hand a proxy to jobs needs the library cryptography.", hint=hint) from error
        except (OSError, ValueError) as error:
            raise InputError(
                f"Your proxy {place} cannot be handed to jobs: {error}.", hint="Make a new one."
            ) from error

    def _stamp(self) -> Stamp | None:
        place = proxy(self._environment)
        return (place, place.stat().st_mtime_ns) if place is not None and place.exists() else None
