"""A stretch of time as users write it, by the clock on their wall: ``2026-11-21 10:00..12:00``, or a day."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from parisana.core.texts.document import Wrong

HINT = "Write for instance 2026-11-21, or 2026-11-21 10:00..12:00; an end may be left out."
#: A day, a time of day, or both.
MOMENT = re.compile(r"(?:(\d{4}-\d\d?-\d\d?)(?:[ T]+|$))?(\d\d?:\d\d(?::\d\d)?)?")
#: What a day lacks to the next one: a change at midnight is of the new day.
INSTANT = timedelta(milliseconds=1)

Stretch = tuple[float | None, float | None]


def between(text: str) -> Stretch:
    """Return since when and until when, in seconds since 1970; an open end is none."""
    left, dots, right = (part.strip() for part in text.strip().partition(".."))
    if not dots:
        return _day(left)
    begin = _moment(left, None) if left else None
    end = _moment(right, begin[0].date() if begin else None) if right else None
    if begin is None and end is None:
        raise Wrong(f"{text[:60]!r} has neither a beginning nor an end.", HINT)
    since = begin[0] if begin else None
    until = (end[0] + timedelta(days=1) - INSTANT if end[1] else end[0]) if end else None
    if since is not None and until is not None and until < since:
        raise Wrong(f"{text[:60]!r} ends before it begins.", HINT)
    return (since.timestamp() if since else None, until.timestamp() if until else None)


def _day(text: str) -> Stretch:
    """Return the stretch of a whole day."""
    begin, whole = _moment(text, None)
    if not whole:
        raise Wrong(
            f"{text[:60]!r} is a moment: {text[:60]}.. is what came later, ..{text[:60]} what came before.", HINT
        )
    return begin.timestamp(), (begin + timedelta(days=1) - INSTANT).timestamp()


def _moment(text: str, known: date | None) -> tuple[datetime, bool]:
    """Return a moment, and whether a whole day is meant; a time without a day is of the day that is known."""
    found = MOMENT.fullmatch(text)
    day, clock = found.groups() if found else (None, None)
    try:
        on = date(*map(int, day.split("-"))) if day else known
        hour, minute, second = map(int, f"{clock or '0:0'}:0".split(":")[:3])
        at = time(hour, minute, second)
    except ValueError as error:
        raise Wrong(f"{text[:60]!r} is no time that there is.", HINT) from error
    if on is None or not (day or clock):
        raise Wrong(f"{text[:60]!r} is not a day or a time of a day.", HINT)
    return datetime.combine(on, at), clock is None
