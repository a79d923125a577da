"""Runs by their nights."""

from __future__ import annotations

import math
from datetime import date

import pytest

from parisana.core.measures.instants import written_time
from parisana.core.runs.nights import nights
from parisana.core.runs.observation import Observation
from parisana.core.runs.wobble import Schedule, planned

CRAB = (83.633, 22.014)


def run(number: int, started: str | None, **facts: float) -> Observation:
    time = written_time(started) if started else None
    return Observation(
        number, ra=facts.get("ra", 83.6), dec=22.0, started=time, ontime=1680.0, zenith=facts.get("zenith")
    )


def test_a_night_goes_over_midnight_and_begins_at_noon_of_the_telescopes() -> None:
    rows = [
        run(2, "2004-12-05T01:00"),
        run(1, "2004-12-04T22:00"),
        run(3, "2004-12-05T21:00"),
        run(4, "2004-12-05T11:30"),
    ]
    found = [(night.day, [each.run for each in night.runs]) for night in nights(rows)]
    assert found == [(date(2004, 12, 4), [1, 2]), (date(2004, 12, 5), [4, 3])]


def test_runs_without_a_time_or_a_place_have_no_night() -> None:
    rows = [run(1, None), run(2, "2004-12-04T22:00", ra=math.nan), Observation(3)]
    assert nights(rows) == []


def test_simulated_runs_lie_around_the_culmination_of_their_target() -> None:
    first, second = nights(planned(range(1, 9), Schedule(CRAB, 0.5, 1680, None, 2004)))
    assert len(first.runs) == len(second.runs) == 4
    course = [angle for _, angle in first.course(CRAB)]
    assert min(course) == pytest.approx(45.3, abs=0.05) and course[0] > 50 and course[-1] > 50
    for track in first.tracks:
        assert track.apart == pytest.approx(0, abs=0.001)
        assert track.points[-1][0] - track.points[0][0] == pytest.approx(1680)


def test_what_the_data_say_is_compared_with_the_hour() -> None:
    (night,) = nights([run(1, "2004-12-04T22:08", zenith=20.0)])
    (track,) = night.tracks
    assert track.said == 20.0 and track.apart == pytest.approx(28.6, abs=0.5)
