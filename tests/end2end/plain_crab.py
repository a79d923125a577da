"""Run by the analysis Python: the four H.E.S.S. Crab runs by a plain serial gammapy script, as a peer would write it.

Nothing of Parisana is used; the settings are those of the profile ``crab-hess-dr1``. Prints one JSON document.
"""

import json
import sys

import astropy.units as u
from astropy.coordinates import SkyCoord
from gammapy.data import DataStore
from gammapy.datasets import Datasets, SpectrumDataset
from gammapy.makers import ReflectedRegionsBackgroundMaker, ReflectedRegionsFinder, SafeMaskMaker, SpectrumDatasetMaker
from gammapy.maps import MapAxis, RegionGeom, WcsGeom
from gammapy.modeling import Fit
from gammapy.modeling.models import PowerLawSpectralModel, SkyModel
from regions import CircleSkyRegion

RUNS = [23523, 23526, 23559, 23592]
CRAB = SkyCoord(83.633, 22.014, unit="deg", frame="icrs")


def reduced(store: str) -> Datasets:
    """Return the ON and OFF spectra of the runs."""
    energy = MapAxis.from_energy_bounds("0.3 TeV", "40 TeV", nbin=20)
    energy_true = MapAxis.from_energy_bounds("0.1 TeV", "100 TeV", nbin=48, name="energy_true")
    geom = RegionGeom.create(CircleSkyRegion(CRAB, 0.11 * u.deg), axes=[energy])
    empty = SpectrumDataset.create(geom, energy_axis_true=energy_true)
    wide = WcsGeom.create(skydir=CRAB, width=6 * u.deg, binsz=0.02, frame="icrs", proj="TAN")
    mask = wide.region_mask([CircleSkyRegion(CRAB, 0.3 * u.deg)], inside=False)
    maker = SpectrumDatasetMaker(
        selection=["counts", "exposure", "edisp"], containment_correction=True, use_region_center=True
    )
    finder = ReflectedRegionsFinder(min_distance_input=0.1 * u.deg)
    background = ReflectedRegionsBackgroundMaker(region_finder=finder, exclusion_mask=mask)
    safe = SafeMaskMaker(methods=["aeff-max"], aeff_percent=10)
    spectra = Datasets()
    for whole in DataStore.from_dir(store).get_observations(RUNS, required_irf=["aeff", "edisp", "psf"]):
        run = whole.select_time(whole.gti.time_intervals[0])  # the files hold events up to 0.7 s past the good time
        dataset = maker.run(empty.copy(name=f"obs{run.obs_id}"), run)
        spectra.append(safe.run(background.run(dataset, run), run))
    return spectra


def counts(dataset: SpectrumDataset) -> dict[str, float]:
    """Return what is counted of one run within its safe energies."""
    info = dataset.info_dict()
    livetime = float(u.Quantity(info["livetime"]).to_value("s"))
    return {"on": int(info["counts"]), "off": int(info["counts_off"]), "livetime_s": livetime}


def power_law(spectra: Datasets) -> dict[str, float]:
    """Fit a power law to the sum of all runs, from 0.5 to 40 TeV."""
    stacked = spectra.stack_reduce(name="stacked")
    spectrum = PowerLawSpectralModel(index=2.4, amplitude="1e-11 cm-2 s-1 TeV-1", reference="1 TeV")
    stacked.models = [SkyModel(spectral_model=spectrum, name="crab")]
    stacked.mask_fit = stacked.counts.geom.energy_mask(0.5 * u.TeV, 40 * u.TeV)
    Fit().run([stacked])
    return {"index": spectrum.index.value, "norm": spectrum.amplitude.value}


found = reduced(sys.argv[1])
runs = {dataset.name.removeprefix("obs"): counts(dataset) for dataset in found}
significance = float(found.info_table(cumulative=True)["sqrt_ts"][-1])
print(json.dumps({"runs": runs, "significance": significance, "fitted": power_law(found)}))
