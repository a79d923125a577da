"""What must be declared ready before jobs may read it: which jobs wait for it, and who declared what."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, ForeignKey, String, Table, Text

from .columns import Id, Name, Path, metadata

#: A folder or file that jobs wait for; ``digest`` is that of its path. ``production_id``: the one that makes it.
needed = Table(
    "needed",
    metadata,
    Column("id", Id, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("path", Path, nullable=False),
    Column("name", Name, nullable=False),
    Column("production_id", Id, ForeignKey("productions.id"), index=True),
    Column("ready", Boolean, nullable=False),
    Column("version", Name),
    Column("changed_at", Double),
    Column("changed_by", Name),
)

#: Which jobs wait for which of them; each counts among the job's unmet inputs until it is ready.
needed_jobs = Table(
    "needed_jobs",
    metadata,
    Column("job_id", Id, ForeignKey("jobs.id"), primary_key=True, autoincrement=False),
    Column("needed_id", Id, ForeignKey("needed.id"), primary_key=True, autoincrement=False, index=True),
    Column("production_id", Id, ForeignKey("productions.id"), nullable=False, index=True),
)

#: What people said: ready, or withdrawn, why, and what had been found before.
declarations = Table(
    "declarations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("needed_id", Id, ForeignKey("needed.id"), nullable=False, index=True),
    Column("at", Double, nullable=False),
    Column("person", Name, nullable=False),
    Column("ready", Boolean, nullable=False),
    Column("version", Name),
    Column("text", Text(65535), nullable=False),
)
