"""A log of any size, read where it is looked at: its end at once, lines before and after, what is new, a search.

A line is known by the byte at which it starts. Nothing is read but the blocks that are asked for (``logsource.py``).
Undecodable bytes become ``�``.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from parisana.core.texts.loglines import TELLING, Kind, line_kind

from .logsource import Change, NearSource, Source

__all__ = ["Change", "Line", "LogFile"]

BLOCK = 1 << 16
#: At most so much is read for one page: a longer line is shown in pieces.
PAGE_BYTES = 1 << 22
#: Of a line at most so many bytes are shown.
SHOWN = 4000
#: How much is searched between two looks whether the search is still wanted.
CHUNK = 1 << 23


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``end`` is where the next one starts."""

    start: int
    end: int
    text: str
    cut: bool = False
    """Whether it is longer than what is shown."""


class LogFile:
    """An open log."""

    def __init__(self, path: Path, source: Source | None = None) -> None:
        self.path = path
        self._source = source or NearSource(path)
        self._seen = self.size

    @property
    def size(self) -> int:
        """How long it was when it was last looked at."""
        return self._source.size

    def close(self) -> None:
        """Let go of it."""
        self._source.close()

    def tail(self, count: int) -> list[Line]:
        """Return the last lines, also one that has no end yet."""
        lines = self.before(self.size, count)
        self._seen = self.size
        if lines and not self._ends_line(self.size):
            self._seen = lines[-1].start
        return lines

    def before(self, end: int, count: int) -> list[Line]:
        """Return the lines before a place where a line starts; at the beginning of the file fewer, then none."""
        data, start = b"", end
        while start > 0 and len(data) < PAGE_BYTES and data.count(b"\n") <= count:
            size = min(max(BLOCK, len(data)), start, PAGE_BYTES)
            start -= size
            data = self._read(start, size) + data
        lines = _lines(data, start)
        whole = start == 0 or self._ends_line(start)
        return (lines if whole or len(lines) == 1 else lines[1:])[-count:]

    def after(self, start: int, count: int) -> list[Line]:
        """Return the lines from a place where a line starts."""
        data = b""
        while len(data) < PAGE_BYTES and data.count(b"\n") < count:
            block = self._read(start + len(data), max(BLOCK, len(data)))
            if not block:
                break
            data += block
        at_end = start + len(data) >= self.size
        lines = _lines(data, start)
        if len(lines) > 1 and not at_end and not data.endswith(b"\n"):
            lines.pop()
        return lines[:count]

    def refresh(self) -> Change:
        """Look what became of the file; one that was replaced is read anew."""
        change = self._source.look()
        if change is Change.REPLACED:
            self._seen = 0
        return change

    def new_lines(self, most: int = 1000) -> tuple[Change, list[Line]]:
        """Return what was written since the tail; a line that had no end yet comes again, with the same start."""
        change = self.refresh()
        if change is Change.GONE or (change is Change.SAME and self._read_all()):
            return change, []
        lines = self.after(self._seen, most)
        if lines:
            self._seen = lines[-1].end if self._ends_line(lines[-1].end) else lines[-1].start
        return change, lines

    def find(
        self, text: str, start: int, forward: bool = True, wanted: Callable[[int], bool] = lambda place: True
    ) -> Line | None:
        """Return the nearest line from ``start`` on, or before it, that has this text; capitals do not count.

        ``wanted`` is told now and then how far the search has come, and answers whether to go on.
        """
        needle = text.encode("utf-8", "replace").lower()
        places = self._places((needle,), start, forward, wanted) if needle else iter(())
        return next((self.line_at(place) for place in places), None)

    def find_kind(
        self, kind: Kind, start: int, forward: bool = True, wanted: Callable[[int], bool] = lambda place: True
    ) -> Line | None:
        """Return the nearest line of a kind (``core/texts/loglines.py``): one that is coloured so."""
        for place in self._places(TELLING[kind], start, forward, wanted):
            line = self.line_at(place)
            if line_kind(line.text) == kind:
                return line
        return None

    def _places(
        self, needles: tuple[bytes, ...], start: int, forward: bool, wanted: Callable[[int], bool]
    ) -> Iterator[int]:
        """Yield where one of some texts stands, nearest first; in a line once."""
        longest = max(map(len, needles))
        for begin, end in _chunks(start, self.size, longest - 1, forward):
            if not wanted(begin if forward else end):
                return
            data = self._read(begin, end - begin).lower()
            yield from (begin + place for place in _in_chunk(data, needles, forward))

    def line_at(self, place: int) -> Line:
        """Return the line in which a byte lies."""
        low = max(0, place - PAGE_BYTES)
        start = low + self._read(low, place - low).rfind(b"\n") + 1
        end = self._read(place, PAGE_BYTES).find(b"\n")
        stop = place + end + 1 if end >= 0 else min(self.size, place + PAGE_BYTES)
        return _line(self._read(start, min(stop - start, SHOWN + 1)), start, stop)

    def _read_all(self) -> bool:
        """Whether nothing but a line without an end is left to be read."""
        return b"\n" not in self._read(self._seen, PAGE_BYTES)

    def _read(self, start: int, size: int) -> bytes:
        size = min(size, self.size - start)
        return self._source.read(start, size) if size > 0 else b""

    def _ends_line(self, end: int) -> bool:
        return end == 0 or self._read(end - 1, 1) == b"\n"


def _in_chunk(data: bytes, needles: tuple[bytes, ...], forward: bool) -> Iterator[int]:
    """Yield places of texts in a stretch, nearest first, one in each line; each text is looked for once over."""
    low, high = 0, len(data)
    look = data.find if forward else data.rfind
    found = {each: look(each, low, high) for each in needles}
    while there := [place for place in found.values() if place >= 0]:
        place = min(there) if forward else max(there)
        yield place
        if forward:
            low = data.find(b"\n", place) + 1 or high
        else:
            high = data.rfind(b"\n", 0, place) + 1
        for each, at in found.items():
            if at >= 0 and not low <= at < high:
                found[each] = look(each, low, high)


def _lines(data: bytes, start: int) -> list[Line]:
    found = []
    for piece in io.BytesIO(data):
        found.append(_line(piece, start, start + len(piece)))
        start += len(piece)
    return found


def _line(piece: bytes, start: int, end: int) -> Line:
    piece = piece.removesuffix(b"\n").removesuffix(b"\r")
    return Line(start, end, piece[:SHOWN].decode("utf-8", "replace"), len(piece) > SHOWN)


def _chunks(start: int, size: int, overlap: int, forward: bool) -> Iterator[tuple[int, int]]:
    """Yield stretches of the file, nearest first; each reaches a little into the next, so that nothing is missed."""
    if forward:
        for begin in range(start, size, CHUNK):
            yield begin, min(size, begin + CHUNK + overlap)
    else:
        for end in range(start, 0, -CHUNK):
            yield max(0, end - CHUNK), min(size, start, end + overlap)
