"""A disk on which copies come to their middle, and stay there until they may go on, or are not wanted."""

from __future__ import annotations

import threading
from pathlib import Path

from parisana.plugins.storage import NOBODY, Checksum, Watch
from parisana.storage.disk.storage import DiskStorage


class Held(Watch):
    """Holds a copy where it is."""

    def __init__(self, watch: Watch, may_go: threading.Event) -> None:
        self._watch, self._may_go = watch, may_go

    @property
    def cancelled(self) -> bool:
        """Ask the one who really looks on."""
        return self._watch.cancelled

    def moved(self, done: int, total: int) -> None:
        """Tell it on, and wait."""
        self._watch.moved(done, total)
        while not self._may_go.wait(0.02) and not self._watch.cancelled:
            pass


class SlowDisk(DiskStorage):
    """Copies in the time that a test gives."""

    may_go = threading.Event()

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy, and wait in the middle."""
        return super().put(source, url, Held(watch, self.may_go))
