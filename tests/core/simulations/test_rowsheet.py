"""The rows of a Monte-Carlo production under edit, and rows read from texts."""

from __future__ import annotations

import pytest

from parisana.core.simulations import rowsheet
from parisana.core.simulations.rowtext import read_angles, read_rows
from parisana.errors import InputError

ORIGINAL = {60: 2902, 57: 3216, 53: 3625, 50: 3923, 46: 4306, 41: 4757, 37: 5091, 32: 5471, 26: 5866, 18: 6278,
            0: 6667, 63: 2585, 67: 2159, 70: 1840}  # fmt: skip
WEB_PAGE = """\
Zenith\tAzimuth\tPower Law Index\tEmin\tEmax\tRhomin\tRhomax\tReq. # Showers\tStatus\tProduced # Showers\t# jobs
60\t180\t1\t0.01\t200\t0\t1200\t200000000\tDONE\t200005840\t2902
57\t180\t1\t0.00918039\t183.608\t0\t1102\t200000000\tDONE\t200031984\t3216
"""


def test_the_rows_of_the_original_have_its_numbers_of_jobs() -> None:
    rows = rowsheet.sheet({"rows": list(ORIGINAL)})
    assert {row.value("zenith"): row.value("jobs") for row in rows} == ORIGINAL
    assert not any(row.own or row.problem for row in rows)


def test_a_cell_is_a_value_of_its_own_until_it_is_reset() -> None:
    rows = rowsheet.with_value([60, 57], 1, "emin", "9 GeV")
    assert rows == [60, {"zenith": 57, "emin": "9 GeV"}]
    assert rowsheet.sheet({"rows": rows})[1].value("emin") == pytest.approx(0.009)
    assert rowsheet.with_value(rows, 1, "emin", None) == [60, 57]
    north = {"zenith": 57, "azimuth": 0, "emax": 50}
    assert rowsheet.without_own([60, north], {0, 1}) == [60, 57]
    assert rowsheet.without_own([57, north], {1}) == [57, {"zenith": 57, "azimuth": 0}], "else it was there twice"
    assert rowsheet.without_rows(rows, {0}) == rows[1:]


def test_other_angles_leave_the_rows_that_stay_as_they_are() -> None:
    rows = [60, {"zenith": 57, "index": 3}, {"zenith": 57, "azimuth": 0}]
    assert rowsheet.zeniths(rows) == [60, 57]
    assert rowsheet.with_zeniths(rows, [57, 20]) == [*rows[1:], 20]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([{"zenith": 0, "emin": 200}], "Emin (200 TeV) is not below Emax (100 TeV)."),
        ([{"zenith": 0, "rhomin": "2 km"}], "Rhomin (2000 m) is not below Rhomax (600 m)."),
        ([95], "This must be less than 90."),
        ([{"zenith": 0, "colour": 3}], "There is no key colour here."),
        ([None], "A number is expected here."),
        ([30, {"zenith": 30}], "This row is there twice: zenith 30°, azimuth 180°, index 2."),
    ],
)
def test_what_is_wrong_with_a_row_is_said_at_the_row(rows: list[object], problem: str) -> None:
    assert rowsheet.sheet({"rows": rows})[0].problem.startswith(problem)


def test_rows_stay_in_sight_while_the_schedule_is_wrong() -> None:
    for schedule in ({"emin": 500}, {"emin": "much"}, "all"):
        (row,) = rowsheet.sheet({"schedule": schedule, "rows": [{"zenith": 20, "emax": 7}]})
        assert (row.row, row.problem, row.value("zenith"), row.value("emax")) == (None, "", 20, 7)
    assert rowsheet.sheet({"rows": "none"}) == []


def test_a_table_of_the_web_page_becomes_rows_without_what_the_schedule_says_anyway() -> None:
    found = read_rows(WEB_PAGE)
    assert found[0]["showers"] == 200_000_000
    rows = rowsheet.with_more([60], found, {"index": 1})
    assert rows == [60, 57]
    assert rowsheet.with_more([], found, {"index": 2}) == [{"zenith": 60, "index": 1}, {"zenith": 57, "index": 1}]
    assert rowsheet.with_more([], [{"zenith": 5, "emin": 2}], {"emin": 500}) == [{"zenith": 5, "emin": 2}]


def test_angles_are_read_as_people_part_them() -> None:
    assert read_angles("# mine\n60, 57;53\n50.5°\t46") == [60, 57, 53, 50.5, 46]
    assert read_rows("60\n57\n") == [60, 57]
    assert read_rows("zenith (deg);index\n60;\n57;2.5") == [60, {"zenith": 57, "index": 2.5}]


@pytest.mark.parametrize("text", ["", "# nothing", "60 much", "zenith,index\n,2", "1e999", "nan"])
def test_a_text_without_angles_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read_rows(text)
    assert refused.value.hint
