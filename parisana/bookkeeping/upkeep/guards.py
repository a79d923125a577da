"""The server's own guard of whose a production is: triggers that refuse what the account of a person may not change.

The person is called as the account is. An account that several people share (a service's) is not in the table
``parisana_accounts``, and neither is an administrator's: these are not looked at.
The table is that of one server, and is not copied with the bookkeeping.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from parisana.bookkeeping.schema import (
    attempts,
    files,
    jobs,
    leases,
    matchings,
    productions,
    replicas,
    revisions,
    simulation_rows,
    simulations,
    stages,
    submissions,
)
from parisana.bookkeeping.values.states import ADMINISTRATORS

TABLE = "parisana_accounts"
MADE = f"CREATE TABLE IF NOT EXISTS {TABLE} (person VARCHAR(80) PRIMARY KEY)"
#: The name of whoever speaks; within a trigger, CURRENT_USER() is who made it.
SPEAKS = "SUBSTRING_INDEX(USER(), '@', 1)"
IS_PERSON = f"EXISTS (SELECT 1 FROM {TABLE} WHERE person = {SPEAKS})"
ADMINISTERS = f"EXISTS (SELECT 1 FROM members WHERE group_name = '{ADMINISTRATORS}' AND person = {SPEAKS})"
#: Rows that say themselves to which production they belong.
OF_PRODUCTIONS = (revisions, stages, jobs, files, submissions, leases, simulations, simulation_rows, matchings)
#: Rows that belong to a row of another table, which does; and by which column.
THROUGH = ((attempts, submissions, "submission_id"), (replicas, files, "file_id"))
#: What nobody else changes of a job. A word of another person (``readiness.py``) changes whether an input is missing.
PLANNED = ("stage_id", "number", "key", "unit", "runs", "resources", "parameters", "output", "superseded_by")
#: And of a file: whether it is there, anybody may say who looked (``parisana check``).
RECORDED = tuple(each.name for each in files.columns if each is not files.c.state)
HEARS = "IF(NEW.state = OLD.state, NEW.unmet <> OLD.unmet, NEW.state IN ({0}) AND OLD.state IN ({0}))".format(
    "'waiting', 'ready'"
)


def _same(names: Iterable[str]) -> str:
    new, old = (", ".join(f"{row}.`{name}`" for name in names) for row in ("NEW", "OLD"))
    return f"({new}) <=> ({old})"


#: What of another person's rows may change.
FREE = {jobs.name: f"({HEARS} AND {_same(PLANNED)})", files.name: f"({_same(RECORDED)})"}


class Guard(NamedTuple):
    """One trigger: when it stands before a row, and what it refuses."""

    name: str
    event: str
    body: str

    @property
    def statement(self) -> str:
        """Return what the server is to know."""
        return f"CREATE TRIGGER {self.name} {self.event} FOR EACH ROW {self.body}"

    def said(self, to: Connection) -> tuple[str, ...]:
        """Return how it takes an older one's place: MariaDB does so at once, MySQL has to forget that first."""
        if getattr(to.dialect, "is_mariadb", False):
            return (self.statement.replace("CREATE", "CREATE OR REPLACE", 1),)
        return (f"DROP TRIGGER IF EXISTS {self.name}", self.statement)


def guards() -> Iterator[Guard]:
    """Yield all of them."""
    yield _guard(productions.name, "INSERT", f"NEW.owner <> {SPEAKS}", "LEFT(NEW.name, 40)")
    kept = f"NEW.id <> OLD.id OR NEW.owner <> OLD.owner OR OLD.owner <> {SPEAKS}"
    yield _guard(productions.name, "UPDATE", kept, "OLD.id")
    for table in OF_PRODUCTIONS:
        yield _guard(table.name, "INSERT", _foreign("NEW.production_id"), "NEW.production_id")
        foreign = _foreign("OLD.production_id")
        foreign = f"{foreign} AND NOT {FREE[table.name]}" if table.name in FREE else foreign
        moved = f"NEW.production_id <> OLD.production_id OR {foreign}"
        yield _guard(table.name, "UPDATE", moved, "OLD.production_id")
    for table, parent, column in THROUGH:
        yield from _through(table.name, parent.name, column)


def statements(people: Iterable[str], shared: bool) -> list[str]:
    """Return how accounts become those of one person each, or such that several people share."""
    rows = ", ".join(f"('{name}')" for name in people)
    if not rows:
        return []
    return [f"DELETE FROM {TABLE} WHERE person IN ({rows})" if shared else f"INSERT IGNORE INTO {TABLE} VALUES {rows}"]


def make(engine: Engine, owners: Iterable[str] = ()) -> str | None:
    """Make the triggers that are not there as they should be; return why the server does not let that happen."""
    with engine.connect() as connection, connection.begin():
        try:
            for statement in (MADE, *owners):
                connection.exec_driver_sql(statement)
            there = _there(connection)
            for guard in guards():
                for statement in guard.said(connection) if there.get(guard.name) != guard.body else ():
                    connection.exec_driver_sql(statement)
        except DBAPIError as error:
            if error.connection_invalidated:
                raise
            return str(error.orig)
    return None


def _there(connection: Connection) -> dict[str, str]:
    query = text(
        "SELECT trigger_name, action_statement FROM information_schema.triggers WHERE trigger_schema = DATABASE()"
    )
    return {name: body for name, body in connection.execute(query)}


def _guard(table: str, verb: str, refused: str, number: str) -> Guard:
    """Look at the row first: most rows are those of who speaks."""
    said = (
        f"CONCAT('Production ', {number}, ' is not of ', {SPEAKS}, ': only its owner or an administrator changes it')"
    )
    body = (
        f"IF ({refused}) AND {IS_PERSON} AND NOT {ADMINISTERS} THEN BEGIN DECLARE said VARCHAR(128);"
        f" SET said = LEFT({said}, 128); SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = said; END; END IF"
    )
    return Guard(f"own_{table}_{verb.lower()}", f"BEFORE {verb} ON {table}", body)


def _foreign(number: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM productions WHERE id = {number} AND owner = {SPEAKS})"


def _through(table: str, parent: str, column: str) -> Iterator[Guard]:
    for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD")):
        joined = f"{parent} t JOIN productions p ON p.id = t.production_id"
        mine = f"NOT EXISTS (SELECT 1 FROM {joined} WHERE t.id = {row}.{column} AND p.owner = {SPEAKS})"
        moved = f"NEW.{column} <> OLD.{column} OR " if verb == "UPDATE" else ""
        number = f"IFNULL((SELECT production_id FROM {parent} WHERE id = {row}.{column}), 0)"
        yield _guard(table, verb, f"{moved}{mine}", number)
