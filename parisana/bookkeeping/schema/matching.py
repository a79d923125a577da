"""When somebody last looked for the runs that a production is to get, and what came of it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, ForeignKey, Integer, Table

from .columns import Id, Path, metadata

#: One row a production whose profile has a query, from its first look on.
matchings = Table(
    "matchings",
    metadata,
    Column("production_id", Id, ForeignKey("productions.id"), primary_key=True, autoincrement=False),
    Column("active", Boolean, nullable=False),
    Column("looked_at", Double),
    Column("said", Path, nullable=False),
    Column("runs", Integer, nullable=False),
)
