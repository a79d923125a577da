"""Whom a production is shown to, who is in which group, and what was seen while the database was away.

Each statement may be repeated.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Double, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String, inspect

from parisana.crashpoints import reach

revision = "0006"
down_revision = "0005"

ID = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns, unless a crash left them there, and the tables."""
    there = {column["name"] for column in inspect(op.get_bind()).get_columns("productions")}
    if "group_name" not in there:
        op.add_column("productions", Column("group_name", String(255)))
    if "visibility" not in there:
        op.add_column("productions", Column("visibility", String(16), nullable=False, server_default="everyone"))
    reach("in-migration-0006")
    op.create_table(
        "members",
        Column("group_name", String(255), nullable=False),
        Column("person", String(255), nullable=False),
        PrimaryKeyConstraint("group_name", "person"),
        if_not_exists=True,
    )
    op.create_table(
        "observations",
        Column("attempt_id", ID, nullable=False, autoincrement=False),
        Column("source", String(255), nullable=False),
        Column("at", Double(), nullable=False),
        ForeignKeyConstraint(["attempt_id"], ["attempts.id"]),
        PrimaryKeyConstraint("attempt_id", "source", "at"),
        if_not_exists=True,
    )
