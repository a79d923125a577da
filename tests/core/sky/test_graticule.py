"""The lines of the sky, at the equator, at the poles and across zero hours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.core.sky.directions import separation
from parisana.core.sky.graticule import crossing, dec_label, graticule, ra_label
from parisana.core.sky.tangent import TangentPlane

WIDE, HIGH = 400.0, 300.0


def plane(ra: float, dec: float, half: float = 3.0) -> TangentPlane:
    return TangentPlane(ra, dec, 2 * half / HIGH, WIDE / 2, HIGH / 2)


@given(st.floats(0, 360, exclude_max=True), st.floats(-90, 90), st.floats(0.05, 30))
def test_lines_are_where_they_say_and_never_too_many(ra: float, dec: float, half: float) -> None:
    seen = plane(ra, dec, half)
    lines = graticule(seen, WIDE, HIGH, 6, 8)
    assert sum(line.kind == "dec" for line in lines) <= 10 and sum(line.kind == "ra" for line in lines) <= 26
    for line in lines:
        for pixel in line.points[::8]:
            place = seen.to_sky(*pixel)
            there = (line.value, place[1]) if line.kind == "ra" else (place[0], line.value)
            assert separation(*place, *there) < 1e-5


@pytest.mark.parametrize(
    ("place", "labels"), [((0.05, 29.0), {"0h 00m", "23h 50m", "0h 10m"}), ((83.6, 22.0), {"5h 30m"})]
)
def test_zero_hours_are_a_line_like_others(place: tuple[float, float], labels: set[str]) -> None:
    assert labels <= {line.label for line in graticule(plane(*place), WIDE, HIGH, 6, 8)}


@pytest.mark.parametrize("dec", [90.0, 89.2, -90.0])
def test_around_a_pole_there_are_all_hours_and_closed_circles(dec: float) -> None:
    lines = graticule(plane(40.0, dec), WIDE, HIGH, 6, 8)
    hours = sorted(line.value for line in lines if line.kind == "ra")
    assert hours[0] < 60 and hours[-1] >= 300
    rings = [line for line in lines if line.kind == "dec" and 88 - (90 - abs(dec)) <= abs(line.value) < 90]
    assert rings
    for ring in rings:
        assert ring.points[0] == pytest.approx(ring.points[-1], abs=1.5)


def test_where_a_line_meets_an_edge() -> None:
    line = [(0.0, -5.0), (10.0, 5.0), (20.0, 15.0)]
    assert crossing(line, 1, 0.0, 100.0) == pytest.approx(5.0)
    assert crossing(line, 0, 15.0, 100.0) == pytest.approx(10.0)
    assert crossing(line, 1, 0.0, 4.0) is None and crossing(line, 1, 99.0, 100.0) is None


def test_labels_are_as_short_as_their_step() -> None:
    assert (ra_label(75, 15), ra_label(82.5, 2.5), ra_label(0.0208333, 1 / 48)) == ("5h", "5h 30m", "0h 00m 05s")
    assert (dec_label(-22, 1), dec_label(22.5, 0.5), dec_label(-0.0025, 1 / 400)) == ("−22°", "+22° 30′", "−0° 00′ 09″")
