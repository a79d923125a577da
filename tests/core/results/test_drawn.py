"""What is drawn of results, as numbers: curves, points, counts, histograms; and as tables and files."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Any

import pytest

from parisana.app.planning.observations import CATALOG, shipped
from parisana.app.results.plots import PUBLISHED, published
from parisana.core.results.figures import Fitted
from parisana.core.results.fitsimage import read_image
from parisana.core.results.fitstable import read_tables
from parisana.core.results.histograms import Theta2, add, significances, theta2_of
from parisana.core.results.published import published_for, read_published
from parisana.core.results.significance import constancy, counts_of, li_ma, total
from parisana.core.results.spectra import ratios, spectrum_of
from parisana.core.results.tablefiles import ecsv, fits, votable
from parisana.core.results.tables import fits_beside, point_table, run_table, runs_beside
from parisana.core.sky import targets
from parisana.core.texts.ecsvtable import read_ecsv
from parisana.errors import InputError
from tests.core import sample_results as sample


def test_points_and_curve_are_the_files_numbers_times_the_energy_squared() -> None:
    found = spectrum_of(sample.SPECTRUM, sample.CURVE)
    assert [(each.energy, each.limit) for each in found.points] == [(0.7, False), (2.0, False), (8.0, True)]
    assert [each.flux for each in found.points] == pytest.approx([0.49 * 8e-11, 4 * 7e-12, 64 * 4e-13])
    assert found.fit is not None and found.injected is not None
    assert found.fit.flux[3] == pytest.approx(sample.ENERGY[3] ** 2 * sample.CURVE["flux"]["dnde"][3])
    assert found.fit.low[3] < found.fit.flux[3] < found.fit.high[3]
    assert [each.value for each in found.residuals] == pytest.approx([1.0, -0.5])
    assert found.model == "power law with cut-off"


@pytest.mark.parametrize(
    "curve",
    [{}, {"flux": None}, {"flux": {"energy": [1, 2], "dnde": [1]}}, {"flux": {"energy": [0, 1], "dnde": [1, 1]}},
     {"flux": {"energy": [1, math.inf], "dnde": [1, 1]}}, {"flux": {"energy": "1 2", "dnde": [1, 1]}},
     {"counts": {"low": [1], "high": []}}],
)  # fmt: skip
def test_half_of_a_curve_is_no_curve(curve: dict[str, Any]) -> None:
    found = spectrum_of({"flux_points": [None, {"e_ref": 1}, {"e_ref": 1, "e_min": 2, "e_max": 3, "dnde": 1}]}, curve)
    assert not found and found.residuals == ()


def test_another_fit_is_compared_where_both_are_known() -> None:
    ours = spectrum_of(sample.SPECTRUM, sample.CURVE)
    double = {"flux": {"energy": sample.ENERGY[2:6], "dnde": [7.4e-11 * e**-2.4 for e in sample.ENERGY[2:6]]}}
    found = ratios(spectrum_of({}, double), ours)
    assert [ratio for _, ratio in found] == pytest.approx([2.0] * 4)
    assert len(ratios(ours, spectrum_of({}, double))) == 4


def test_published_curves_have_a_source_and_are_found_by_the_target() -> None:
    crab, magic = published("M 1")
    assert "doi" in crab.source and crab.bibcode == "2006A&A...457..899A" and magic.curve.name == "MAGIC 2015"
    assert [each.bibcode for each in published("HESS J0852-463")] == ["2018A&A...612A...7H"]
    assert [each.bibcode for each in published("NGC 5128")] == ["2018A&A...619A..71H"]
    assert published("nothing of the kind") == ()
    at_one = crab.curve.at(1.0)
    assert at_one == pytest.approx(3.76e-11 * math.exp(-0.0699301), rel=1e-3)
    assert crab.curve.at(0.3) is None
    with pytest.raises(InputError, match="'X' cannot be read"):
        read_published("# %ECSV 1.0\n# ---\n# datatype:\n# - {name: name, datatype: string}\nname\nX\n", "own.ecsv")
    assert published_for((crab,), ("Vela X",)) == ()


def test_each_published_row_is_whole_and_about_a_source_that_is_known() -> None:
    rows = read_published(shipped(PUBLISHED), PUBLISHED)
    known = {source.name for source in targets.parse(shipped(CATALOG), CATALOG).rows}
    assert {row.target for row in rows} <= known and len({row.target for row in rows}) >= 7
    for row in rows:
        assert re.fullmatch(r"\d{4}[A-Za-z&.]{5}[\d.]{4}[A-Z.][\d.]{4}[A-Z]", row.bibcode), row.bibcode
        assert "doi:10." in row.source and row.bibcode[:4] in row.source
        assert 1e-15 < (row.curve.at(1.0) or 0) < 1e-10 and 0.01 < row.curve.energy[0] < row.curve.energy[-1] < 100
    assert len({(row.target, row.curve.name) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("target", "above", "flux", "error"),
    [("Crab Nebula", 1.0, 2.26e-11, 0.08e-11), ("Vela X", 1.0, 1.28e-11, 0.17e-11)],
)
def test_the_integral_of_a_published_curve_is_the_flux_that_its_abstract_says(
    target: str, above: float, flux: float, error: float
) -> None:
    curve = published(target)[0].curve
    ends = [(e, f / e**2) for e, f in zip(curve.energy, curve.flux, strict=True) if e >= above]
    steps = pairwise(ends)
    found = sum((right - left) * (low + high) / 2 for (left, low), (right, high) in steps)
    assert found == pytest.approx(flux, abs=2 * error), (
        "the curve begins a little above, and ends where it was measured"
    )


@pytest.mark.parametrize(
    ("energy", "flux", "error"),
    [(0.2282, 2.573e-10, 1.92e-11), (0.5409, 1.566e-11, 1.23e-12), (0.9623, 2.181e-12, 2.75e-13)],
)
def test_the_curve_of_pks_2155_runs_through_its_published_points(energy: float, flux: float, error: float) -> None:
    """Three points of Figure 5 of the publication, as the H.E.S.S. pages list them."""
    (found,) = published("PKS 2155-304")
    assert (found.curve.at(energy) or 0) / energy**2 == pytest.approx(flux, abs=2 * error)


def test_counts_add_up_and_their_significance_is_li_and_ma_s() -> None:
    runs = [found for run, said in sample.MERGED["runs"].items() if (found := counts_of(run, said))]
    whole = total(runs)
    assert whole is not None and (whole.on, whole.off, whole.livetime_s) == (303, 390, 4680.0)
    assert whole.excess == pytest.approx(264.0)
    assert li_ma(10, 10, 1.0) == 0 and li_ma(0, 20, 0.5) < 0
    assert li_ma(30, 10, 1.0) == pytest.approx(math.sqrt(2 * (30 * math.log(1.5) + 10 * math.log(0.5))))
    assert counts_of("900001", {"on": 3}) is None and counts_of("x", sample.run(3)) is None
    assert constancy([(2.0, 1.0), (4.0, 1.0)]) == (3.0, 2.0, 1) and constancy([(1.0, 0.0)]) is None


def test_the_normal_distribution_is_that_of_pixels_off_the_source() -> None:
    values, outside = sample.significances(), sample.off_source()
    found = significances(values, outside)
    off = [value for value, out in zip(values, outside, strict=True) if out and math.isfinite(value)]
    assert found is not None and found.number == len(off) == sum(found.off_source)
    assert found.mean == pytest.approx(sum(off) / len(off))
    area = sum(found.gaussian(edge + 0.1) for edge in found.edges)
    assert area == pytest.approx(found.number, rel=0.02)
    assert significances(values, [0.0] * len(values)) is None


def test_theta2_adds_only_what_has_the_same_bins() -> None:
    one, odd = Theta2(0.2, (3, 1), (1, 1)), Theta2(0.1, (9, 9), (9, 9))
    assert add([one, one, odd]) == Theta2(0.2, (6, 2), (2, 2))
    assert theta2_of({"max": 0.2, "on": [1, 2], "off": [1]}) is None
    assert one.within(0.1) == (3, 1)


def test_two_productions_stand_side_by_side() -> None:
    runs = [found for run, said in sample.MERGED["runs"].items() if (found := counts_of(run, said))]
    table = runs_beside(runs[:2], runs[1:], ("#1", "#2"))
    assert [column.name for column in table.columns][:3] == ["Run", "On #1", "On #2"]
    assert [row[:3] for row in table.rows] == [("900001", "98", ""), ("900002", "92", "92"), ("900003", "", "113")]
    ours, theirs = Fitted("Γ", "2.4", "0.1", "", ""), Fitted("Γ", "2.64", "0.2", "", "")
    assert fits_beside([ours], [theirs, Fitted("β", "1", "", "", "")], ("#1", "#2")).rows == (
        ("Γ", "2.4", "0.1", "2.64", "0.2", "1.100"),
        ("β", "", "", "1", "", ""),
    )


def test_tables_are_written_and_read_again() -> None:
    table = point_table(spectrum_of(sample.SPECTRUM, sample.CURVE))
    back = read_ecsv(ecsv(table).decode(), "points.ecsv")
    assert back.rows == table.rows and back.columns[3].unit == "TeV cm-2 s-1"
    (found,) = read_tables(fits(table, "it's"), "points.fits")
    assert found.columns["FLUX"] == [float(row[3]) for row in table.rows] and found.name == "it's"
    assert found.columns["KIND"] == ["point", "point", "upper limit"]
    assert votable(table, "<points>").count(b"<TR>") == 3 and b'"&lt;points&gt;"' in votable(table, "<points>")
    with pytest.raises(InputError, match="no image"):
        read_image(fits(table, "points"), "points.fits")
    assert run_table([], {}).rows == ()
