"""Spectrum: a model fitted to the merged spectra, flux points, and how it compares with what was injected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import astropy.units as u
import numpy as np
from gammapy.datasets import Datasets, SpectrumDatasetOnOff
from gammapy.maps import RegionNDMap
from gammapy.modeling import Fit
from gammapy.modeling.models import SkyModel, SpectralModel

from . import models
from .job import BadInput, Job, Json, read_json, write_json

CURVE_POINTS = 60


def run(job: Job) -> Json:
    """Fit, compare, and write what the plots need."""
    folder = job.folder("merging")
    separate = read_spectra(folder)
    stacked = Datasets([separate.stack_reduce(name="stacked")])
    stacked[0].write(job.output / "pha_stacked.fits", overwrite=True, format="ogip")
    datasets = separate if job.get("method", "stacked") == "joint" else stacked
    kind = models.kind(job.parameters)
    model, statistics = fitted(datasets, kind, job)
    result = {"model": kind, "reference_tev": reference(job), **models.read_back(kind, model), **statistics}
    result.update(integral_flux(model))
    result.update(compared(result, job))
    write_json(job.output / "curve.json", curves(model, result, stacked[0], job))
    if job.get("flux_points", "none") != "none":
        from .fluxpoints import flux_points  # costs time that a fit alone should not pay

        result["flux_points"] = flux_points(datasets, job)
    if job.get("light_curve", "none") != "none":
        from .lightcurve import light_curve

        masks = [energy_mask(dataset, job).data & dataset.mask_safe.data for dataset in separate]
        result["light_curve"] = light_curve(separate, masks, model, job)
    return {**result, "stacked": read_json(folder / "merging.json")["significance"]}


def read_spectra(folder: Path) -> Datasets:
    """Return the runs' spectra in the order of their numbers, however they were sliced."""
    found = {path.stem.removeprefix("pha_obs"): path for path in folder.glob("pha_obs*.fits")}
    paths = [found[number] for number in sorted((text for text in found if text.isdigit()), key=int)]
    if not paths:
        raise BadInput("There are no spectra to fit; the background method 'reflected' makes them.")
    return Datasets([SpectrumDatasetOnOff.read(path, format="ogip", name=path.stem) for path in paths])


def reference(job: Job) -> float:
    """Return the reference energy in TeV."""
    return float(job.get("reference", 1.0))


def fitted(datasets: Datasets, kind: str, job: Job) -> tuple[SpectralModel, Json]:
    """Fit the model within the chosen energies."""
    spectrum = models.build(kind, models.START, reference(job))
    datasets.models = [SkyModel(spectrum, name="source")]
    for dataset in datasets:
        dataset.mask_fit = energy_mask(dataset, job)
    fit = Fit().run(datasets)
    datasets.models.write(job.output / "model.yaml", overwrite=True)
    bins = int(sum(dataset.mask.data.sum() for dataset in datasets))
    free = len(datasets.models.parameters.free_parameters)
    return spectrum, {"success": bool(fit.success), "stat": float(fit.total_stat), "degrees": bins - free}


def energy_mask(dataset: SpectrumDatasetOnOff, job: Job) -> RegionNDMap:
    """Return which energy bins take part in the fit."""
    low, high = float(job.get("energy_min", 0.5)), float(job.get("energy_max", 40.0))
    return dataset.counts.geom.energy_mask(low * u.TeV, high * u.TeV)


def integral_flux(model: SpectralModel) -> Json:
    """Return the flux above 1 TeV, in cm-2 s-1."""
    value, error = model.integral_error(1 * u.TeV, 100 * u.TeV)[:2]
    return {"flux_1tev": float(value.to_value("cm-2 s-1")), "flux_1tev_error": float(error.to_value("cm-2 s-1"))}


def compared(result: Json, job: Job) -> Json:
    """Return the injected values, where there was a simulation, and the pulls where the models are the same."""
    simulation = job.of("mc")
    if job.of("target").get("source", "simulated") != "simulated" or not simulation:
        return {"injected": None, "pulls": {}}
    injected = models.values_of(simulation)
    same = models.kind(simulation) == result["model"] and float(simulation.get("reference") or 1.0) == reference(job)
    names = [name for name, error in result["errors"].items() if same and error > 0 and np.isfinite(error)]
    pulls = {name: (result["fitted"][name] - injected[name]) / result["errors"][name] for name in names}
    return {"injected": injected, "injected_model": models.kind(simulation), "pulls": pulls}


def curves(model: SpectralModel, result: Json, dataset: SpectrumDatasetOnOff, job: Job) -> Json:
    """Return fitted and injected curve, and the counts with their expectation, as plain numbers."""
    low, high = float(job.get("energy_min", 0.5)), float(job.get("energy_max", 40.0))
    energy = np.geomspace(low, high, CURVE_POINTS)
    value, *errors = model.evaluate_error(energy * u.TeV)
    flux: dict[str, Any] = {"energy": energy, "dnde": value.to_value(models.FLUX)}
    flux["low"], flux["high"] = (flux["dnde"] + sign * error.to_value(models.FLUX) for sign, error in bounds(errors))
    if result["injected"]:
        simulation = job.of("mc")
        truth = models.build(models.kind(simulation), result["injected"], float(simulation.get("reference") or 1.0))
        flux["injected"] = truth(energy * u.TeV).to_value(models.FLUX)
    dataset.models = [SkyModel(model, name="source")]
    return {"flux": {name: list(map(float, values)) for name, values in flux.items()}, "counts": binned(dataset, job)}


def bounds(errors: list[u.Quantity]) -> list[tuple[int, u.Quantity]]:
    """Return lower and upper error with their signs; one error serves as both."""
    return [(-1, errors[0]), (1, errors[-1])]


def binned(dataset: SpectrumDatasetOnOff, job: Job) -> Json:
    """Return excess, its error and the expected excess by energy, within the fit range."""
    mask = (energy_mask(dataset, job).data & dataset.mask_safe.data).ravel()
    on, off, alpha = (values.data.ravel() for values in (dataset.counts, dataset.counts_off, dataset.alpha))
    alpha = np.nan_to_num(alpha)
    edges = dataset.counts.geom.axes["energy"].edges.to_value("TeV")
    columns = {
        "low": edges[:-1],
        "high": edges[1:],
        "excess": on - alpha * off,
        "error": np.sqrt(on + alpha**2 * off),
        "expected": dataset.npred_signal().data.ravel(),
    }
    return {name: list(map(float, values[mask])) for name, values in columns.items()}
