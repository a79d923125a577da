"""Flux points of the fitted model: quick ones, or with profiles, asymmetric errors and upper limits."""

from __future__ import annotations

import astropy.units as u
import numpy as np
from gammapy.datasets import Datasets
from gammapy.estimators import FluxPointsEstimator

from .counting import sigmas
from .job import Job, Json

COLUMNS = ("e_ref", "e_min", "e_max", "dnde", "dnde_err", "dnde_ul", "sqrt_ts", "is_ul")


def flux_points(datasets: Datasets, job: Job) -> list[Json]:
    """Write ``flux-points.ecsv`` and return its rows."""
    low, high = float(job.get("energy_min", 0.5)), float(job.get("energy_max", 40.0))
    edges = np.geomspace(low, high, int(job.get("points", 12)) + 1) * u.TeV
    optional = "all" if job.get("flux_points") == "full" else None
    confidence = float(job.get("upper_limit", 95.0)) / 100.0
    estimator = FluxPointsEstimator(
        energy_edges=edges, source="source", selection_optional=optional, n_sigma_ul=sigmas(confidence)
    )
    points = estimator.run(datasets)
    points.sqrt_ts_threshold_ul = float(job.get("min_significance", 2.0))
    table = points.to_table(sed_type="dnde", formatted=True)
    table.write(job.output / "flux-points.ecsv", format="ascii.ecsv", overwrite=True)
    return [{name: plain(row[name]) for name in COLUMNS if name in table.colnames} for row in table]


def plain(value: object) -> float | bool | None:
    """Return a table cell as plain JSON; what could not be computed is null."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    number = float(value)  # type: ignore[arg-type]  # cells of a numeric column convert
    return number if np.isfinite(number) else None
