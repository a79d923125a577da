"""How the computing elements of sites were when somebody looked."""

from __future__ import annotations

from sqlalchemy import Column, Double, Integer, String, Table

from .columns import Name, metadata

#: One row an element and look; older ones are thinned out (``core/measures/thinning.py``).
element_looks = Table(
    "element_looks",
    metadata,
    Column("site", Name, primary_key=True),
    Column("at", Integer, primary_key=True, autoincrement=False),
    Column("element", Name, primary_key=True),
    Column("status", String(64), nullable=False),
    Column("response_s", Double),
    Column("free_cpus", Integer),
    Column("running", Integer),
    Column("queued", Integer),
)
