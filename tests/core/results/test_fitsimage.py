"""Maps are read from their bytes, and those that lie about themselves are refused with a reason."""

from __future__ import annotations

import math
from typing import Any

import pytest

from parisana.core.results.fitsimage import read_image
from parisana.errors import InputError
from tests.core.sample_results import SIDE, bump, image, significances


def test_pixels_and_their_place_are_those_of_the_file() -> None:
    found = read_image(image(significances()), "map.fits")
    assert (found.width, found.height, found.at(20, 21)) == (SIDE, SIDE, bump(20, 21))
    assert math.isnan(found.at(0, 0))
    value, ra, dec = found.peak
    assert value == max(each for each in significances() if math.isfinite(each))
    assert (ra, dec) == pytest.approx((83.633 - 0.025 / math.cos(math.radians(22.014)), 22.014 + 0.075), abs=0.03)


def test_scaled_integers_and_blanks() -> None:
    found = read_image(image([1, 2, 3, -7], 2, "h", BSCALE=0.5, BZERO=10.0, BLANK=-7), "map.fits")
    assert list(found.values[:3]) == [10.5, 11.0, 11.5] and math.isnan(found.values[3])


def test_an_axis_of_length_one_is_no_cube() -> None:
    assert read_image(image([1.0, 2.0], 2, NAXIS=3, NAXIS3=1), "map.fits").width == 2


LIES: list[tuple[dict[str, Any], str]] = [
    ({"NAXIS2": 4000}, "ends before its pixels"),
    ({"NAXIS1": 10**9, "NAXIS2": 10**9}, "ends before its pixels"),
    ({"NAXIS1": -5}, "size"),
    ({"NAXIS1": "wide"}, "NAXIS1 is not a number"),
    ({"BITPIX": 12}, "BITPIX cannot be 12"),
    ({"NAXIS": 3, "NAXIS3": 2, "NAXIS2": 20}, "a cube"),
    ({"NAXIS": 0}, "no text"),
    ({"CTYPE1": "GLON-CAR"}, "not a gnomonic image"),
    ({"CRVAL1": None}, "CRVAL1 is not a number"),
    ({"CRVAL2": 122.0}, "does not exist"),
    ({"CRVAL2": "NaN"}, "CRVAL2 is not a number"),
    ({"CDELT1": 0.0, "CDELT2": 0.0}, "not square"),
    ({"PC1_2": 0.3}, "not square"),
    ({"BSCALE": "many"}, "BSCALE is not a number"),
]


@pytest.mark.parametrize(("cards", "said"), LIES)
def test_a_file_that_lies_is_refused(cards: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_image(image(significances(), **cards), "map.fits")
    assert said in caught.value.message and caught.value.hint


def test_a_file_that_is_cut_anywhere_is_refused() -> None:
    whole = image(significances())
    for length in (0, 5, 79, 500, 2879, 2880, 4000, 2880 + SIDE * SIDE * 8 - 1):
        with pytest.raises(InputError, match="cannot be shown"):
            read_image(whole[:length], "map.fits")
