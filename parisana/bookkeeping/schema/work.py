"""Productions and their work: stages, jobs, submissions, attempts, what happened to them, and who drives them."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from parisana.bookkeeping.values.states import AttemptState, Visibility
from parisana.core.jobs.states import Failure, JobState, ProductionState, SubmissionState

from .columns import Id, LongText, Name, Path, Word, metadata

#: Of which jobs there is an index of their own, where a database can have one of some rows.
FAILED = "kind_id IS NOT NULL"

productions = Table(
    "productions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Name, nullable=False, index=True),
    Column("suite", Name, nullable=False),
    Column("site", Name, nullable=False),
    Column("owner", Name, nullable=False),
    Column("host", Name, nullable=False),
    Column("state", Word(ProductionState), nullable=False),
    Column("working", Path, nullable=False),
    Column("plan_digest", String(64), nullable=False),
    Column("created", Double, nullable=False),
    Column("updated", Double, nullable=False),
    Column("machine", Name),
    Column("group_name", Name),
    Column("visibility", Word(Visibility), nullable=False, server_default=Visibility.EVERYONE),
)

#: Who belongs to which group; one of the groups are the administrators.
members = Table(
    "members",
    metadata,
    Column("group_name", Name, primary_key=True),
    Column("person", Name, primary_key=True),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("production_id", Id, ForeignKey("productions.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("profile_text", LongText, nullable=False),
    Column("suite_text", LongText, nullable=False),
    Column("site_text", LongText, nullable=False),
    Column("created", Double, nullable=False),
    UniqueConstraint("production_id", "number", name="uq_revisions_number"),
)

stages = Table(
    "stages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("production_id", Id, ForeignKey("productions.id"), nullable=False),
    Column("name", Name, nullable=False),
    Column("position", Integer, nullable=False),
    Column("title", Name, nullable=False),
    UniqueConstraint("production_id", "name", name="uq_stages_name"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("production_id", Id, ForeignKey("productions.id"), nullable=False),
    Column("stage_id", Id, ForeignKey("stages.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("key", String(64), nullable=False, index=True),
    Column("unit", Name, nullable=False),
    Column("runs", LongText, nullable=False),
    Column("resources", Text(65535), nullable=False),
    Column("parameters", Path, nullable=False),
    Column("output", Path, nullable=False),
    Column("state", Word(JobState), nullable=False),
    Column("failure", Word(Failure)),
    Column("reason", Text(65535), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("exit_code", Integer),
    Column("site", Name),
    Column("native_id", Name),
    Column("answered_at", Double),
    Column("changed_at", Double, nullable=False),
    Column("not_before", Double, nullable=False),
    Column("superseded_by", Integer),
    Column("unmet", Integer, nullable=False),
    Column("seconds", Double),
    Column("peak_memory_mb", Double),
    Column("kind_id", Id),
    Column("failed_at", Double),
    UniqueConstraint("production_id", "number", name="uq_jobs_number"),
    Index("ix_jobs_next", "production_id", "stage_id", "state", "number"),
    Index("ix_jobs_state", "production_id", "state", "number"),
    Index("ix_jobs_seconds", "production_id", "seconds", "number"),
    Index("ix_jobs_memory", "production_id", "peak_memory_mb", "number"),
    Index("ix_jobs_unit", "production_id", "stage_id", "unit", "superseded_by"),
    Index("ix_jobs_kind", *("production_id", "kind_id", "stage_id", "failed_at"), sqlite_where=text(FAILED)),
)

job_inputs = Table(
    "job_inputs",
    metadata,
    Column("job_id", Id, ForeignKey("jobs.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Name, nullable=False),
    Column("input_job_id", Id, ForeignKey("jobs.id"), index=True),
    Column("path", Path, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("production_id", Id, ForeignKey("productions.id"), nullable=False),
    Column("stage_id", Id, ForeignKey("stages.id"), nullable=False),
    Column("tag", String(60), nullable=False, unique=True),
    Column("epoch", Integer, nullable=False),
    Column("state", Word(SubmissionState), nullable=False),
    Column("native_id", Name),
    Column("endpoint", Name, nullable=False),
    Column("script_digest", String(64), nullable=False),
    Column("table_path", Path, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("resources", Text(65535), nullable=False),
    Column("created", Double, nullable=False),
    Column("sent_at", Double),
    Column("answered_at", Double),
    Column("reason", Text(65535), nullable=False),
    Index("ix_submissions_state", "production_id", "state"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("submission_id", Id, ForeignKey("submissions.id"), nullable=False),
    Column("row", Integer, nullable=False),
    Column("job_id", Id, ForeignKey("jobs.id"), nullable=False, index=True),
    Column("native_id", Name),
    Column("state", Word(AttemptState), nullable=False),
    Column("exit_code", Integer),
    Column("failure", Word(Failure)),
    Column("reason", Text(65535), nullable=False),
    Column("report", LongText),
    Column("started", Double),
    Column("ended", Double),
    Column("peak_memory_mb", Double),
    Column("cpu_s", Double),
    Column("host", Name),
    UniqueConstraint("submission_id", "row", name="uq_attempts_row"),
    Index("ix_attempts_state", "state", "submission_id"),
)

#: What was seen of an attempt while the database was away, and is written down already.
observations = Table(
    "observations",
    metadata,
    Column("attempt_id", Id, ForeignKey("attempts.id"), primary_key=True, autoincrement=False),
    Column("source", Name, primary_key=True),
    Column("at", Double, primary_key=True),
)

events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("production_id", Id, ForeignKey("productions.id"), nullable=False, index=True),
    Column("job_id", Id, ForeignKey("jobs.id"), index=True),
    Column("submission_id", Id, ForeignKey("submissions.id")),
    Column("at", Double, nullable=False),
    Column("source", Name, nullable=False),
    Column("old", String(16)),
    Column("new", String(16)),
    Column("text", Text(65535), nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("production_id", Id, ForeignKey("productions.id"), primary_key=True, autoincrement=False),
    Column("holder", Name, nullable=False),
    Column("host", Name, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("expires", Double, nullable=False),
    Column("answered_at", Double),
    Column("silent_since", Double),
)
