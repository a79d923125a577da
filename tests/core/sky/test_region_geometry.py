"""Regions that are dragged, turned and drawn, anywhere on the sky."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parisana.core.sky import region_geometry as geometry
from parisana.core.sky.directions import separation, toward
from parisana.core.sky.region import Region, region

LON, LAT, SIZES = st.floats(0, 360, exclude_max=True), st.floats(-90, 90), st.floats(0.01, 10)
FRAMES = st.sampled_from(["icrs", "galactic"])
CIRCLES = st.builds(lambda *words: Region("circle", *words), FRAMES, LON, LAT, SIZES)
ELLIPSES = st.builds(
    lambda frame, lon, lat, wide, high, angle: Region("ellipse", frame, lon, lat, None, wide, high, angle),
    FRAMES, LON, LAT, SIZES, SIZES, st.floats(0, 360),
)  # fmt: skip
REGIONS = st.one_of(CIRCLES, ELLIPSES)


@given(REGIONS)
def test_a_region_holds_its_centre_and_what_is_within_its_border(each: Region) -> None:
    assert geometry.holds(each, geometry.centre(each))
    smaller, larger = geometry.grown(each, -0.002), geometry.grown(each, 0.002)
    for place in geometry.outline(each, 8):
        assert geometry.holds(larger, place)
        assert not geometry.holds(smaller, place) or max(geometry.half_axes(each)) < 0.01


@given(REGIONS, LON, LAT)
def test_a_moved_region_is_there_and_as_large_as_before(each: Region, ra: float, dec: float) -> None:
    there = geometry.moved(each, (ra, dec))
    assert separation(*geometry.centre(there), ra, dec) < 2e-4
    assert replace(there, lon=each.lon, lat=each.lat) == each
    read = region(there.written())
    assert (read.lon, read.lat, read.frame) == (there.lon, there.lat, there.frame)


@given(REGIONS)
def test_a_handle_that_is_put_down_where_it_was_changes_nothing(each: Region) -> None:
    for name, place in geometry.handles(each, beyond=0.5).items():
        same = geometry.dragged(each, name, place)
        assert geometry.half_axes(same) == pytest.approx(geometry.half_axes(each), abs=1e-4)
        apart = ((same.angle or 0) - (each.angle or 0) + 180) % 360 - 180
        assert apart == pytest.approx(0, abs=0.06)


@given(ELLIPSES, st.floats(0.02, 5))
def test_a_handle_sets_its_own_size_alone(each: Region, half: float) -> None:
    place = geometry.handles(replace(each, width=2 * half, height=2 * half))["height 2"]
    wider = geometry.dragged(each, "height 2", place)
    assert wider.height == pytest.approx(2 * half, abs=2e-4)
    assert (wider.width, wider.angle, wider.lon, wider.lat) == (each.width, each.angle, each.lon, each.lat)


@given(ELLIPSES, st.floats(0, 359))
def test_an_ellipse_turns_to_where_its_handle_is_dragged(each: Region, angle: float) -> None:
    place = geometry.handles(replace(each, angle=angle), beyond=1.0)["turn"]
    apart = ((geometry.dragged(each, "turn", place).angle or 0) - angle + 180) % 360 - 180
    assert apart == pytest.approx(0, abs=0.06)


@given(LON, LAT, st.floats(-5, 5), st.floats(-5, 5))
def test_a_circle_is_drawn_from_its_middle_and_an_ellipse_from_corner_to_corner(
    ra: float, dec: float, east: float, north: float
) -> None:
    assume(max(abs(east), abs(north)) > 0.01)
    end = toward(ra, dec, east, north)
    circle, ellipse = (geometry.drawn(shape, (ra, dec), end) for shape in ("circle", "ellipse"))
    assert circle.radius == pytest.approx(separation(ra, dec, *end), abs=1e-3)
    assert separation(*geometry.centre(circle), ra, dec) < 2e-4
    assert (ellipse.width, ellipse.height) == pytest.approx((abs(east), abs(north)), abs=1e-3)
    assert separation(*geometry.centre(ellipse), ra, dec) == pytest.approx(separation(ra, dec, *end) / 2, abs=1e-3)
    assert region(circle.written()) == circle and region(ellipse.written()) == ellipse


def test_sizes_stay_within_what_a_region_may_have() -> None:
    small = Region("circle", "icrs", 10, 90, 0.01)
    assert geometry.grown(small, -5).radius == geometry.SMALLEST and geometry.grown(small, 500).radius == 180
    assert geometry.turned(small, 30) == small


@pytest.mark.parametrize("place", [(359.99, 0.0), (123.0, 89.99), (123.0, -90.0)])
def test_borders_at_the_pole_and_at_zero_hours_are_whole(place: tuple[float, float]) -> None:
    for each in (Region("circle", "icrs", *place, 0.5), Region("ellipse", "icrs", *place, None, 1.0, 1.0, 40.0)):
        assert all(separation(*place, *point) == pytest.approx(0.5, abs=1e-6) for point in geometry.outline(each))


#: What the stage Excluded Regions itself takes for inside, in the analysis environment.
INSIDE = """
import json, sys
from astropy.coordinates import SkyCoord
from analysis.regions import projection, shape_of
found = []
for value, places in json.load(sys.stdin):
    wcs, _ = projection(SkyCoord(value["target"][0], value["target"][1], unit="deg"), 6.0, 0.02)
    inside = shape_of(value).contains(SkyCoord(places, unit="deg"), wcs)
    found.append(inside.tolist())
print(json.dumps(found))
"""


def test_what_the_map_shows_inside_is_what_the_analysis_excludes(analysis_python: Path) -> None:
    each = [
        Region("circle", "icrs", 84.411, 21.143, 0.3),
        Region("ellipse", "icrs", 82.5, 23.0, None, 1.2, 0.4, 30.0),
        Region("ellipse", "galactic", 184.5, -5.5, None, 1.4, 0.5, 70.0),
        Region("ellipse", "icrs", 359.9, -30.0, None, 1.0, 0.6, 200.0),
        Region("ellipse", "galactic", 123.0, 27.0, None, 1.0, 0.3, 15.0),
    ]
    asked, ours = [], []
    for one in each:
        middle = geometry.centre(one)
        steps = [(-1 + 0.1 * x, -1 + 0.1 * y) for x in range(21) for y in range(21)]
        places = [toward(*middle, *step) for step in steps]
        clear = [
            place
            for place in places
            if geometry.holds(geometry.grown(one, 0.01), place) == geometry.holds(geometry.grown(one, -0.01), place)
        ]
        assert len(clear) > 400
        asked.append(({**one.payload(), "target": middle}, clear))
        ours.append([geometry.holds(one, place) for place in clear])
    payload = Path(__file__).parents[3] / "parisana" / "payload"
    words = [str(analysis_python), "-c", INSIDE]
    done = subprocess.run(words, cwd=payload, input=json.dumps(asked), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ours
