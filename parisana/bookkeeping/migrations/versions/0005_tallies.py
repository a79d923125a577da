"""Counts that are kept with what happens, and jobs found by their unit; each statement may be repeated."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Connection, Double, Integer, PrimaryKeyConstraint, String, inspect, text
from sqlalchemy.schema import ForeignKeyConstraint

from parisana.bookkeeping.jobs import tallies
from parisana.bookkeeping.values.measures import Ended, Measure
from parisana.bookkeeping.values.states import AttemptState
from parisana.crashpoints import reach

revision = "0005"
down_revision = "0004"

ID = BigInteger().with_variant(Integer(), "sqlite")
PAGE = 20_000
WHOLE = {"sqlite": "CAST({0} AS INTEGER)", "mysql": "FLOOR({0})", "mariadb": "FLOOR({0})"}
#: A step that was refused is written down with the state that was not entered.
STEPS = (
    "INSERT INTO tallies (production_id, stage_id, minute, old, new, n)"
    " SELECT e.production_id, j.stage_id, {minute}, e.old, e.new, count(*) FROM events e JOIN jobs j ON j.id = e.job_id"
    " WHERE e.old IS NOT NULL AND e.new IS NOT NULL AND e.text NOT LIKE 'this step is not allowed%'"
    " GROUP BY e.production_id, j.stage_id, {minute}, e.old, e.new"
)
ENDS = text(
    "SELECT id, submission_id, state, peak_memory_mb, ended - started FROM attempts"
    " WHERE state IN ('done', 'failed', 'cancelled', 'surplus') AND ended IS NOT NULL AND id > :after"
    " ORDER BY id LIMIT :page"
)


def upgrade() -> None:
    """Make the tables, count what has happened, and then the index."""
    op.create_table("tallies", *_keys(), *_tally(), if_not_exists=True, sqlite_with_rowid=False)
    op.create_table("spreads", *_keys(), *_spread(), if_not_exists=True, sqlite_with_rowid=False)
    reach("in-migration-0005")
    connection = op.get_bind()
    for table in ("tallies", "spreads"):
        op.execute(f"DELETE FROM {table}")
    op.execute(STEPS.format(minute=WHOLE[connection.dialect.name].format("e.at / 60")))
    _count_ends(connection)
    if "ix_jobs_unit" not in {index["name"] for index in inspect(connection).get_indexes("jobs")}:
        op.create_index("ix_jobs_unit", "jobs", ["production_id", "stage_id", "unit", "superseded_by"])


def _keys() -> list[Column[int] | ForeignKeyConstraint]:
    places = {"production_id": "productions.id", "stage_id": "stages.id"}
    columns = [Column(name, ID, nullable=False, autoincrement=False) for name in places]
    return [*columns, *(ForeignKeyConstraint([name], [target]) for name, target in places.items())]


def _tally() -> list[Column[object] | PrimaryKeyConstraint]:
    words: list[Column[object]] = [Column(name, String(16), nullable=False) for name in ("old", "new")]
    numbers: list[Column[object]] = [
        Column(name, Integer(), nullable=False, autoincrement=False) for name in ("minute", "n")
    ]
    return [*numbers, *words, PrimaryKeyConstraint("production_id", "stage_id", "minute", "old", "new")]


def _spread() -> list[Column[object] | PrimaryKeyConstraint]:
    sizes = {"site": 255, "outcome": 16, "measure": 16}
    words: list[Column[object]] = [Column(name, String(size), nullable=False) for name, size in sizes.items()]
    numbers: list[Column[object]] = [
        Column(name, Integer(), nullable=False, autoincrement=False) for name in ("bin", "n")
    ]
    sums: list[Column[object]] = [Column(name, Double(), nullable=False) for name in ("total", "most")]
    return [*words, *numbers, *sums, PrimaryKeyConstraint("production_id", "stage_id", *sizes, "bin")]


def _count_ends(connection: Connection) -> None:
    after = 0
    while page := connection.execute(ENDS, {"after": after, "page": PAGE}).all():
        ends = [
            Ended(submission, AttemptState(state), {Measure.MEMORY: memory, Measure.TIME: seconds})
            for _, submission, state, memory, seconds in page
        ]
        tallies.count_ends(connection, ends)
        after = page[-1][0]
