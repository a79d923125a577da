"""What is known of how good a run is: its quality, its muon efficiency, and its live time."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Double, Integer, inspect

from parisana.crashpoints import reach

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the columns, unless a crash left them there."""
    there = {column["name"] for column in inspect(op.get_bind()).get_columns("runs")}
    for column in (Column("livetime", Double()), Column("quality", Integer()), Column("muon_efficiency", Double())):
        if column.name not in there:
            op.add_column("runs", column)
        reach("in-migration-0013")
