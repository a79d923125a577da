"""The tangent plane: there and back everywhere, and number by number as astropy's."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parisana.core.sky.directions import from_galactic, separation, to_galactic, toward
from parisana.core.sky.tangent import TangentPlane

RA, DEC = st.floats(0, 360, exclude_max=True), st.floats(-90, 90)
PLANES = [(83.633, 22.014), (0.0, 0.0), (359.999, -30.0), (10.0, 90.0), (200.0, -90.0), (266.4, 89.5)]
STEPS = [(0.0, 0.0), (1.5, -0.3), (-3.0, 3.0), (0.0, 12.0), (20.0, -20.0)]
ASTROPY = """
import json, sys
from astropy.coordinates import SkyCoord
from astropy.wcs import WCS
found = []
for ra, dec, pixel, x, y, places, pixels in json.load(sys.stdin):
    wcs = WCS(naxis=2)
    wcs.wcs.ctype, wcs.wcs.cunit = ["RA---TAN", "DEC--TAN"], ["deg", "deg"]
    wcs.wcs.crval, wcs.wcs.cdelt, wcs.wcs.crpix = [ra, dec], [-pixel, pixel], [x + 1, y + 1]
    wcs.wcs.lonpole = 180  # what it is anyway, but for a middle exactly at the north pole
    sky = SkyCoord(places, unit="deg")
    apart = [[float(a), float(b)] for a, b in zip(sky.galactic.l.deg, sky.galactic.b.deg)]
    found.append([wcs.wcs_world2pix(places, 0).tolist(), wcs.wcs_pix2world(pixels, 0).tolist(), apart])
print(json.dumps(found))
"""


@given(RA, DEC, st.floats(0, 60), st.floats(-180, 180))
def test_a_place_comes_back_from_the_plane(ra: float, dec: float, far: float, east: float) -> None:
    plane = TangentPlane(ra, dec, 0.02, 10.5, -3)
    place = plane.at(east / 3, far)
    assume(separation(ra, dec, *place) < 80)
    pixel = plane.to_pixel(*place)
    assert pixel is not None
    assert separation(*place, *plane.to_sky(*pixel)) < 1e-9
    assert 0 <= place[0] <= 360 and -90 <= place[1] <= 90


@given(RA, DEC, RA, DEC)
def test_what_lies_behind_is_not_in_the_plane(ra: float, dec: float, other_ra: float, other_dec: float) -> None:
    found, apart = TangentPlane(ra, dec).offsets(other_ra, other_dec), separation(ra, dec, other_ra, other_dec)
    assert (found is None) == (apart > 89.43) or abs(apart - 89.43) < 0.01


@given(RA, DEC, st.floats(0, 170), st.floats(0, 360))
def test_distances_are_those_that_were_gone(ra: float, dec: float, far: float, turn: float) -> None:
    east, north = TangentPlane(0, 0).at(0, 0)
    assert (east, north) == (0, 0)
    place = toward(ra, dec, 0, far) if turn > 180 else toward(ra, dec, far, 0)
    assert separation(ra, dec, *place) == pytest.approx(far, abs=1e-6)
    assert separation(*place, ra, dec) == pytest.approx(far, abs=1e-6)


@given(RA, DEC)
def test_the_galaxy_and_back(ra: float, dec: float) -> None:
    assert separation(ra, dec, *from_galactic(*to_galactic(ra, dec))) < 1e-6


@given(st.floats(-0.5, 0.5), st.floats(-89, 89))
def test_nothing_jumps_at_zero_hours(ra: float, dec: float) -> None:
    one, other = (TangentPlane(turn, dec).offsets(ra % 360, dec) for turn in (0.0, 360.0))
    assert one is not None and other is not None
    assert one == pytest.approx(other, abs=1e-9) and one[0] * ra >= 0


def test_pixels_and_places_are_those_of_astropy(analysis_python: Path) -> None:
    planes = [TangentPlane(*middle, 0.02, 149.5, 99.5) for middle in PLANES]
    asked = []
    for plane in planes:
        places = [plane.at(*step) for step in STEPS]
        pixels = [(149.5, 99.5), (0.0, 0.0), (299.0, 199.0), (-1000.0, 250.25)]
        asked.append((plane.ra, plane.dec, plane.pixel, plane.x, plane.y, places, pixels))
    words = [str(analysis_python), "-c", ASTROPY]
    done = subprocess.run(words, input=json.dumps(asked), capture_output=True, text=True, check=True)
    for plane, (*_, places, pixels), (at, sky, galactic) in zip(planes, asked, json.loads(done.stdout), strict=True):
        for place, pixel, lb in zip(places, at, galactic, strict=True):
            assert plane.to_pixel(*place) == pytest.approx(pixel, abs=1e-6)
            assert separation(*to_galactic(*place), *lb) < 1e-4
        for xy, place in zip(pixels, sky, strict=True):
            assert separation(*plane.to_sky(*xy), *place) < 1e-9
