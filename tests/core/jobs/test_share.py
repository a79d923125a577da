"""The program's own share: wall time in which no payload ran, or a core idled while one could have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.core.jobs.share import Ran, own_share

TIMES = st.tuples(*[st.integers(0, 100)] * 3).map(lambda times: Ran(*map(float, sorted(times))))


@pytest.mark.parametrize(
    ("payloads", "cores", "share"),
    [
        ([], 1, 1.0),
        ([Ran(0, 0, 100)], 1, 0.0),
        ([Ran(0, 20, 100)], 1, 0.2),
        ([Ran(0, 0, 40), Ran(0, 50, 100)], 1, 0.1),
        ([Ran(0, 0, 50), Ran(0, 50, 100)], 2, 0.5),
        ([Ran(0, 0, 50), Ran(50, 50, 100)], 2, 0.0),
        ([Ran(0, 0, 100), Ran(0, 0, 60), Ran(0, 60, 100)], 2, 0.0),
        ([Ran(0, 0, 100), Ran(30, 40, 60)], 2, 0.1),
        ([Ran(-50, -40, 50), Ran(50, 50, 150)], 1, 0.0),
    ],
    ids=[
        "nothing ran",
        "all the time",
        "a late start",
        "a pause between two",
        "one after the other though there were two cores",
        "one after the other since the second waited for the first",
        "both cores busy, a third waited for them",
        "a core idled while the second was ready",
        "only what lies between begin and end counts",
    ],
)
def test_share(payloads: list[Ran], cores: int, share: float) -> None:
    assert own_share(payloads, 0, 100, cores) == pytest.approx(share)


def test_no_time_has_no_share() -> None:
    assert own_share([Ran(0, 0, 1)], 5, 5, 1) == 0.0


@given(st.lists(TIMES, max_size=5), st.integers(1, 4))
def test_the_share_is_a_part_and_grows_with_the_cores(payloads: list[Ran], cores: int) -> None:
    fewer, more = own_share(payloads, 0, 100, cores), own_share(payloads, 0, 100, cores + 1)
    assert 0 <= fewer <= more + 1e-12
    assert more <= 1 + 1e-12
