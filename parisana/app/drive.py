"""What the driver of one production holds in its hands while it drives."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from parisana.app.scripts import InstalledProgram
from parisana.app.working import Working
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.records import ProductionRecord
from parisana.core.resources import Resources
from parisana.plugins.backend import Backend
from parisana.plugins.storage import Storage


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the driver wants a person to know; ``site`` when it is about the batch system."""

    text: str
    warning: bool = False


@dataclass
class Drive:
    """One production being driven, under one lease."""

    book: Bookkeeping
    production: ProductionRecord
    epoch: int
    backend: Backend
    storage: Storage
    working: Working
    program: InstalledProgram
    most_jobs: int
    """How many jobs the site lets this user have at a time."""
    log_dir: str
    tell: Callable[[Notice], None] = lambda notice: None
    clock: Callable[[], float] = time.time
    answered_at: float | None = None
    """When the batch system last answered."""
    silent_since: float | None = None
    absent: dict[str, tuple[float, float]] = field(default_factory=dict)
    """For how long a tag, or an attempt that left without a word, is surely absent, and when that was last said."""

    @property
    def id(self) -> int:
        """Return the production's number."""
        return self.production.id

    def answered(self) -> None:
        """Note that the batch system answered."""
        if self.silent_since is not None:
            self.tell(Notice(f"{self.production.site} answers again."))
        self.answered_at, self.silent_since = self.clock(), None

    def silent(self, why: str) -> None:
        """Note that it did not; nothing else follows from silence."""
        self.absent.clear()
        if self.silent_since is None:
            self.silent_since = self.clock()
            since = time.strftime("%H:%M", time.localtime(self.silent_since))
            self.tell(Notice(f"No answer from {self.production.site} since {since}: {why}", warning=True))

    def absent_for(self, name: str) -> float:
        """Note one more good answer without this name; return for how long good answers have said so.

        Between two answers no more than the usual pause counts: a laptop that slept has heard nothing.
        """
        now = self.clock()
        seconds, last = self.absent.get(name, (0.0, now))
        seconds += min(now - last, self.backend.limits.poll_s)
        self.absent[name] = (seconds, now)
        return seconds

    def seen(self, name: str) -> None:
        """Forget that this name was absent: it was seen, or nobody knows."""
        self.absent.pop(name, None)


def resources_text(resources: Resources) -> str:
    """Return resources as the bookkeeping keeps them."""
    return json.dumps(asdict(resources), sort_keys=True)


def resources_from(text: str) -> Resources:
    """Read resources back."""
    return Resources(**json.loads(text))
