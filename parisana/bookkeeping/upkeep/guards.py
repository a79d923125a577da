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
    jobs,
    leases,
    matchings,
    productions,
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
OF_PRODUCTIONS = (revisions, stages, jobs, submissions, leases, simulations, simulation_rows, matchings)
#: What nobody else changes of a job. A word of another person (``readiness.py``) changes whether an input is missing.
PLANNED = ("stage_id", "number", "key", "unit", "runs", "resources", "parameters", "output", "superseded_by")
HEARS = "IF(NEW.state = OLD.state, NEW.unmet <> OLD.unmet, NEW.state IN ({0}) AND OLD.state IN ({0}))".format(
    "'waiting', 'ready'"
)


class Guard(NamedTuple):
    """One trigger: when it stands before a row, and what it refuses."""

    name: str
    event: str
    body: str

    @property
    def statement(self) -> str:
        """Return what is said to the server."""
        return f"CREATE OR REPLACE TRIGGER {self.name} {self.event} FOR EACH ROW {self.body}"


def guards() -> Iterator[Guard]:
    """Yield all of them."""
    yield _guard(productions.name, "INSERT", f"NEW.owner <> {SPEAKS}", "LEFT(NEW.name, 40)")
    kept = f"NEW.id <> OLD.id OR NEW.owner <> OLD.owner OR OLD.owner <> {SPEAKS}"
    yield _guard(productions.name, "UPDATE", kept, "OLD.id")
    for table in OF_PRODUCTIONS:
        yield _guard(table.name, "INSERT", _foreign("NEW.production_id"), "NEW.production_id")
        foreign = _foreign("OLD.production_id")
        foreign = f"{foreign} AND NOT {_heard()}" if table is jobs else foreign
        moved = f"NEW.production_id <> OLD.production_id OR {foreign}"
        yield _guard(table.name, "UPDATE", moved, "OLD.production_id")
    yield from _of_attempts()


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
                if there.get(guard.name) != guard.body:
                    connection.exec_driver_sql(guard.statement)
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


def _heard() -> str:
    new, old = (", ".join(f"{row}.`{name}`" for name in PLANNED) for row in ("NEW", "OLD"))
    return f"({HEARS} AND ({new}) <=> ({old}))"


def _of_attempts() -> Iterator[Guard]:
    for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD")):
        joined = "submissions s JOIN productions p ON p.id = s.production_id"
        mine = f"NOT EXISTS (SELECT 1 FROM {joined} WHERE s.id = {row}.submission_id AND p.owner = {SPEAKS})"
        moved = "NEW.submission_id <> OLD.submission_id OR " if verb == "UPDATE" else ""
        number = f"IFNULL((SELECT production_id FROM submissions WHERE id = {row}.submission_id), 0)"
        yield _guard(attempts.name, verb, f"{moved}{mine}", number)
