"""The books against the storages, as window and commands ask for it: compared, computed again, removed by its word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from parisana.app.books.sums import Sums
from parisana.plugins.storage import NOBODY, Watch

from .repair import compute_again, remove_dark
from .scan import Scan, scan

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


@dataclass(frozen=True, slots=True)
class Finding:
    """One name that is not as it should be."""

    kind: str
    """``lost``, ``damaged``, ``dark`` or ``unknown``."""
    path: str
    why: str
    job: int | None = None


class Inventory:
    """Compares, and repairs what was found."""

    def __init__(self, book: Callable[[], Bookkeeping], sums: Callable[[], Sums], clock: Callable[[], float]) -> None:
        self._book, self._sums, self._clock = book, sums, clock

    def compare(self, production: int, *, bytes_too: bool = False, anew: bool = False, watch: Watch = NOBODY) -> Scan:
        """Compare what is recorded with what is there; ``bytes_too``: by checksums."""
        return scan(self._book(), production, self._sums() if bytes_too else None, anew=anew, watch=watch)

    def compute_again(self, found: Scan) -> int:
        """Set the jobs free whose results are lost or damaged; return how many that were."""
        return compute_again(self._book(), found.production, found.lost, self._clock()) if found.lost else 0

    def remove_dark(self, found: Scan) -> tuple[list[str], list[tuple[str, str]]]:
        """Remove what is still dark; return what is gone, and what was refused, with the reason."""
        return remove_dark(self._book(), found.production, found.dark) if found.dark else ([], [])


class Look(Watch):
    """Who looks on at a comparison from another thread, and may stop it."""

    def __init__(self) -> None:
        self._stopped = Event()
        self.seen = (0, 0)

    @property
    def cancelled(self) -> bool:
        """Whether it was stopped."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Want no more of it."""
        self._stopped.set()

    def moved(self, done: int, total: int) -> None:
        """Keep how far it is."""
        self.seen = done, total


def findings(found: Scan) -> Sequence[Finding]:
    """Return all that is not as it should be, the worst first."""
    lost = [Finding("damaged" if each.damaged else "lost", each.path, each.why, each.job) for each in found.lost]
    dark = [Finding("dark", each.path, each.why) for each in found.dark]
    return [*lost, *dark, *(Finding("unknown", path, why) for path, why in found.unknown)]
