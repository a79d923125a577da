"""What the window draws is what the analysis programs have written: its numbers against gammapy's and astropy's."""

from __future__ import annotations

import gzip
import json
import math
import subprocess
from pathlib import Path

import pytest

from parisana.core.results.fitsimage import SkyImage, read_image
from parisana.core.results.histograms import significances, theta2_of
from parisana.core.results.light_curve import LightCurve, light_curve_of, preliminary
from parisana.core.results.significance import counts_of, total
from parisana.core.results.spectra import spectrum_of
from parisana.core.results.tablefiles import ecsv, fits, votable
from parisana.core.texts.ecsvtable import read_ecsv

from .conftest import Analysis, interpreter

pytestmark = pytest.mark.xdist_group("payload")

#: Prints where astropy sees some pixels of a map, and what is in them.
LOOK = """
import json, sys
from astropy.io import fits
from astropy.wcs import WCS
with fits.open(sys.argv[1]) as hdus:
    data, wcs = hdus[0].data.squeeze(), WCS(hdus[0].header).celestial
    places = [(0, 0), (7, 30), (21, 19), (data.shape[1] - 1, data.shape[0] - 1)]
    print(json.dumps([[x, y, float(data[y, x]), *map(float, wcs.wcs_pix2world(x, y, 0))] for x, y in places]))
"""
#: Prints what astropy reads from the same table written in three ways.
READ = """
import json, sys
from astropy.table import Table
for file, kind in zip(sys.argv[1:], ("ascii.ecsv", "fits", "votable")):
    table = Table.read(file, format=kind)
    print(json.dumps([table.colnames, [float(each) for each in table[table.colnames[3]]]]))
"""


#: Prints when runs were, and what gammapy's own estimator of light curves makes of their spectra with the same model.
ESTIMATE = """
import json, sys
from pathlib import Path
import astropy.units as u
from gammapy.datasets import Datasets, SpectrumDatasetOnOff
from gammapy.estimators import LightCurveEstimator
from gammapy.modeling.models import Models, PowerLawSpectralModel, SkyModel
merging, model, lowest = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
files = sorted(merging.glob("pha_obs90000?.fits"))
datasets = Datasets([SpectrumDatasetOnOff.read(file, format="ogip", name=file.stem) for file in files])
assumed = [SkyModel(PowerLawSpectralModel(index=float(model)), name="source")] if model[0].isdigit() else None
datasets.models = assumed or Models.read(model)
for each in datasets:
    each.mask_fit = each.counts.geom.energy_mask(lowest * u.TeV, 40 * u.TeV)
found = LightCurveEstimator(energy_edges=[lowest, 40] * u.TeV, source="source", selection_optional=None).run(datasets)
whole = datasets.models[0].spectral_model.integral(1 * u.TeV, 100 * u.TeV).to_value("cm-2 s-1")
for at, (norm, error) in enumerate(zip(found.norm.data.ravel(), found.norm_err.data.ravel())):
    print(json.dumps([found.geom.axes["time"].time_min[at].unix, float(norm * whole), float(error * whole)]))
"""


def asked(program: str, *words: Path | str) -> list[str]:
    """Run a program under the Python of the analysis."""
    found = subprocess.run([interpreter(), "-c", program, *words], capture_output=True, text=True, check=True)
    return found.stdout.splitlines()


def map_of(sliced: Analysis, name: str) -> SkyImage:
    """Read a map as the window does."""
    return read_image(gzip.decompress((sliced.path("morphology") / name).read_bytes()), name)


def test_pixels_and_their_places_are_astropy_s(sliced: Analysis) -> None:
    found = map_of(sliced, "significance.fits.gz")
    (line,) = asked(LOOK, sliced.path("morphology") / "significance.fits.gz")
    for x, y, value, ra, dec in json.loads(line):
        assert found.at(x, y) == value or (math.isnan(found.at(x, y)) and math.isnan(value))
        assert found.plane.to_sky(x, y) == pytest.approx((ra, dec), abs=1e-9)


def test_peak_and_normal_distribution_are_the_stage_s_own(sliced: Analysis) -> None:
    image, told = map_of(sliced, "significance.fits.gz"), sliced.result("morphology")
    value, ra, dec = image.peak
    assert value == pytest.approx(told["peak_significance"])
    assert (ra, dec) == pytest.approx((told["peak"]["lon"], told["peak"]["lat"]), abs=1e-9)
    found = significances(image.values, map_of(sliced, "off-source.fits.gz").values)
    assert found is not None
    assert (found.mean, found.width) == pytest.approx((told["off_source_mean"], told["off_source_width"]), abs=1e-9)


def test_the_sum_over_runs_is_the_merged_one(sliced: Analysis) -> None:
    merged = sliced.result("merging")
    found = total(each for run, said in merged["runs"].items() if (each := counts_of(run, said)))
    assert found is not None and (found.on, found.off) == (merged["on"], merged["off"])
    assert found.significance == pytest.approx(merged["significance"])
    histogram = theta2_of(merged["theta2"])
    assert histogram is not None and sum(histogram.on) == sum(merged["theta2"]["on"])


def test_flux_points_are_those_of_the_table(sliced: Analysis) -> None:
    folder = sliced.path("spectrum")
    found = spectrum_of(sliced.result("spectrum"), json.loads((folder / "curve.json").read_text()))
    table = read_ecsv((folder / "flux-points.ecsv").read_text(), "flux-points.ecsv")
    at = {column.name: number for number, column in enumerate(table.columns)}
    written = {float(row[at["e_ref"]]): float(row[at["dnde"]]) for row in table.rows}
    assert found.points and found.fit is not None
    for each in found.points:
        assert each.flux == pytest.approx(each.energy**2 * written[each.energy])


def test_the_light_curve_is_gammapy_s_and_its_table_says_the_same(sliced: Analysis) -> None:
    found = light_curve_of(sliced.result("spectrum"))
    table = read_ecsv((sliced.path("spectrum") / "light-curve.ecsv").read_text(), "light-curve.ecsv")
    at = {column.name: number for number, column in enumerate(table.columns)}
    assert [float(row[at["flux"]]) for row in table.rows] == [point.flux for point in found.points]
    assert [row[at["runs"]] for row in table.rows] == ["900001", "900002"]
    agrees(found, asked(ESTIMATE, sliced.path("merging"), sliced.path("spectrum") / "model.yaml", "0.5"))
    mean, chi2, degrees = found.constancy or (0, 99, 0)
    assert mean == pytest.approx(sliced.result("spectrum")["flux_1tev"], rel=0.05) and chi2 < 9 and degrees == 1


def agrees(found: LightCurve, told: list[str]) -> None:
    """Compare with gammapy's estimator, which fits bin by bin: fluxes to a fifth of their error, errors to a tenth."""
    lines = [json.loads(line) for line in told]
    assert len(lines) == len(found.points) == 2
    for point, (begin, flux, error) in zip(found.points, lines, strict=True):
        assert point.begin == pytest.approx(begin, abs=1e-3) and not point.below
        assert point.flux == pytest.approx(flux, abs=0.2 * error) and point.error == pytest.approx(error, rel=0.1)
        assert point.flux + point.error < point.limit < point.flux + 3 * point.error


def test_the_fluxes_of_slices_are_gammapy_s_for_the_assumed_power_law(sliced: Analysis) -> None:
    slices = [sliced.result("microdst", f"slice-00{number}")["runs"] for number in (1, 2)]
    found = preliminary({run: said for part in slices for run, said in part.items()})
    assert (found.index, found.above) == (2.5, 1.0)
    assert found == preliminary(sliced.result("merging")["runs"]), "they are there after the merging, too"
    agrees(found, asked(ESTIMATE, sliced.path("merging"), "2.5", "0.3"))
    fitted = light_curve_of(sliced.result("spectrum"))
    for one, other in zip(found.points, fitted.points, strict=True):
        assert (one.begin, one.runs) == (other.begin, other.runs)
        assert one.flux == pytest.approx(other.flux, rel=0.2), "a power law of another index, and more energies"


def test_tables_that_are_saved_are_read_by_astropy(sliced: Analysis, tmp_path: Path) -> None:
    from parisana.core.results.tables import run_table

    runs = [each for run, said in sliced.result("merging")["runs"].items() if (each := counts_of(run, said))]
    table = run_table(runs, {900001: 1.1e9})
    files = [tmp_path / name for name in ("runs.ecsv", "runs.fits", "runs.vot")]
    for file, data in zip(files, (ecsv(table), fits(table, "runs"), votable(table, "runs")), strict=True):
        file.write_bytes(data)
    for line in asked(READ, *files):
        names, off = json.loads(line)
        # What stands for a column in a VOTable has no spaces.
        assert [name.replace("_", " ") for name in names] == [column.name for column in table.columns]
        assert off == [run.off for run in runs]
