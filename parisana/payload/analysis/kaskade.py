"""Kaskade: analytic air showers of one row, with the Cherenkov light that each sends to the ground.

Not a cascade of particles: depth of maximum, its spread and the light yield follow from energy and primary by
textbook formulas (Heitler's model, a thin exponential atmosphere). Shapes and rates are indicative.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .job import BadInput, Job, Json
from .rows import row_of
from .seeds import generator

#: g/cm²: radiation length, mean depth of maximum of a gamma ray of 1 TeV, and the whole atmosphere.
RADIATION_LENGTH, DEPTH_1TEV, GROUND_DEPTH = 37.0, 300.0, 1033.0
SCALE_HEIGHT = 8400.0
SITES = {"Namibia": 1800.0}
#: Cherenkov photons (300–650 nm) on a square metre near the axis, for a gamma ray of 1 TeV at the zenith.
LIGHT_1TEV = 100.0

SHOWER = np.dtype(
    [
        ("energy", "f4"),
        ("x", "f4"),
        ("y", "f4"),
        ("off_x", "f4"),
        ("off_y", "f4"),
        ("depth", "f4"),
        ("height", "f4"),
        ("light", "f4"),
        ("width", "f4"),
    ]
)


@dataclass(frozen=True, slots=True)
class Primary:
    """What tells the showers of a primary apart."""

    depth: float
    """Shift of the depth of maximum, in g/cm²."""
    spread: float
    light: float
    """Relative to a gamma ray of the same energy."""
    light_spread: float
    width: float
    """Of the emitting region, in m."""


PRIMARIES = {
    1: Primary(0.0, 45.0, 1.0, 0.10, 14.0),
    3: Primary(-10.0, 45.0, 1.0, 0.10, 14.0),
    13: Primary(80.0, 75.0, 0.45, 0.45, 30.0),
}


def run(job: Job) -> Json:
    """Make one job's showers."""
    row, common = row_of(job), job.parameters["production"]
    primary, altitude = PRIMARIES.get(int(common["primary"])), SITES.get(str(common["site"]))
    if primary is None or altitude is None:
        raise BadInput(f"Showers of primary {common['primary']} at {common['site']} cannot be simulated.")
    made = showers(job, row, primary, altitude, generator(job))
    np.save(job.output / "showers.npy", made)
    return {"showers": len(made), "seed": job.runs[0], "zenith": row["zenith"], "azimuth": row["azimuth"]}


def showers(job: Job, row: Json, primary: Primary, altitude: float, draw: np.random.Generator) -> Any:
    """Draw the showers of a row."""
    made = np.zeros(int(row["showers_per_job"]), SHOWER)
    cosine = math.cos(math.radians(float(row["zenith"])))
    made["energy"] = energies(row, draw, len(made))
    scatter(made, "x", "y", float(row["rhomin_m"]), float(row["rhomax_m"]), draw)
    scatter(made, "off_x", "off_y", 0.0, float(job.get("cone", 0.0)), draw)
    made["depth"] = depths(made["energy"], primary, draw)
    made["height"] = SCALE_HEIGHT * np.log(GROUND_DEPTH / (made["depth"] * cosine)) - altitude
    made["light"] = light(made, primary, cosine, float(job.get("transmission", 0.8)), draw)
    made["width"] = primary.width * draw.normal(1.0, 0.15, len(made)).clip(0.5, 2.0)
    return made


def energies(row: Json, draw: np.random.Generator, number: int) -> Any:
    """Draw energies (TeV) from the row's power law."""
    low, high, power = float(row["emin_tev"]), float(row["emax_tev"]), 1.0 - float(row["index"])
    share = draw.random(number)
    if abs(power) < 1e-9:
        return low * (high / low) ** share
    return (low**power + share * (high**power - low**power)) ** (1.0 / power)


def scatter(made: Any, x: str, y: str, inner: float, outer: float, draw: np.random.Generator) -> None:
    """Spread points evenly over a ring."""
    radius = np.sqrt(inner**2 + draw.random(len(made)) * (outer**2 - inner**2))
    angle = 2.0 * math.pi * draw.random(len(made))
    made[x], made[y] = radius * np.cos(angle), radius * np.sin(angle)


def depths(energy: Any, primary: Primary, draw: np.random.Generator) -> Any:
    """Draw depths of maximum: one radiation length deeper for each factor e in energy."""
    mean = DEPTH_1TEV + primary.depth + RADIATION_LENGTH * np.log(energy)
    return (mean + draw.normal(0.0, primary.spread, len(energy))).clip(80.0, 0.9 * GROUND_DEPTH)


def light(made: Any, primary: Primary, cosine: float, transmission: float, draw: np.random.Generator) -> Any:
    """Return photons on a square metre near the axis: fewer from farther, and through more air."""
    distance = np.maximum(made["height"], 500.0) / cosine
    nearer = (9000.0 / distance) ** 2
    through = transmission ** (1.0 / cosine - 1.0)
    spread = draw.lognormal(0.0, primary.light_spread, len(made))
    return LIGHT_1TEV * primary.light * made["energy"] ** 1.05 * nearer * through * spread
