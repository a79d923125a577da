from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.core.measures.quantity import UNITS, parse, write
from parisana.core.texts.document import Wrong


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("0.3 deg", "deg", 0.3),
        ("18 arcmin", "deg", 0.3),
        ("300 GeV", "TeV", 0.3),
        ("1 hourangle", "deg", 15.0),
        ("28min", "s", 1680.0),
        ("2 GB", "MB", 2000.0),
        ("7 %", "", 0.07),
        ("3.76e-11 cm-2 s-1 TeV-1", "cm-2 s-1 TeV-1", 3.76e-11),
        ("3.76e-11 1/(cm2 s TeV)", "cm-2 s-1 TeV-1", 3.76e-11),
        ("3.76e-11 / (cm^2 s TeV)", "cm-2 s-1 TeV-1", 3.76e-11),
        ("3.76e-11 cm**-2 * s**-1 * TeV**-1", "cm-2 s-1 TeV-1", 3.76e-11),
        ("3.76e-7 m-2 s-1 TeV-1", "cm-2 s-1 TeV-1", 3.76e-11),
        ("0.2 deg2", "deg2", 0.2),
        ("5 km/s", "m/s", 5000.0),
        ("1 kHz", "Hz", 1000.0),
    ],
)
def test_quantities_are_read_in_the_asked_unit(text: str, unit: str, value: float) -> None:
    assert parse(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit", "message", "hint"),
    [
        ("3 TeV", "deg", "not an angle", "1 deg"),
        ("3", "deg", "no unit", "1 deg"),
        ("3 gev", "TeV", "no unit gev", "GeV"),
        ("wide", "deg", "not a number", "1 deg"),
        ("1e999 deg", "deg", "too large", ""),
        ("1 deg/", "deg", "ends with a division", ""),
        ("1 deg", "", "not a plain number", "plain number"),
        ("5 cm-2", "cm-2 s-1 TeV-1", "not a quantity in cm-2 s-1 TeV-1", ""),
    ],
)
def test_what_cannot_be_read_names_the_unit(text: str, unit: str, message: str, hint: str) -> None:
    with pytest.raises(Wrong) as caught:
        parse(text, unit)
    assert message in caught.value.message
    assert hint in (caught.value.hint or "")


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(sorted(UNITS)))
def test_a_written_quantity_is_the_same_number(value: float, unit: str) -> None:
    assert parse(write(value, unit), unit) == value


@given(st.text("0123456789.eE+- /()*^%degTVcmsh\n", max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        assert isinstance(parse(text, "deg"), float)
    except Wrong as wrong:
        assert wrong.message
