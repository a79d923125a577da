"""Random numbers of one job: they depend on its seed alone."""

from __future__ import annotations

import numpy as np

from .job import Job


def generator(job: Job) -> np.random.Generator:
    """Return the generator of a unit's job, whose one run is its seed."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(job.runs[0])))
