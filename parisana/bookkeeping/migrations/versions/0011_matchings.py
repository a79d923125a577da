"""When somebody last looked for the runs that a production is to get, and what came of it."""

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
)

from parisana.crashpoints import reach

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the table; it may be repeated."""
    op.create_table(
        "matchings",
        Column("production_id", BigInteger().with_variant(Integer(), "sqlite"), nullable=False, autoincrement=False),
        Column("active", Boolean(), nullable=False),
        Column("looked_at", Double()),
        Column("said", String(2048), nullable=False),
        Column("runs", Integer(), nullable=False),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        PrimaryKeyConstraint("production_id"),
        if_not_exists=True,
    )
    reach("in-migration-0011")
