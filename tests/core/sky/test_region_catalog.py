"""Catalogues of sources, read as regions."""

from __future__ import annotations

import pytest

from parisana.core.sky.region_catalog import parse
from parisana.errors import InputError

CSV = """\
Source_Name,RAJ2000,DEJ2000,Radius,Flux
Crab Nebula,83.633,22.014,0.3,1
"zeta Tau",05h37m38.7s,+21d08m33s,0.2 deg,
"""
ECSV = """\
# %ECSV 1.0
# ---
# datatype:
# - {name: GLON, unit: deg, datatype: float64}
# - {name: GLAT, unit: deg, datatype: float64}
# - {name: size, unit: arcmin, datatype: float64}
# schema: astropy-2.0
GLON GLAT size
184.5 -5.8 12
0.5 0.1 nan
"""


def test_columns_are_matched_by_their_names() -> None:
    crab, zeta = parse(CSV, "a.csv")
    assert (crab.name, crab.lon, crab.lat, crab.radius) == ("Crab Nebula", 83.633, 22.014, 0.3)
    assert zeta.lon == pytest.approx(84.41125, abs=1e-4) and zeta.radius == 0.2


def test_units_of_a_table_count_and_a_missing_radius_is_the_given_one() -> None:
    one, other = parse(ECSV, "a.ecsv", radius=0.5)
    assert (one.frame, one.radius, other.radius) == ("galactic", 0.2, 0.5)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("name,flux\na,1\n", 1, "no columns of positions"),
        ("name,ra,dec\na,1,2\n", 1, "no column of radii"),
        ("name,ra,dec,radius\na,1,2,1\nb,1,95,1\n", 3, "between -90 deg"),
        ("name,ra,dec,radius\na,x,2,1\n", 2, "not an angle"),
        ("name,ra,dec,radius\na,1,2\n", 2, "3 cells, not 4"),
        ("name,ra,dec,radius\na,1,2,nan\n", 2, "not a number"),
    ],
)
def test_a_garbled_catalogue_says_which_line(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        parse(text, "a.csv")
    assert caught.value.line == line
