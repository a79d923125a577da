"""What a table of jobs shows and sorts by, and what a driver heard of its site; each statement may be repeated."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Double, inspect

from parisana.crashpoints import reach

revision = "0002"
down_revision = "0001"

COLUMNS = {"jobs": ("seconds", "peak_memory_mb"), "leases": ("answered_at", "silent_since")}
INDEXES = {
    "ix_jobs_state": ["production_id", "state", "number"],
    "ix_jobs_seconds": ["production_id", "seconds", "number"],
    "ix_jobs_memory": ["production_id", "peak_memory_mb", "number"],
}
#: The last attempt that ended says how long a job took and what it needed.
LAST = "SELECT max(b.id) FROM attempts b WHERE b.job_id = jobs.id AND b.ended IS NOT NULL"


def upgrade() -> None:
    """Add the columns, fill those of jobs, and then the indexes."""
    for table, names in COLUMNS.items():
        there = {column["name"] for column in inspect(op.get_bind()).get_columns(table)}
        for name in names:
            if name not in there:
                op.add_column(table, Column(name, Double()))
    reach("in-migration-0002")
    for name, value in (("seconds", "a.ended - a.started"), ("peak_memory_mb", "a.peak_memory_mb")):
        op.execute(f"UPDATE jobs SET {name} = (SELECT {value} FROM attempts a WHERE a.id = ({LAST}))")
    indexes = {index["name"] for index in inspect(op.get_bind()).get_indexes("jobs")}
    for name, columns in INDEXES.items():
        if name not in indexes:
            op.create_index(name, "jobs", columns)
