"""The flux of one run before there is a spectrum: measured over expected excess of a power law that is assumed."""

from __future__ import annotations

import astropy.units as u
from gammapy.datasets import SpectrumDatasetOnOff
from gammapy.modeling.models import PowerLawSpectralModel

from .job import Job, Json
from .lightcurve import FLUX, HIGHEST, confidence, counts_of, with_flux

#: Fluxes are integrated from this energy, in TeV.
LOWEST = 1.0
#: What stands in the row of the run already.
KNOWN = ("runs", "on", "off", "alpha", "livetime_s")


def preliminary_flux(dataset: SpectrumDatasetOnOff, job: Job) -> Json | None:
    """Return when a run was, and its integral flux; nothing where its responses expect no events."""
    index = float(job.get("reference_index", 2.5))
    model = PowerLawSpectralModel(index=index)
    found = counts_of(dataset, dataset.mask_safe.data, model)
    if found["expected"] <= 0 or found["alpha"] <= 0:
        return None
    flux = float(model.integral(LOWEST * u.TeV, HIGHEST * u.TeV).to_value(FLUX))
    measured = {name: value for name, value in with_flux(found, flux, job).items() if name not in KNOWN}
    return {"index": index, "energy_min_tev": LOWEST, "confidence": confidence(job), **measured}
