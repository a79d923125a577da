"""What is counted while it happens, so that nobody has to count it: states, steps, what attempts used, failures."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Integer, String, Table

from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.states import Failure, JobState

from .columns import Id, Name, Word, metadata

#: One row a stage and state, kept in the transaction of each change; superseded jobs do not count.
counters = Table(
    "counters",
    metadata,
    Column("production_id", Id, ForeignKey("productions.id"), primary_key=True, autoincrement=False),
    Column("stage_id", Id, ForeignKey("stages.id"), primary_key=True, autoincrement=False),
    Column("state", Word(JobState), primary_key=True),
    Column("n", Integer, nullable=False),
)

#: How many jobs of a stage made which step in which minute, kept in the transaction of each step.
tallies = Table(
    "tallies",
    metadata,
    Column("production_id", Id, ForeignKey("productions.id"), primary_key=True, autoincrement=False),
    Column("stage_id", Id, ForeignKey("stages.id"), primary_key=True, autoincrement=False),
    Column("minute", Integer, primary_key=True, autoincrement=False),
    Column("old", Word(JobState), primary_key=True),
    Column("new", Word(JobState), primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

#: What attempts used, in narrow steps, by how they ended; kept in the transaction of each end.
spreads = Table(
    "spreads",
    metadata,
    Column("production_id", Id, ForeignKey("productions.id"), primary_key=True, autoincrement=False),
    Column("stage_id", Id, ForeignKey("stages.id"), primary_key=True, autoincrement=False),
    Column("site", Name, primary_key=True),
    Column("outcome", Word(AttemptState), primary_key=True),
    Column("measure", String(16), primary_key=True),
    Column("bin", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, nullable=False),
    Column("total", Double, nullable=False),
    Column("most", Double, nullable=False),
    sqlite_with_rowid=False,
)

#: How jobs failed: the class, and the message without what differs from job to job. A job has one while it is failed.
kinds = Table(
    "kinds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("failure", Word(Failure), nullable=False),
    Column("message", String(500), nullable=False),
)
