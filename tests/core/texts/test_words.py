"""Numbers as people say them."""

from __future__ import annotations

import pytest

from parisana.core.texts.words import raised, scientific


@pytest.mark.parametrize(
    ("written", "printed"),
    [("2.42e-11", "2.42 × 10⁻¹¹"), ("3e+05", "3 × 10⁵"), ("0.0998", "0.0998"), ("1,234", "1,234"), ("", "")],
)
def test_numbers_are_printed_with_powers_of_ten(written: str, printed: str) -> None:
    assert scientific(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [("TeV cm-2 s-1", "TeV cm⁻² s⁻¹"), ("deg2", "deg²"), ("min-1", "min⁻¹"), ("MB", "MB"), ("", "")],
)
def test_units_are_printed_with_raised_powers(written: str, printed: str) -> None:
    assert raised(written) == printed
