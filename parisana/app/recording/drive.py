"""What the driver of one production holds in its hands while it drives."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from parisana.app.ground.line import Line
from parisana.app.ground.line import Notice as Notice
from parisana.app.transfers.courier import Courier
from parisana.app.working.scripts import InstalledProgram
from parisana.app.working.working import Working
from parisana.bookkeeping.values.records import LivingAttempt, ProductionRecord
from parisana.core.jobs.resources import Resources
from parisana.core.profiles.matching import Matching
from parisana.core.suites.stage import Stage
from parisana.plugins.backend import Backend
from parisana.plugins.held import Held
from parisana.plugins.storage import Storage

from .tapes import Tapes

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

TAPES = "Until they answer, jobs that may need them wait."


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
    halt: Callable[[], bool] = lambda: False
    """Whether to stop at the next boundary between two chunks of work: something more urgent waits."""
    absent: dict[str, tuple[float, float]] = field(default_factory=dict)
    """For how long a tag, or an attempt that left without a word, is surely absent, and when that was last said."""
    line: Line = field(init=False)
    """To the batch system; productions of one site may share it."""
    book_line: Line = field(init=False)
    tapes: Tapes = field(init=False)
    courier: Courier = field(default_factory=Courier)
    simulates: bool = False
    """Whether it is a Monte-Carlo production, with rows to be tended."""
    looked: tuple[float, Held | None] = field(init=False, default=(float("-inf"), None))
    """In whose name jobs are sent, and when that was looked at."""
    rows_mark: Hashable = field(init=False, default=None)
    """What the books said when the rows were last looked at."""
    sharing: tuple[str, tuple[Stage, ...]] = field(init=False, default=("", ()))
    """The stages that may begin with a share of their inputs, and the plan of which that is known."""
    shares_mark: Hashable = field(init=False, default=None)
    """What the books said when these were last looked at."""
    told_to_declare: bool = field(init=False, default=False)
    """Whether it was said that jobs wait for something to be declared ready."""
    matching: tuple[float, Matching | None] = field(init=False, default=(0.0, None))
    """The query for further runs, and since when it is that."""
    idle: bool = field(init=False, default=False)
    """Whether nothing of it moved at the end of the last turn."""
    told_to_look: bool = field(init=False, default=False)
    """Whether it was said that nothing is left but to look for them."""
    _living: list[LivingAttempt] = field(init=False, default_factory=list)
    _living_mark: Hashable = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Make lines of its own."""
        self.line = Line(self.production.site, self.tell, self.clock)
        self.book_line = book_line(self.tell, self.clock)
        self.tapes = Tapes(Line(f"the tapes of {self.production.site}", self.tell, self.clock, TAPES))

    @property
    def id(self) -> int:
        """Return the production's number."""
        return self.production.id

    def living(self) -> Sequence[LivingAttempt]:
        """Return the attempts that have not ended; they are read again when the books have changed."""
        mark = self.book.living_mark(self.id)
        if mark != self._living_mark:
            self._living, self._living_mark = self.book.living_attempts(self.id), mark
        return self._living

    @property
    def known(self) -> Sequence[LivingAttempt]:
        """Return those that lived when the books were last read: all that is known while they are away."""
        return self._living

    def read_again(self) -> None:
        """Forget what was read of living attempts: what is shown of them has changed, and no event tells it."""
        self._living_mark = None

    def answered(self) -> None:
        """Note that the batch system answered."""
        self.line.answered()

    def silent(self, why: str) -> None:
        """Note that it did not; nothing else follows from silence."""
        self.absent.clear()
        self.line.silent(why)

    def paused(self, why: str) -> None:
        """Note that it is not asked until something is mended here."""
        self.absent.clear()
        self.line.paused(why)

    def book_silent(self, why: str) -> None:
        """Note that the bookkeeping is away: until it answers, what is seen is not concluded from."""
        self.absent.clear()
        self.book_line.silent(why)

    def absent_for(self, name: str) -> float:
        """Note one more good answer without this name; return for how long good answers have said so.

        Between two answers no more than the usual pause counts: a laptop that slept has heard nothing.
        """
        now = self.clock()
        seconds, last = self.absent.get(name, (0.0, now))
        seconds += min(now - last, self.backend.limits.poll_s)
        self.absent[name] = (seconds, now)
        return seconds

    def seen(self, *names: str) -> None:
        """Forget that these were absent: they were seen, or nobody knows."""
        for name in names:
            self.absent.pop(name, None)


def book_line(tell: Callable[[Notice], None], clock: Callable[[], float]) -> Line:
    """Return a line to the bookkeeping."""
    return Line("the bookkeeping", tell, clock, "Until it answers, nothing is sent, retried or cancelled.")


def resources_text(resources: Resources) -> str:
    """Return resources as the bookkeeping keeps them."""
    return json.dumps(asdict(resources), sort_keys=True)


def resources_from(text: str) -> Resources:
    """Read resources back."""
    return Resources(**json.loads(text))
