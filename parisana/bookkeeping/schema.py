"""The tables. Nothing here is particular to one database: lengths are given, numbers are wide enough."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from parisana.core.states import Failure, JobState, ProductionState, SubmissionState

from .records import AttemptState, FileState

E = TypeVar("E", bound=StrEnum)

#: SQLite numbers its rows by itself only in an ``INTEGER``.
Id = BigInteger().with_variant(Integer, "sqlite")
Name = String(255)
Path = String(2048)
LongText = Text(2**24 - 1)


class Word(TypeDecorator[E]):
    """A word of a vocabulary: text in the database, a member of its enum here."""

    impl = String(16)
    cache_ok = True

    def __init__(self, vocabulary: type[E]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Write the word."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Read the word."""
        return None if value is None else self.vocabulary(value)


metadata = MetaData()

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

#: One row a stage and state, kept in the transaction of each change; superseded jobs do not count.
counters = Table(
    "counters",
    metadata,
    Column("production_id", Id, ForeignKey("productions.id"), primary_key=True, autoincrement=False),
    Column("stage_id", Id, ForeignKey("stages.id"), primary_key=True, autoincrement=False),
    Column("state", Word(JobState), primary_key=True),
    Column("n", Integer, nullable=False),
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
    UniqueConstraint("production_id", "number", name="uq_jobs_number"),
    Index("ix_jobs_next", "production_id", "stage_id", "state", "number"),
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

files = Table(
    "files",
    metadata,
    Column("id", Id, primary_key=True),
    Column("production_id", Id, ForeignKey("productions.id"), nullable=False, index=True),
    Column("job_id", Id, ForeignKey("jobs.id"), index=True),
    Column("stage", Name, nullable=False),
    Column("kind", Name, nullable=False),
    Column("path", Path, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("checksum_kind", String(16)),
    Column("checksum", String(128)),
    Column("recorded_at", Double, nullable=False),
    Column("state", Word(FileState), nullable=False),
)

replicas = Table(
    "replicas",
    metadata,
    Column("id", Id, primary_key=True),
    Column("file_id", Id, ForeignKey("files.id"), nullable=False, index=True),
    Column("url", Path, nullable=False),
    Column("storage", Name, nullable=False),
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

runs = Table(
    "runs",
    metadata,
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    Column("target", Name, nullable=False, index=True),
    Column("ra", Double),
    Column("dec", Double),
    Column("zenith", Double),
    Column("started", Double),
    Column("duration", Double),
    Column("telescopes", Name, nullable=False),
    Column("simulated", Boolean, nullable=False),
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
)
