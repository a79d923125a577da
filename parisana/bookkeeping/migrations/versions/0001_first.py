"""The first tables. Each statement may be repeated: a server keeps what was made before a crash."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
    inspect,
)

from parisana.crashpoints import reach

revision = "0001"
down_revision = None

ID = BigInteger().with_variant(Integer(), "sqlite")
NAME = String(255)
PATH = String(2048)
WORD = String(16)
TEXT = Text(65535)
LONG_TEXT = Text(2**24 - 1)


def upgrade() -> None:
    """Make all tables."""
    for make in (_productions, _runs, _leases, _revisions, _stages, _counters):
        make()
    reach("in-migration-0001")
    for make in (_jobs, _submissions, _attempts, _events, _files, _job_inputs, _replicas):
        make()


def _productions() -> None:
    op.create_table(
        "productions",
        Column("id", ID, nullable=False),
        Column("name", NAME, nullable=False),
        Column("suite", NAME, nullable=False),
        Column("site", NAME, nullable=False),
        Column("owner", NAME, nullable=False),
        Column("host", NAME, nullable=False),
        Column("state", WORD, nullable=False),
        Column("working", PATH, nullable=False),
        Column("plan_digest", String(64), nullable=False),
        Column("created", Double(), nullable=False),
        Column("updated", Double(), nullable=False),
        PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    _index("ix_productions_name", "productions", ["name"])


def _runs() -> None:
    op.create_table(
        "runs",
        Column("run", BigInteger(), autoincrement=False, nullable=False),
        Column("target", NAME, nullable=False),
        Column("ra", Double()),
        Column("dec", Double()),
        Column("zenith", Double()),
        Column("started", Double()),
        Column("duration", Double()),
        Column("telescopes", NAME, nullable=False),
        Column("simulated", Boolean(), nullable=False),
        PrimaryKeyConstraint("run"),
        if_not_exists=True,
    )
    _index("ix_runs_target", "runs", ["target"])


def _leases() -> None:
    op.create_table(
        "leases",
        Column("production_id", ID, autoincrement=False, nullable=False),
        Column("holder", NAME, nullable=False),
        Column("host", NAME, nullable=False),
        Column("pid", Integer(), nullable=False),
        Column("epoch", Integer(), nullable=False),
        Column("expires", Double(), nullable=False),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        PrimaryKeyConstraint("production_id"),
        if_not_exists=True,
    )


def _revisions() -> None:
    op.create_table(
        "revisions",
        Column("id", ID, nullable=False),
        Column("production_id", ID, nullable=False),
        Column("number", Integer(), nullable=False),
        Column("digest", String(64), nullable=False),
        Column("profile_text", LONG_TEXT, nullable=False),
        Column("suite_text", LONG_TEXT, nullable=False),
        Column("site_text", LONG_TEXT, nullable=False),
        Column("created", Double(), nullable=False),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("production_id", "number", name="uq_revisions_number"),
        if_not_exists=True,
    )


def _stages() -> None:
    op.create_table(
        "stages",
        Column("id", ID, nullable=False),
        Column("production_id", ID, nullable=False),
        Column("name", NAME, nullable=False),
        Column("position", Integer(), nullable=False),
        Column("title", NAME, nullable=False),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("production_id", "name", name="uq_stages_name"),
        if_not_exists=True,
    )


def _counters() -> None:
    op.create_table(
        "counters",
        Column("production_id", ID, autoincrement=False, nullable=False),
        Column("stage_id", ID, autoincrement=False, nullable=False),
        Column("state", WORD, nullable=False),
        Column("n", Integer(), nullable=False),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        ForeignKeyConstraint(["stage_id"], ["stages.id"]),
        PrimaryKeyConstraint("production_id", "stage_id", "state"),
        if_not_exists=True,
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        Column("id", ID, nullable=False),
        Column("production_id", ID, nullable=False),
        Column("stage_id", ID, nullable=False),
        Column("number", Integer(), nullable=False),
        Column("key", String(64), nullable=False),
        Column("unit", NAME, nullable=False),
        Column("runs", LONG_TEXT, nullable=False),
        Column("resources", TEXT, nullable=False),
        Column("parameters", PATH, nullable=False),
        Column("output", PATH, nullable=False),
        Column("state", WORD, nullable=False),
        Column("failure", WORD),
        Column("reason", TEXT, nullable=False),
        Column("attempts", Integer(), nullable=False),
        Column("exit_code", Integer()),
        Column("site", NAME),
        Column("native_id", NAME),
        Column("answered_at", Double()),
        Column("changed_at", Double(), nullable=False),
        Column("not_before", Double(), nullable=False),
        Column("superseded_by", Integer()),
        Column("unmet", Integer(), nullable=False),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        ForeignKeyConstraint(["stage_id"], ["stages.id"]),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("production_id", "number", name="uq_jobs_number"),
        if_not_exists=True,
    )
    _index("ix_jobs_key", "jobs", ["key"])
    _index("ix_jobs_next", "jobs", ["production_id", "stage_id", "state", "number"])


def _submissions() -> None:
    op.create_table(
        "submissions",
        Column("id", ID, nullable=False),
        Column("production_id", ID, nullable=False),
        Column("stage_id", ID, nullable=False),
        Column("tag", String(60), nullable=False),
        Column("epoch", Integer(), nullable=False),
        Column("state", WORD, nullable=False),
        Column("native_id", NAME),
        Column("endpoint", NAME, nullable=False),
        Column("script_digest", String(64), nullable=False),
        Column("table_path", PATH, nullable=False),
        Column("rows", Integer(), nullable=False),
        Column("resources", TEXT, nullable=False),
        Column("created", Double(), nullable=False),
        Column("sent_at", Double()),
        Column("answered_at", Double()),
        Column("reason", TEXT, nullable=False),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        ForeignKeyConstraint(["stage_id"], ["stages.id"]),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("tag"),
        if_not_exists=True,
    )
    _index("ix_submissions_state", "submissions", ["production_id", "state"])


def _attempts() -> None:
    op.create_table(
        "attempts",
        Column("id", ID, nullable=False),
        Column("submission_id", ID, nullable=False),
        Column("row", Integer(), nullable=False),
        Column("job_id", ID, nullable=False),
        Column("native_id", NAME),
        Column("state", WORD, nullable=False),
        Column("exit_code", Integer()),
        Column("failure", WORD),
        Column("reason", TEXT, nullable=False),
        Column("report", LONG_TEXT),
        Column("started", Double()),
        Column("ended", Double()),
        Column("peak_memory_mb", Double()),
        Column("cpu_s", Double()),
        Column("host", NAME),
        ForeignKeyConstraint(["job_id"], ["jobs.id"]),
        ForeignKeyConstraint(["submission_id"], ["submissions.id"]),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("submission_id", "row", name="uq_attempts_row"),
        if_not_exists=True,
    )
    _index("ix_attempts_job_id", "attempts", ["job_id"])
    _index("ix_attempts_state", "attempts", ["state", "submission_id"])


def _events() -> None:
    op.create_table(
        "events",
        Column("id", ID, nullable=False),
        Column("production_id", ID, nullable=False),
        Column("job_id", ID),
        Column("submission_id", ID),
        Column("at", Double(), nullable=False),
        Column("source", NAME, nullable=False),
        Column("old", String(16)),
        Column("new", String(16)),
        Column("text", TEXT, nullable=False),
        ForeignKeyConstraint(["job_id"], ["jobs.id"]),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        ForeignKeyConstraint(["submission_id"], ["submissions.id"]),
        PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    _index("ix_events_job_id", "events", ["job_id"])
    _index("ix_events_production_id", "events", ["production_id"])


def _files() -> None:
    op.create_table(
        "files",
        Column("id", ID, nullable=False),
        Column("production_id", ID, nullable=False),
        Column("job_id", ID),
        Column("stage", NAME, nullable=False),
        Column("kind", NAME, nullable=False),
        Column("path", PATH, nullable=False),
        Column("size", BigInteger(), nullable=False),
        Column("checksum_kind", String(16)),
        Column("checksum", String(128)),
        Column("recorded_at", Double(), nullable=False),
        Column("state", WORD, nullable=False),
        ForeignKeyConstraint(["job_id"], ["jobs.id"]),
        ForeignKeyConstraint(["production_id"], ["productions.id"]),
        PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    _index("ix_files_job_id", "files", ["job_id"])
    _index("ix_files_production_id", "files", ["production_id"])


def _job_inputs() -> None:
    op.create_table(
        "job_inputs",
        Column("job_id", ID, autoincrement=False, nullable=False),
        Column("position", Integer(), autoincrement=False, nullable=False),
        Column("name", NAME, nullable=False),
        Column("input_job_id", ID),
        Column("path", PATH, nullable=False),
        ForeignKeyConstraint(["input_job_id"], ["jobs.id"]),
        ForeignKeyConstraint(["job_id"], ["jobs.id"]),
        PrimaryKeyConstraint("job_id", "position"),
        if_not_exists=True,
    )
    _index("ix_job_inputs_input_job_id", "job_inputs", ["input_job_id"])


def _replicas() -> None:
    op.create_table(
        "replicas",
        Column("id", ID, nullable=False),
        Column("file_id", ID, nullable=False),
        Column("url", PATH, nullable=False),
        Column("storage", NAME, nullable=False),
        ForeignKeyConstraint(["file_id"], ["files.id"]),
        PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    _index("ix_replicas_file_id", "replicas", ["file_id"])


def _index(name: str, table: str, columns: list[str]) -> None:
    if name not in {index["name"] for index in inspect(op.get_bind()).get_indexes(table)}:
        op.create_index(name, table, columns)
