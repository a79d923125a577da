"""Names of attempts: ``NUMBER.TASK``, compared as numbers and never as beginnings of each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

_ATTEMPT = re.compile(r"([1-9][0-9]*)\.([1-9][0-9]*)", re.ASCII)
_NUMBER = re.compile(r"[1-9][0-9]*", re.ASCII)


def is_number(native_id: str) -> bool:
    """Whether this can be the number of a submission."""
    return _NUMBER.fullmatch(native_id) is not None


def by_number(attempt_ids: Iterable[str]) -> dict[str, list[int]]:
    """Sort attempts into their submissions; what is no attempt of Grid Engine is left out."""
    found: dict[str, list[int]] = defaultdict(list)
    for attempt in attempt_ids:
        if match := _ATTEMPT.fullmatch(attempt):
            found[match[1]].append(int(match[2]))
    return found


def ranges(tasks: Iterable[int]) -> Iterator[str]:
    """Yield tasks as ranges of neighbours: ``1-3``, ``7``."""
    first = last = 0
    for task in sorted(set(tasks)):
        if first and task != last + 1:
            yield _range(first, last)
        first = task if not first or task != last + 1 else first
        last = task
    if first:
        yield _range(first, last)


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def expanded(tasks: str) -> list[int]:
    """Return the tasks that the scheduler means by ``3``, ``2-100:1`` or ``3,5,9-11``."""
    if tasks.isdecimal():
        return [int(tasks)]
    return [task for part in tasks.split(",") for task in _part(part.strip())]


def _part(text: str) -> Sequence[int]:
    span, _, step = text.partition(":")
    first, _, last = span.partition("-")
    return range(int(first), int(last or first) + 1, int(step or 1))
