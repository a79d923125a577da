"""Monte-Carlo productions: what they simulate, their rows, and which row and seed a job has."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
    inspect,
)

from parisana.crashpoints import reach

revision = "0008"
down_revision = "0007"

ID = BigInteger().with_variant(Integer(), "sqlite")
ANGLES = ("zenith", "azimuth", "power", "emin_tev", "emax_tev", "rhomin_m", "rhomax_m")
INDEXES = {
    "ix_simulations_digest": ("simulations", ["digest"]),
    "ix_simulated_jobs_row_id": ("simulated_jobs", ["row_id"]),
}


def upgrade() -> None:
    """Add the tables, and their indexes; each statement may be repeated."""
    op.create_table(
        "simulations",
        Column("production_id", ID, nullable=False, autoincrement=False),
        *(Column(name, String(16), nullable=False) for name in ("type", "audience")),
        Column("description", Text(65535), nullable=False),
        *(Column(name, String(255), nullable=False) for name in ("code", "version")),
        Column("particle", Integer(), nullable=False),
        *(Column(name, String(255), nullable=False) for name in ("configuration", "place", "layout")),
        Column("digest", String(64), nullable=False),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        PrimaryKeyConstraint("production_id"),
        if_not_exists=True,
    )
    reach("in-migration-0008")
    _rows()
    _jobs()
    for name, (table, columns) in INDEXES.items():
        if name not in {index["name"] for index in inspect(op.get_bind()).get_indexes(table)}:
            op.create_index(name, table, columns)


def _rows() -> None:
    op.create_table(
        "simulation_rows",
        Column("id", ID, nullable=False),
        Column("production_id", ID, nullable=False),
        Column("number", Integer(), nullable=False),
        *(Column(name, Double(), nullable=False) for name in ANGLES),
        *(Column(name, BigInteger(), nullable=False) for name in ("requested", "per_job")),
        Column("spare", Integer(), nullable=False),
        Column("state", String(16), nullable=False),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("production_id", "number", name="uq_simulation_rows_number"),
        if_not_exists=True,
    )


def _jobs() -> None:
    op.create_table(
        "simulated_jobs",
        Column("job_id", ID, nullable=False, autoincrement=False),
        Column("row_id", ID, nullable=False),
        Column("seed", BigInteger(), nullable=False),
        Column("showers", BigInteger()),
        ForeignKeyConstraint(["job_id"], ["jobs.id"]),
        ForeignKeyConstraint(["row_id"], ["simulation_rows.id"]),
        PrimaryKeyConstraint("job_id"),
        if_not_exists=True,
    )
