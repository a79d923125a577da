"""Which machine a production belongs to, whatever its host name; those of before are known by the name alone."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, String, inspect

from parisana.crashpoints import reach

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column, unless a crash left it there."""
    if "machine" not in {column["name"] for column in inspect(op.get_bind()).get_columns("productions")}:
        op.add_column("productions", Column("machine", String(255)))
    reach("in-migration-0003")
