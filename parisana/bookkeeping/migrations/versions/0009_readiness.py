"""What must be declared ready before jobs may read it, which jobs wait for it, and who declared what."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
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

revision = "0009"
down_revision = "0008"

ID = BigInteger().with_variant(Integer(), "sqlite")
INDEXES = {"needed": ["production_id"], "needed_jobs": ["needed_id", "production_id"], "declarations": ["needed_id"]}


def upgrade() -> None:
    """Add the tables, and their indexes; each statement may be repeated."""
    op.create_table(
        "needed",
        Column("id", ID, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("path", String(2048), nullable=False),
        Column("name", String(255), nullable=False),
        Column("production_id", ID),
        Column("ready", Boolean(), nullable=False),
        Column("version", String(255)),
        Column("changed_at", Double()),
        Column("changed_by", String(255)),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("digest"),
        if_not_exists=True,
    )
    reach("in-migration-0009")
    _waiting()
    for table, columns in INDEXES.items():
        there = {index["name"] for index in inspect(op.get_bind()).get_indexes(table)}
        for column in columns:
            if (name := f"ix_{table}_{column}") not in there:
                op.create_index(name, table, [column])


def _waiting() -> None:
    op.create_table(
        "needed_jobs",
        Column("job_id", ID, nullable=False, autoincrement=False),
        Column("needed_id", ID, nullable=False, autoincrement=False),
        Column("production_id", ID, nullable=False),
        ForeignKeyConstraint(["job_id"], ["jobs.id"]),
        ForeignKeyConstraint(["needed_id"], ["needed.id"]),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        PrimaryKeyConstraint("job_id", "needed_id"),
        if_not_exists=True,
    )
    op.create_table(
        "declarations",
        Column("id", ID, nullable=False),
        Column("needed_id", ID, nullable=False),
        Column("at", Double(), nullable=False),
        Column("person", String(255), nullable=False),
        Column("ready", Boolean(), nullable=False),
        Column("version", String(255)),
        Column("text", Text(65535), nullable=False),
        ForeignKeyConstraint(["needed_id"], ["needed.id"]),
        PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
