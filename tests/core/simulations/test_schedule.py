"""The rows of a production, as the original made them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.core.simulations.schedule import Exponents, Request, schedule
from parisana.errors import InputError

#: Zenith -> Emin, Emax, Rhomax, jobs.
ORIGINAL = {
    60: (0.01, 200, 1200, 2902),
    57: (0.00918039, 183.608, 1102, 3216),
    0: (0.005, 100, 600, 6667),
}
ANGLES = (60, 57, 53, 50, 46, 41, 37, 32, 26, 18, 0, 63, 67, 70)


def test_the_schedule_of_the_original_comes_out() -> None:
    rows = {row.zenith: row for row in schedule(ANGLES, of=Request())}
    assert list(rows) == list(ANGLES)
    for zenith, (emin, emax, rhomax, jobs) in ORIGINAL.items():
        row = rows[zenith]
        assert (row.emin_tev, row.emax_tev) == pytest.approx((emin, emax), rel=2e-6)
        assert (row.rhomax_m, row.jobs) == (rhomax, jobs)
    assert rows[70].jobs == 1840


@given(st.floats(0, 89), st.integers(1, 10**9), st.integers(1, 10**5))
def test_jobs_are_enough_and_none_too_many(zenith: float, showers: int, per_job: int) -> None:
    request = Request(showers=showers, showers_per_job=per_job, exponents=Exponents(showers=0))
    (row,) = schedule([zenith], of=request)
    assert (row.jobs - 1) * per_job < showers <= row.jobs * per_job


def test_every_combination_is_a_row() -> None:
    rows = schedule([20, 40], [0, 180], [2.0, 2.5], of=Request())
    assert [(row.zenith, row.azimuth, row.index) for row in rows[:3]] == [(20, 0, 2.0), (20, 0, 2.5), (20, 180, 2.0)]
    assert len(rows) == 8


@pytest.mark.parametrize("zeniths", [[90], [-1], [float("nan")], [], [20, 20]])
def test_angles_that_make_no_row_are_refused(zeniths: list[float]) -> None:
    with pytest.raises(InputError) as caught:
        schedule(zeniths, of=Request())
    assert caught.value.field == "zenith"


@pytest.mark.parametrize(
    "request_", [Request(showers=0), Request(emin_tev=200), Request(rhomin_m=700), Request(showers_per_job=0)]
)
def test_a_request_that_contradicts_itself_is_refused(request_: Request) -> None:
    with pytest.raises(InputError):
        schedule([20], of=request_)
