"""The light curve: the integral flux of each run, or of each night, for a source whose spectrum keeps its shape."""

from __future__ import annotations

from collections.abc import Iterable

import astropy.units as u
import numpy as np
from astropy.table import Table
from astropy.time import Time
from gammapy.datasets import Datasets, SpectrumDatasetOnOff
from gammapy.modeling.models import SkyModel, SpectralModel
from gammapy.stats import WStatCountsStatistic

from .counting import sigmas
from .job import Job, Json

#: Fluxes are integrated up to this energy, in TeV; runs that are farther apart than this, in days, are of two nights.
HIGHEST, APART = 100.0, 8 / 24
FLUX = "cm-2 s-1"
COLUMNS = ("runs", "time_min", "time_max", "flux", "flux_err", "flux_ul", "is_ul", "sqrt_ts", "on", "off", "alpha",
           "livetime", "e_ref", "e_min", "e_max")  # fmt: skip
UNITS = {"time_min": "d", "time_max": "d", "e_ref": "TeV", "e_min": "TeV", "e_max": "TeV", "flux": FLUX,
         "flux_err": FLUX, "flux_ul": FLUX, "livetime": "s"}  # fmt: skip


def light_curve(datasets: Datasets, masks: list[np.ndarray], model: SpectralModel, job: Job) -> Json:
    """Write ``light-curve.ecsv`` and return its rows; energy bins where a mask is false do not count."""
    lowest = float(job.get("flux_above", 1.0))
    flux = float(model.integral(lowest * u.TeV, HIGHEST * u.TeV).to_value(FLUX))
    counted = [counts_of(dataset, mask, model) for dataset, mask in zip(datasets, masks, strict=True)]
    parts = nights(counted) if job.get("light_curve") == "night" else [[each] for each in in_order(counted)]
    known = [found for part in parts if (found := added(part))["expected"] > 0 and found["alpha"] > 0]
    rows = [with_flux(found, flux, job) for found in known]
    if rows:
        write(rows, lowest, job)
    return {"energy_min_tev": lowest, "confidence": confidence(job), "rows": rows}


def counts_of(dataset: SpectrumDatasetOnOff, mask: np.ndarray, model: SpectralModel) -> Json:
    """Return when a run was, its counts, and the excess that the model expects in it. Times are MJDs, in UTC."""
    dataset.models = [SkyModel(model, name="source")]
    alpha = np.nan_to_num(dataset.alpha.data[mask])
    off = dataset.counts_off.data[mask]
    return {
        "runs": [int(str(dataset.name).removeprefix("pha_").removeprefix("obs"))],
        "time_min": float(dataset.gti.time_start.min().utc.mjd),
        "time_max": float(dataset.gti.time_stop.max().utc.mjd),
        "on": int(dataset.counts.data[mask].sum()),
        "off": int(off.sum()),
        "background": float((alpha * off).sum()),
        "alpha": float(alpha.mean()) if alpha.size else 0.0,
        "expected": float(dataset.npred_signal().data[mask].sum()),
        "livetime_s": float(dataset.exposure.meta["livetime"].to_value("s")),
    }


def in_order(counted: Iterable[Json]) -> list[Json]:
    """Return runs in the order of time."""
    return sorted(counted, key=lambda each: (each["time_min"], each["runs"]))


def nights(counted: Iterable[Json]) -> list[list[Json]]:
    """Return the runs of each night."""
    found: list[list[Json]] = []
    for each in in_order(counted):
        if not found or each["time_min"] - max(run["time_max"] for run in found[-1]) > APART:
            found.append([])
        found[-1].append(each)
    return found


def added(part: list[Json]) -> Json:
    """Return the sum of runs; alpha is what makes the sum of their OFF counts give the sum of their backgrounds."""
    whole = {name: sum(each[name] for each in part) for name in ("on", "off", "background", "expected", "livetime_s")}
    alpha = whole["background"] / whole["off"] if whole["off"] else sum(each["alpha"] for each in part) / len(part)
    begin, end = min(each["time_min"] for each in part), max(each["time_max"] for each in part)
    runs = [run for each in part for run in each["runs"]]
    return {**whole, "alpha": alpha, "runs": runs, "time_min": begin, "time_max": end}


def with_flux(found: Json, flux: float, job: Job) -> Json:
    """Return counts with flux, error and upper limit: the model's flux times measured over expected excess.

    Where fewer events were seen than the background gives, the limit is that of a measurement without excess.
    """
    measured = WStatCountsStatistic(found["on"], found["off"], found["alpha"])
    without_deficit = WStatCountsStatistic(max(found["on"], found["background"]), found["off"], found["alpha"])
    limit = float(without_deficit.compute_upper_limit(sigmas(confidence(job) / 100.0)))
    scale, significance = flux / found["expected"], float(measured.sqrt_ts)
    return {
        **{name: found[name] for name in ("runs", "time_min", "time_max", "on", "off", "alpha", "livetime_s")},
        "flux": float(measured.n_sig) * scale,
        "flux_err": float(measured.error) * scale,
        "flux_ul": limit * scale,
        "sqrt_ts": significance,
        "is_ul": significance < float(job.get("min_significance", 2.0)),
    }


def confidence(job: Job) -> float:
    """Return the confidence level of upper limits, in %."""
    return float(job.get("upper_limit", 95.0))


def write(rows: list[Json], lowest: float, job: Job) -> None:
    """Write the table, in gammapy's words, a row a line: times are MJDs, in UTC."""
    table = Table([{**row, "runs": " ".join(map(str, row["runs"]))} for row in rows])
    table.rename_column("livetime_s", "livetime")
    for name, value in {"e_ref": np.sqrt(lowest * HIGHEST), "e_min": lowest, "e_max": HIGHEST}.items():
        table[name] = value
    for name, unit in UNITS.items():
        table[name].unit = unit
    table = table[COLUMNS]
    origin = Time(0.0, format="mjd", scale="utc")
    table.meta = {"SED_TYPE": "flux", "TIMESYS": "utc", "TIMEUNIT": "d", "MJDREFI": int(origin.mjd), "MJDREFF": 0.0,
                  "UL_CONF": confidence(job) / 100.0}  # fmt: skip
    table.write(job.output / "light-curve.ecsv", format="ascii.ecsv", overwrite=True)
