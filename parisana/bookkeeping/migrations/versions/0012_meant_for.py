"""With whose settings a copy reaches its storages: what a profile overrides is kept with it."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text, inspect

from parisana.crashpoints import reach

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column, unless a crash left it there."""
    if "site" not in {column["name"] for column in inspect(op.get_bind()).get_columns("transfers")}:
        op.add_column("transfers", Column("site", Text(65535)))
    reach("in-migration-0012")
