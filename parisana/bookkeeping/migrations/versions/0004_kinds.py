"""How jobs failed, in groups that failed alike; each statement may be repeated."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Double,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    inspect,
    text,
)

from parisana.bookkeeping.jobs import kinds
from parisana.core.jobs.states import Failure
from parisana.crashpoints import reach

revision = "0004"
down_revision = "0003"

ID = BigInteger().with_variant(Integer(), "sqlite")
PAGE = 5000
FAILED = (
    "SELECT id, failure, reason, changed_at FROM jobs"
    " WHERE state = 'failed' AND superseded_by IS NULL AND id > :after ORDER BY id LIMIT :page"
)


def upgrade() -> None:
    """Add the table and the columns, file what has failed, and then the index."""
    op.create_table(
        "kinds",
        Column("id", ID, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("failure", String(16), nullable=False),
        Column("message", String(500), nullable=False),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("digest"),
        if_not_exists=True,
    )
    there = {column["name"] for column in inspect(op.get_bind()).get_columns("jobs")}
    for column in (Column("kind_id", ID), Column("failed_at", Double())):
        if column.name not in there:
            op.add_column("jobs", column)
    reach("in-migration-0004")
    _file(op.get_bind())
    if "ix_jobs_kind" not in {index["name"] for index in inspect(op.get_bind()).get_indexes("jobs")}:
        columns = ["production_id", "kind_id", "stage_id", "failed_at"]
        op.create_index("ix_jobs_kind", "jobs", columns, sqlite_where=text("kind_id IS NOT NULL"))


def _file(connection: Connection) -> None:
    after = 0
    while page := connection.execute(text(FAILED), {"after": after, "page": PAGE}).all():
        failed = [kinds.Failed(job, Failure(failure or "software"), reason, at) for job, failure, reason, at in page]
        kinds.file(connection, failed, ())
        after = page[-1][0]
