"""Copies that somebody asked for: a queue that outlives the program."""

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
    inspect,
)

from parisana.crashpoints import reach

revision = "0007"
down_revision = "0006"

ID = BigInteger().with_variant(Integer(), "sqlite")
INDEXES = {"ix_transfers_state": ["state", "id"], "ix_transfers_production_id": ["production_id"]}


def upgrade() -> None:
    """Add the table, and its indexes; each statement may be repeated."""
    op.create_table(
        "transfers",
        Column("id", ID, nullable=False),
        Column("production_id", ID),
        Column("owner", String(255), nullable=False),
        Column("host", String(255), nullable=False),
        Column("source", String(2048), nullable=False),
        Column("target", String(2048), nullable=False),
        Column("size", BigInteger()),
        Column("checksum_kind", String(16)),
        Column("checksum", String(128)),
        Column("state", String(16), nullable=False),
        Column("moved", BigInteger(), nullable=False),
        Column("tries", Integer(), nullable=False),
        Column("not_before", Double(), nullable=False),
        Column("reason", Text(65535), nullable=False),
        Column("holder", String(255)),
        Column("created", Double(), nullable=False),
        Column("started", Double()),
        Column("changed", Double(), nullable=False),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    reach("in-migration-0007")
    there = {index["name"] for index in inspect(op.get_bind()).get_indexes("transfers")}
    for name, columns in INDEXES.items():
        if name not in there:
            op.create_index(name, "transfers", columns)
