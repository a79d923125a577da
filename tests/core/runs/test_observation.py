"""Runs are found by what is known of them; what is not known keeps a run, but for its place."""

from __future__ import annotations

import math

import pytest

from parisana.core.runs.observation import Observation, Search, find, slices, telescope_numbers
from parisana.core.runs.run_list import Run, RunList

CRAB = (83.633, 22.014)
GOOD = Observation(
    1, ra=83.633, dec=22.514, zenith=46.0, started=1000.0, livetime=1600.0, n_tels=4, telescopes=(1, 2, 3, 4), quality=0
)


@pytest.mark.parametrize(
    ("criterion", "search"),
    [
        ("position", Search(near=(*CRAB, 0.4))),
        ("zenith", Search(zenith_max=45)),
        ("zenith", Search(zenith_min=50)),
        ("date", Search(begin=1001)),
        ("date", Search(end=999)),
        ("telescopes", Search(n_tels=5)),
        ("telescopes", Search(telescopes=frozenset({5}))),
        ("live time", Search(livetime_min=1700)),
    ],
)
def test_a_run_is_left_out_for_a_reason(criterion: str, search: Search) -> None:
    assert find([GOOD], search).left_out == {criterion: 1}
    assert find([GOOD], Search()).rows == (GOOD,)


def test_bad_quality_is_left_out_and_unknown_quality_is_counted() -> None:
    runs = [Observation(number, quality=quality) for number, quality in enumerate([0, 1, 2, -1, None], 1)]
    found = find(runs, Search(worst_quality=0))
    assert [row.run for row in found.rows] == [1, 4, 5]
    assert found.left_out == {"quality": 2}
    assert found.unknown == {"quality": 2}


@pytest.mark.parametrize("place", [(math.nan, 22.0), (83.6, math.nan), (None, None), (83.6, 999.0)])
def test_a_run_that_pointed_nowhere_is_near_nothing(place: tuple[float, float]) -> None:
    run = Observation(1, ra=place[0], dec=place[1])
    assert find([run], Search(near=(*CRAB, 180))).left_out == {"position": 1}
    assert find([run], Search()).rows == (run,)


def test_telescopes_must_have_taken_part() -> None:
    three = Observation(2, n_tels=3, telescopes=(1, 2, 4))
    unlisted = Observation(3, n_tels=4)
    found = find([GOOD, three, unlisted], Search(telescopes=frozenset({1, 2, 4})))
    assert [row.run for row in found.rows] == [1, 2, 3] and found.unknown == {"telescopes": 1}
    assert [row.run for row in find([GOOD, three], Search(telescopes=frozenset({3}))).rows] == [1]
    assert telescope_numbers("CT1 CT2,4") == (1, 2, 4)


def test_rows_say_how_far_they_looked_from_the_target() -> None:
    (row,) = find([GOOD], Search(near=(*CRAB, 2.5))).rows
    assert (row.offset, row.offset_lon, row.offset_lat) == pytest.approx((0.5, 0.0, 0.5), abs=1e-6)
    assert row.listed == Run(1, 0b11110)


def test_slices_are_those_of_the_planner() -> None:
    runs = [Observation(number, zenith=float(number), livetime=100.0) for number in range(1, 46)]
    cut = slices(runs, 20)
    assert [tuple(row.run for row in piece.rows) for piece in cut] == list(RunList.of(range(1, 46)).slices(20))
    assert [(piece.number, piece.livetime, piece.zenith) for piece in cut][2] == (3, 500.0, (41.0, 45.0))
    assert [len(piece.rows) for piece in slices(runs, None)] == [45]
    assert slices([], 20) == []


def test_nothing_is_lost_among_five_thousand() -> None:
    runs = [Observation(number, ra=float(number % 360), dec=0.0) for number in range(5000, 0, -1)]
    found = find(runs, Search(near=(0.0, 0.0, 1.5)))
    assert [row.run for row in found.rows] == [n for n in range(1, 5001) if n % 360 in (0, 1, 359)]
    assert found.total == 5000 and found.near == len(found.rows)
