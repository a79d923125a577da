"""ON and OFF spectra of one run with reflected regions, as the four OGIP files."""

from __future__ import annotations

from typing import Any

import astropy.units as u
from gammapy.data import Observation
from gammapy.datasets import SpectrumDataset, SpectrumDatasetOnOff
from gammapy.makers import ReflectedRegionsBackgroundMaker, ReflectedRegionsFinder, SafeMaskMaker, SpectrumDatasetMaker
from gammapy.maps import RegionGeom, WcsNDMap
from regions import CircleSkyRegion

from .axes import energy_axes
from .job import Job, Json
from .preliminary import preliminary_flux
from .target import sky_position


def reduce_spectrum(observation: Observation, job: Job, mask: WcsNDMap | None) -> Json:
    """Write the spectrum of a run; return its counts, and what they say of the flux."""
    dataset = on_off(observation, job, mask)
    counts = counts_of(dataset)
    if counts["acceptance_off"]:
        dataset.write(job.output / f"pha_obs{observation.obs_id}.fits", overwrite=True, format="ogip")
        counts["flux"] = preliminary_flux(dataset, job)
    return counts


def on_off(observation: Observation, job: Job, mask: WcsNDMap | None) -> SpectrumDatasetOnOff:
    """Extract the ON circle and as many OFF circles as there is room for."""
    reco, true = energy_axes(job)
    radius = float(job.get("on_radius", 0.11)) * u.deg
    circle = CircleSkyRegion(sky_position(job.of("target")["position"]), radius)
    empty = SpectrumDataset.create(RegionGeom.create(circle, axes=[reco]), true, name=f"obs{observation.obs_id}")
    correct = bool(job.get("containment_correction", True))
    maker = SpectrumDatasetMaker(
        selection=["counts", "exposure", "edisp"], containment_correction=correct, use_region_center=True
    )
    dataset = off_maker(job, mask).run(maker.run(empty, observation), observation)
    return safe_maker(job).run(dataset, observation)


def off_maker(job: Job, mask: WcsNDMap | None) -> ReflectedRegionsBackgroundMaker:
    """Return the maker of OFF regions as the background tab describes them."""
    background = job.of("background")
    finder = ReflectedRegionsFinder(
        min_distance=float(background.get("min_gap") or 0.0) * u.deg,
        min_distance_input=float(background.get("min_gap_on") or 0.1) * u.deg,
        max_region_number=int(background.get("max_regions") or 10000),
    )
    return ReflectedRegionsBackgroundMaker(region_finder=finder, exclusion_mask=mask)


def safe_maker(job: Job) -> SafeMaskMaker:
    """Keep the energies where the effective area is a fair part of its maximum."""
    percent = float(job.get("safe_area", 10.0))
    return SafeMaskMaker(methods=["aeff-max"], aeff_percent=percent) if percent else SafeMaskMaker(methods=[])


def counts_of(dataset: SpectrumDatasetOnOff) -> Json:
    """Return the counts of a run within its safe energies."""
    info: dict[str, Any] = dataset.info_dict()
    acceptance, off = float(info.get("acceptance") or 0), float(info.get("acceptance_off") or 0)
    return {
        "on": int(info["counts"]),
        "off": int(info.get("counts_off") or 0),
        "acceptance": acceptance,
        "acceptance_off": off,
        "alpha": float(info["alpha"]) if off else 0.0,
        "livetime_s": float(u.Quantity(info["livetime"]).to_value("s")),
        "threshold_tev": float(dataset.energy_range[0].quantity.min().to_value("TeV")),
    }
