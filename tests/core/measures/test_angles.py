"""Angles as people type them."""

from __future__ import annotations

import pytest

from parisana.core.measures.angles import degrees, in_degrees, in_hours
from parisana.core.texts.document import Wrong


@pytest.mark.parametrize(
    "text", ["05h 34m 31.9s", "05:34:31.9", "5h34m31.9s", "83.632917", "83.632917 deg", "5 34 31.9", "83.632917°"]
)
def test_a_right_ascension_in_all_its_spellings(text: str) -> None:
    assert degrees(text, hours=True) == pytest.approx(83.632917, abs=1e-5)


@pytest.mark.parametrize(
    "text", ["−22° 00′ 52″", "-22:00:52", "-22d00m52s", "-22 0 52", "-22.014444", "-1320.8667 arcmin"]
)
def test_a_declination_in_all_its_spellings(text: str) -> None:
    assert degrees(text) == pytest.approx(-22.014444, abs=1e-5)


@pytest.mark.parametrize("text", ["", "Crab", "12:61:00", "1 TeV", "12:30:40:50"])
def test_what_is_no_angle_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Wrong) as caught:
        degrees(text)
    assert caught.value.hint and "05h 34m" in caught.value.hint


@pytest.mark.parametrize("angle", [0.0, 83.632917, 359.9999999, 187.70593])
def test_what_is_shown_can_be_read_again(angle: float) -> None:
    assert degrees(in_hours(angle), hours=True) == pytest.approx(angle % 359.9999999, abs=3e-4)


@pytest.mark.parametrize("angle", [0.0, -0.001, 22.01444, -89.99999])
def test_a_declination_that_is_shown_can_be_read_again(angle: float) -> None:
    assert degrees(in_degrees(angle)) == pytest.approx(angle, abs=2e-4)
