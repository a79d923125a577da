"""Who looks on while files are copied."""

from __future__ import annotations

from threading import Lock


class Watch:
    """Who looks on while a file is copied. This one lets it be; a queue or a window has one of its own."""

    @property
    def cancelled(self) -> bool:
        """Whether the copy is no longer wanted; asked several times a second."""
        return False

    def moved(self, done: int, total: int) -> None:
        """Hear how many bytes of how many are copied; perhaps in another thread."""


NOBODY = Watch()


class Together:
    """Adds up what several copies have moved, and tells it to the one who looks on."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self._lock = Lock()
        self._moved: dict[int, tuple[int, int]] = {}
        self._sums = 0, 0

    def part(self, index: int) -> Watch:
        """Return who looks on at one of them."""
        return _Part(self, index)

    def moved(self, index: int, done: int, total: int) -> None:
        """Hear how far one of them is."""
        with self._lock:
            done_before, total_before = self._moved.get(index, (0, 0))
            self._moved[index] = done, total
            self._sums = self._sums[0] + done - done_before, self._sums[1] + total - total_before
            self.watch.moved(*self._sums)


class _Part(Watch):
    """Looks on at one of several copies."""

    def __init__(self, together: Together, index: int) -> None:
        self._together = together
        self._index = index

    @property
    def cancelled(self) -> bool:
        return self._together.watch.cancelled

    def moved(self, done: int, total: int) -> None:
        self._together.moved(self._index, done, total)
