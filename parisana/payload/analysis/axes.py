"""The energy axes of spectra and maps."""

from __future__ import annotations

from typing import Any

import astropy.units as u
from gammapy.maps import MapAxis

from .job import Job


def energy_axes(job: Job) -> tuple[MapAxis, MapAxis]:
    """Return reconstructed and true energy axes."""
    return axis(job.parameters["energy"], "energy"), axis(job.parameters["energy_true"], "energy_true")


def axis(value: Any, name: str) -> MapAxis:
    """Return a logarithmic energy axis from ``[min, max, nbins]`` in TeV."""
    low, high, bins = value
    return MapAxis.from_energy_bounds(low * u.TeV, high * u.TeV, nbin=int(bins), name=name)
