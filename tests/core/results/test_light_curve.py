"""Light curves: fluxes as the stage has written them, whether they are constant, and nights side by side."""

from __future__ import annotations

import json
from typing import Any

import pytest

from parisana.core.measures.instants import written_time
from parisana.core.results.light_curve import LightCurve, by_night, light_curve_of, place, preliminary, to_scale
from parisana.core.results.significance import chance
from parisana.core.results.tablefiles import ecsv
from parisana.core.results.tables import flux_table
from parisana.core.texts.ecsvtable import read_ecsv
from tests.core import sample_results as sample


def test_fluxes_are_the_files_and_what_is_not_significant_is_a_limit() -> None:
    found = light_curve_of(sample.SPECTRUM)
    assert [point.flux for point in found.points] == [2.4e-11, 2.0e-11, 2e-12]
    assert [point.below for point in found.points] == [False, False, True]
    assert found.points[0].begin == written_time("2004-11-15T00:00:00") and found.points[0].runs == (900001,)
    mean, chi2, degrees = found.constancy or (0.0, 0.0, 0)
    weights = [1 / 9, 1 / 9, 1 / 16]
    assert mean == pytest.approx(1e-11 * (2.4 / 9 + 2.0 / 9 + 0.2 / 16) / sum(weights)), "limits count as measured"
    assert chi2 > 10 and degrees == 2


FIRST = sample.LIGHT_CURVE["rows"][0]


@pytest.mark.parametrize(
    "row",
    [None, {}, {**FIRST, "time_min": 53325.0}, {**FIRST, "flux": "3"}, {**FIRST, "flux": float("nan")},
     {**FIRST, "flux_err": -1e-12}, {**FIRST, "sqrt_ts": None}],
)  # fmt: skip
def test_half_of_a_row_is_no_point(row: Any) -> None:
    found = light_curve_of({"light_curve": {"rows": [row, *sample.LIGHT_CURVE["rows"][1:]]}})
    assert [point.runs for point in found.points] == [(900002,), (900003,)]
    assert light_curve_of({"light_curve": {"rows": 3}}).points == light_curve_of({}).points == ()


def counted(number: int, **changes: Any) -> dict[str, Any]:
    """Return what a slice says of a run; changes are those of its flux."""
    (said,) = json.loads(sample.part(number)["microdst.json"])["runs"].values()
    return {**said, "flux": {**said["flux"], **changes}}


def test_preliminary_fluxes_are_those_of_the_rows_and_say_their_index() -> None:
    rows: dict[str, Any] = {"900002": counted(2), "900001": counted(1), "900003": sample.run(113), "900004": 7}
    found = preliminary(rows)
    assert [(point.runs, point.flux) for point in found.points] == [((900001,), 2.4e-11), ((900002,), 2.0e-11)]
    assert (found.index, found.above, found.confidence) == (2.5, 1.0, 95.0)
    table = flux_table(found)
    assert table.columns[-1].name == "Assumed index" and {row[-1] for row in table.rows} == {"2.5"}
    assert "Assumed index" not in [column.name for column in flux_table(light_curve_of(sample.SPECTRUM)).columns]


def test_fluxes_of_another_index_are_not_mixed_in_and_old_results_have_none() -> None:
    rows = {"1": counted(1), "2": counted(2), "3": counted(1, index=3.0), "4": counted(2, index="steep")}
    assert [point.runs for point in preliminary(rows).points] == [(1,), (2,)]
    assert preliminary({"1": counted(1, flux=None), "2": counted(2)}).points[0].runs == (2,)
    assert preliminary({"1": sample.run(98), "2": {**sample.run(9), "flux": None}}) == LightCurve()


@pytest.mark.parametrize(
    ("chi2", "degrees", "expected"),
    [(3.8415, 1, 0.05), (5.9915, 2, 0.05), (11.3449, 3, 0.01), (18.307, 10, 0.05), (0.0, 4, 1.0), (0.0, 3, 1.0)],
)
def test_chance_is_that_of_the_tables(chi2: float, degrees: int, expected: float) -> None:
    assert chance(chi2, degrees) == pytest.approx(expected, rel=1e-3)
    assert chance(5000.0, degrees) == pytest.approx(0.0, abs=1e-99)


def test_nights_stand_side_by_side_without_the_days_between() -> None:
    points = light_curve_of(sample.SPECTRUM).points
    first, second = by_night(points)
    assert 0.0 == first.left < first.right < second.left < second.right == pytest.approx(1.0)
    assert first.right - first.left > second.right - second.left, "two runs take longer than one"
    assert place((first, second), (points[0].end + points[2].begin) / 2) is None
    inside = [place((first, second), point.middle) for point in points]
    assert None not in inside and inside == sorted(inside, key=lambda at: at or 0.0)
    (whole,) = to_scale(points)
    assert 0.0 < whole.at(points[0].begin) < 0.05 and 0.95 < whole.at(points[2].end) < 1.0
    assert by_night(()) == to_scale(()) == ()


def test_the_table_says_when_how_much_and_whether_it_is_a_limit() -> None:
    table = flux_table(light_curve_of(sample.SPECTRUM))
    back = read_ecsv(ecsv(table).decode(), "light-curve.ecsv")
    at = {column.name: number for number, column in enumerate(back.columns)}
    assert back.columns[at["Flux"]].unit == "cm-2 s-1"
    assert [float(row[at["Flux"]]) for row in back.rows] == [row["flux"] for row in sample.LIGHT_CURVE["rows"]]
    assert [float(row[at["MJD min"]]) for row in back.rows] == [53324.0, 53324.03, 53349.0]
    assert [row[at["Kind"]] for row in back.rows] == ["point", "point", "upper limit"]
    assert back.rows[0][at["Start"]] == "2004-11-15 00:00"
