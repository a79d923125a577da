"""Theta squared of one run: events around the target, and around its mirror image in the field of view."""

from __future__ import annotations

import astropy.units as u
import numpy as np
from astropy.coordinates import SkyCoord
from gammapy.data import Observation
from gammapy.makers.utils import ThetaSquaredTable
from gammapy.maps import MapAxis

from .job import Job, Json

BINS = 40


def theta_squared(observation: Observation, position: SkyCoord, job: Job) -> Json | None:
    """Return the two histograms, or nothing where the mirror image lies within the target's own range."""
    reach = float(job.get("theta2_max", 0.2))
    pointing = observation.get_pointing_icrs(observation.tmid)
    if 2.0 * pointing.separation(position).deg <= 2.0 * np.sqrt(reach):
        return None
    edges = MapAxis.from_edges(np.linspace(0.0, reach, BINS + 1) * u.deg**2, name="theta_sq")
    low, high, _ = job.parameters["energy"]
    table = ThetaSquaredTable([observation], edges, position, energy_edges=[low, high] * u.TeV).run()
    return {"max": reach, "on": [int(n) for n in table["counts"]], "off": [int(n) for n in table["counts_off"]]}
