"""The table of bright stars."""

from __future__ import annotations

import pytest

from parisana.app.planning.observations import STARS, shipped
from parisana.core.sky.stars import parse
from parisana.errors import InputError


def test_the_shipped_table_has_the_known_stars_where_they_are() -> None:
    stars = parse(shipped(STARS), STARS)
    assert len(stars.rows) > 1600 and stars.rows[0].name == "Sirius" and stars.rows[-1].v <= 5
    assert [star.name for star in stars.near(83.633, 22.014, 1.2)] == ["ζ Tau"]
    (polaris,) = stars.near(200.0, 89.9, 1.0)
    assert polaris.name == "Polaris" and polaris.v == pytest.approx(2.02)
    assert {star.name for star in stars.near(0.05, 29.0, 3)} == {"Alpheratz"}


def test_other_tables_and_broken_lines_are_refused() -> None:
    with pytest.raises(InputError, match="not a table of stars"):
        parse("name,ra,dec\nVega,1,2\n", "x.ecsv")
    with pytest.raises(InputError, match="not a star") as error:
        parse("name,ra,dec,v\nVega,1,north,0\n", "x.ecsv")
    assert error.value.line == 2
