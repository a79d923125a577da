"""The table of known sources: whole, at the right places, and found by the names that people use."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from parisana.core.sky.directions import separation
from parisana.core.sky.targets import Target, Targets, parse, plain
from parisana.errors import InputError

#: Right ascension to the minute (or second), declination to the degree, arc minute or tenth of a degree.
NAME = re.compile(r"J(\d{2})(\d{2})(\d{2})?(?:\.(\d+))?([+-]\d{2})(\d{4}|\d{1,2})?(?!\d)")


@pytest.fixture(scope="module")
def table() -> Targets:
    text = (resources.files("parisana.resources") / "catalogs" / "tev_sources.ecsv").read_text("utf-8")
    return parse(text, "tev_sources.ecsv")


def named_place(name: str) -> tuple[float, float] | None:
    """Return the place that a name such as HESS J1825-137 spells: the middle of what was cut off."""
    found = NAME.search(name)
    if not found:
        return None
    hours, minutes, seconds, part, degrees, rest = found.groups()
    minute = int(minutes) + (int(seconds) / 60 if seconds else float(f"0.{part}") if part else 0.5)
    north = abs(int(degrees)) + FRACTIONS[len(rest or "")](rest)
    return 15 * (int(hours) + minute / 60), -north if degrees[0] == "-" else north


#: How the digits after the degrees are read, by their number: tenths, minutes of arc, minutes and seconds.
FRACTIONS = {
    0: lambda rest: 0.0,
    1: lambda rest: int(rest) / 10 + 0.05,
    2: lambda rest: int(rest) / 60,
    4: lambda rest: int(rest[:2]) / 60 + int(rest[2:]) / 3600,
}


def test_names_with_a_place_in_them_are_there(table: Targets) -> None:
    """A digit that was mistyped in the table would move a source away from the place that its name gives."""
    places = [(name, named_place(name), target) for target in table.rows for name in target.names]
    checked = [(name, place, target) for name, place, target in places if place is not None]
    assert [each for each in checked if separation(*each[1], each[2].ra, each[2].dec) > 0.32] == []
    assert len(checked) >= 60


def test_the_table_is_large_enough_and_says_each_thing_once(table: Targets) -> None:
    assert len(table.rows) >= 60
    names = [name for target in table.rows for name in {plain(name) for name in target.names}]
    assert len(names) == len(set(names))
    assert all(0 <= target.ra < 360 and -90 <= target.dec <= 90 and target.type for target in table.rows)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("crab", "Crab Nebula"),
        ("  CRAB nebula ", "Crab Nebula"),
        ("M1", "Crab Nebula"),
        ("mkn421", "Markarian 421"),
        ("Markarian  501", "Markarian 501"),
        ("PKS2155-304", "PKS 2155-304"),
        ("galactic center", "Galactic Centre"),
        ("Sgr A*", "Galactic Centre"),
        ("hess_j1713-397", "RX J1713.7-3946"),
        ("M87", "M 87"),
    ],
)
def test_sources_are_found_by_the_names_that_people_use(table: Targets, written: str, name: str) -> None:
    assert table.named(written).name == name


@pytest.mark.parametrize(
    ("written", "near"), [("Crab Nebla", "Crab Nebula"), ("PKS 2155", "PKS 2155-304"), ("HESS J1825", "HESS J1825-137")]
)
def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(table: Targets, written: str, near: str) -> None:
    assert table.suggestions(written)[0].name == near
    with pytest.raises(InputError) as caught:
        table.named(written)
    assert near in (caught.value.hint or "")


def test_a_name_like_no_other_gets_no_guess(table: Targets) -> None:
    for name in ("qqqqqq", "", "  "):
        assert table.suggestions(name) == []
        with pytest.raises(InputError, match="no source"):
            table.named(name)


def test_neighbours_come_nearest_first(table: Targets) -> None:
    assert [target.name for target in table.near(266.42, -29.0, 1.3)] == ["Galactic Centre", "G0.9+0.1"]


def test_a_broken_table_names_the_line() -> None:
    with pytest.raises(InputError) as caught:
        parse("# %ECSV 1.0\nname,ra,dec,type,aliases\nCrab,83.6,north,PWN,\n", "mine.ecsv")
    assert caught.value.line == 3
    with pytest.raises(InputError, match="not a table"):
        parse("a,b\n", "mine.ecsv")
    good = parse("name,ra,dec,type,aliases\nX,1,2,PWN,A; B;\n", "mine.ecsv")
    assert good.rows == (Target("X", 1.0, 2.0, "PWN", ("A", "B")),)
