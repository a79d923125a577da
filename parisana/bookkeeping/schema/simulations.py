"""Monte-Carlo productions: what they simulate, their rows, and the jobs of these."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from parisana.core.jobs.states import ProductionState

from .columns import Id, Name, Word, metadata

#: What a Monte-Carlo production simulates; those of analyses have none. ``digest`` is the same for the same showers.
simulations = Table(
    "simulations",
    metadata,
    Column("production_id", Id, ForeignKey("productions.id"), primary_key=True, autoincrement=False),
    Column("type", String(16), nullable=False),
    Column("audience", String(16), nullable=False),
    Column("description", Text(65535), nullable=False),
    Column("code", Name, nullable=False),
    Column("version", Name, nullable=False),
    Column("particle", Integer, nullable=False),
    Column("configuration", Name, nullable=False),
    Column("place", Name, nullable=False),
    Column("layout", Name, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
)

#: One node of a Monte-Carlo production; ``spare`` counts how many units may still take the place of lost ones.
simulation_rows = Table(
    "simulation_rows",
    metadata,
    Column("id", Id, primary_key=True),
    Column("production_id", Id, ForeignKey("productions.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("zenith", Double, nullable=False),
    Column("azimuth", Double, nullable=False),
    Column("power", Double, nullable=False),
    Column("emin_tev", Double, nullable=False),
    Column("emax_tev", Double, nullable=False),
    Column("rhomin_m", Double, nullable=False),
    Column("rhomax_m", Double, nullable=False),
    Column("requested", BigInteger, nullable=False),
    Column("per_job", BigInteger, nullable=False),
    Column("spare", Integer, nullable=False),
    Column("state", Word(ProductionState), nullable=False),
    UniqueConstraint("production_id", "number", name="uq_simulation_rows_number"),
)

#: Jobs of rows, with their seeds; ``showers`` is what the committed output holds, ``None`` until that is there.
simulated_jobs = Table(
    "simulated_jobs",
    metadata,
    Column("job_id", Id, ForeignKey("jobs.id"), primary_key=True, autoincrement=False),
    Column("row_id", Id, ForeignKey("simulation_rows.id"), nullable=False, index=True),
    Column("seed", BigInteger, nullable=False),
    Column("showers", BigInteger),
)
