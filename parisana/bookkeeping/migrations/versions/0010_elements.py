"""How the computing elements of sites were when somebody looked."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Double, Integer, PrimaryKeyConstraint, String

from parisana.crashpoints import reach

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the table; it may be repeated."""
    op.create_table(
        "element_looks",
        Column("site", String(255), nullable=False),
        Column("at", Integer(), nullable=False, autoincrement=False),
        Column("element", String(255), nullable=False),
        Column("status", String(64), nullable=False),
        Column("response_s", Double()),
        *(Column(name, Integer()) for name in ("free_cpus", "running", "queued")),
        PrimaryKeyConstraint("site", "at", "element"),
        if_not_exists=True,
    )
    reach("in-migration-0010")
