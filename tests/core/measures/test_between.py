"""Stretches of time as users write them."""

from __future__ import annotations

from datetime import datetime

import pytest

from parisana.core.measures.between import between
from parisana.core.texts.document import Wrong


def at(*parts: int) -> float:
    """Return a moment by the clock on the wall."""
    return datetime(*parts).timestamp()  # type: ignore[arg-type]  # parts of a moment


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026-11-21 10:00..12:00", at(2026, 11, 21, 10), at(2026, 11, 21, 12)),
        ("2026-11-21", at(2026, 11, 21), at(2026, 11, 22)),
        (" 2026-11-21T10:00:30 .. 2026-11-22 ", at(2026, 11, 21, 10, 0, 30), at(2026, 11, 23)),
        ("2026-11-30..2026-12-01", at(2026, 11, 30), at(2026, 12, 2)),
        ("2026-11-21 10:00..", at(2026, 11, 21, 10), None),
        ("..2026-11-21 9:30", None, at(2026, 11, 21, 9, 30)),
        ("2026-11-21..", at(2026, 11, 21), None),
    ],
)
def test_days_and_times_are_a_stretch(text: str, since: float | None, until: float | None) -> None:
    found = between(text)
    assert found[0] == since and found[1] == (None if until is None else pytest.approx(until, abs=0.0011))
    assert found[1] is None or until is None or found[1] <= until


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a day"), ("yesterday", "not a day"), ("..", "neither a beginning nor an end"),
        ("10:00..12:00", "not a day"), ("2026-13-01", "no time that there is"),
        ("2026-02-30..", "no time that there is"),
        ("2026-11-21 25:00..", "no time that there is"), ("2026-11-21 12:00..10:00", "ends before it begins"),
        ("2026-11-22..2026-11-21", "ends before it begins"), ("2026-11-21 10:00", "is a moment"),
        ("2026-11-2110:00..", "not a day"), ("x" * 500, "not a day"),
    ],
)  # fmt: skip
def test_what_is_no_stretch_is_refused_with_an_example(text: str, words: str) -> None:
    with pytest.raises(Wrong, match=words) as found:
        between(text)
    assert "2026-11-21 10:00..12:00" in (found.value.hint or "") and len(found.value.message) < 250
