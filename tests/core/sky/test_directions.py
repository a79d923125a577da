from __future__ import annotations

import pytest

from parisana.core.sky.directions import from_galactic, offsets, separation, to_galactic, toward


@pytest.mark.parametrize(
    ("one", "other", "degrees"),
    [((0, 0), (90, 0), 90.0), ((0, 90), (123, 90), 0.0), ((359.5, 0), (0.5, 0), 1.0), ((10, -90), (0, 90), 180.0)],
)
def test_angles_between_directions(one: tuple[float, float], other: tuple[float, float], degrees: float) -> None:
    assert separation(*one, *other) == pytest.approx(degrees, abs=1e-9)


def test_offsets_point_east_and_north() -> None:
    assert offsets(83.6, 22.0, 83.6, 22.5) == pytest.approx((0.0, 0.5))
    east, north = offsets(359.9, 60.0, 0.9, 60.0)
    assert east == pytest.approx(0.5, abs=0.01) and abs(north) < 0.01
    assert offsets(10, 20, 10, 20) == (0.0, 0.0)


def test_the_way_back_from_offsets() -> None:
    for east, north in ((0.5, 0.0), (-3.0, 2.0), (0.0, -20.0)):
        assert offsets(83.6, 62.0, *toward(83.6, 62.0, east, north)) == pytest.approx((east, north))


def test_galactic_coordinates_of_known_places() -> None:
    assert to_galactic(83.6331, 22.0145) == pytest.approx((184.5575, -5.7844), abs=1e-3)
    assert from_galactic(0, 0) == pytest.approx((266.40499, -28.93617), abs=1e-4)
    assert from_galactic(*to_galactic(10, -80)) == pytest.approx((10, -80))
