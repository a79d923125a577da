from __future__ import annotations

import pytest

from parisana.core.sky.ds9 import from_ds9, to_ds9
from parisana.core.sky.region import position, regions
from parisana.core.texts.document import Wrong
from parisana.errors import InputError

DS9 = """\
# Region file format: DS9 version 4.1
global color=green
fk5
circle(05:34:31.94,+22:00:52.2,18') # text={Crab}
-ellipse(84.4,21.1,0.5,0.25,30)
galactic; circle(184.5 -5.8 720")
"""


def test_ds9_regions_are_read_in_degrees() -> None:
    crab, zeta, third = from_ds9(DS9, "a.reg")
    assert (crab.frame, crab.shape, crab.radius) == ("icrs", "circle", 0.3)
    assert crab.lon == pytest.approx(83.63308, abs=1e-4)
    assert crab.lat == pytest.approx(22.01450, abs=1e-4)
    assert (zeta.width, zeta.height, zeta.angle) == (1.0, 0.5, 30.0)
    assert (third.frame, third.lon, third.lat, third.radius) == ("galactic", 184.5, -5.8, 0.2)


def test_regions_survive_ds9() -> None:
    found = from_ds9(DS9, "a.reg")
    assert from_ds9(to_ds9(found), "b.reg") == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("icrs\nbox(1,2,3,4,5)", "not a circle or an ellipse"),
        ("icrs\ncircle(1,2)", "cannot have 2 numbers"),
        ("icrs\ncircle(1,2,x)", "not an angle"),
        ("icrs\ncircle(1,95,1)", "between -90 deg and 90 deg"),
        ("icrs\ncircle(1,5,0)", "more than 0"),
        ("icrs\nimage;circle(1,5,2)", "no place on the sky"),
    ],
)
def test_faults_of_a_region_file_have_their_line(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        from_ds9(text, "a.reg")
    assert (caught.value.file, caught.value.line) == ("a.reg", 2)


def test_regions_of_a_profile_lead_to_the_wrong_key() -> None:
    good = {"shape": "circle", "frame": "icrs", "lon": "1 deg", "lat": "2 deg", "radius": "18 arcmin"}
    assert regions([good])[0].payload() == {"shape": "circle", "frame": "icrs", "lon": 1, "lat": 2, "radius": 0.3}
    with pytest.raises(Wrong) as caught:
        regions([good, {**good, "radius": "1 TeV"}])
    assert caught.value.path == (1, "radius")
    with pytest.raises(Wrong, match="There is no key radus"):
        regions([{**good, "radus": "1 deg"}])


def test_a_position_needs_a_known_frame() -> None:
    with pytest.raises(Wrong, match="no frame 'fk4'"):
        position({"frame": "fk4", "lon": "1 deg", "lat": "2 deg"})


def test_what_a_region_is_called_is_kept_and_changes_no_key() -> None:
    crab, *_ = from_ds9(DS9, "a.reg")
    assert crab.name == "Crab" and "text={Crab}" in to_ds9([crab])
    assert regions([crab.written()])[0].name == "Crab"
    assert "name" not in crab.payload()
