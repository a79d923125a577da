"""The tables. Nothing here is particular to one database."""

from .columns import Id, LongText, Name, Path, Word, metadata
from .counted import counters, kinds, spreads, tallies
from .elements import element_looks
from .files import files, replicas, runs, transfers
from .matching import matchings
from .readiness import declarations, needed, needed_jobs
from .simulations import simulated_jobs, simulation_rows, simulations
from .work import (
    FAILED,
    attempts,
    events,
    job_inputs,
    jobs,
    leases,
    members,
    observations,
    productions,
    revisions,
    stages,
    submissions,
)

__all__ = [
    "FAILED",
    "Id",
    "LongText",
    "Name",
    "Path",
    "Word",
    "attempts",
    "counters",
    "declarations",
    "element_looks",
    "events",
    "files",
    "job_inputs",
    "jobs",
    "kinds",
    "leases",
    "matchings",
    "members",
    "metadata",
    "needed",
    "needed_jobs",
    "observations",
    "productions",
    "replicas",
    "revisions",
    "runs",
    "simulated_jobs",
    "simulation_rows",
    "simulations",
    "spreads",
    "stages",
    "submissions",
    "tallies",
    "transfers",
]
