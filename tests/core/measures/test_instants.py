from __future__ import annotations

import pytest

from parisana.core.measures.instants import day, leap_seconds, shown, unix_time, written_time
from parisana.core.texts.document import Wrong


def test_terrestrial_time_becomes_utc() -> None:
    """Run 20275 began 19:51:40.184 TT on 2004-04-14: 64.184 s earlier in UTC."""
    at = unix_time(51910, 0.000742870370370241, 103665036.0, "TT")
    assert at == pytest.approx(written_time("2004-04-14T19:50:36"), abs=1e-3)
    assert shown(at) == "2004-04-14 19:50"


def test_leap_seconds_are_those_of_the_day() -> None:
    dates = {"1999-01-01": 32, "2005-12-31": 32, "2006-01-01": 33, "2017-01-01": 37, "2026-06-01": 37, "1972-01-01": 10}
    assert {date: leap_seconds(day(date)) for date in dates} == dates


def test_a_clock_that_shows_utc_is_left_alone() -> None:
    assert unix_time(40587, 0.0, 5.0, "UTC") == 5.0


def test_the_last_day_counts_whole() -> None:
    assert day("2004-10-20", whole=True) - day("2004-10-20") == 86400
    assert day("2004-10-20T12:00", whole=True) == day("2004-10-20T12:00")
    with pytest.raises(Wrong, match="not a date"):
        day("20.10.2004")


def test_a_text_that_is_no_time_says_nothing() -> None:
    assert written_time("NaNT") is None
