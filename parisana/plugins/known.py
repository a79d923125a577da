"""Reading long answers of which most is what it was the last time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Known(Generic[T]):
    """Reads the parts of an answer; one that stood in the last answer, letter by letter, is not read again."""

    def __init__(self, read: Callable[[str], T]) -> None:
        self._read = read
        self._last: dict[str, T] = {}

    def __call__(self, parts: Sequence[str]) -> list[T]:
        """Return what each part says."""
        last = self._last
        self._last = now = {part: last[part] if part in last else self._read(part) for part in parts}
        return list(map(now.__getitem__, parts))
