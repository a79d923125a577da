"""Bringing a database to this version of the program: whether it is, and refusing what is newer or foreign."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from parisana.bookkeeping.database.opening import begin_writing
from parisana.bookkeeping.database.server import alone, prepare
from parisana.errors import BookkeepingError, Outdated

VERSION_TABLE = "parisana_version"
MIGRATIONS = Path(__file__).parents[1] / "migrations"


def check(engine: Engine, place: str, migrations: Path = MIGRATIONS) -> bool:
    """Whether the database is of this version; a newer or a foreign one is refused in a sentence."""
    with engine.connect() as connection:
        return _check(connection, known(migrations), place)


def upgrade(
    engine: Engine, place: str, migrations: Path = MIGRATIONS, keep: Callable[[str], object] = lambda version: None
) -> None:
    """Bring the database to this version, all migrations in one transaction where the database can.

    ``keep`` makes a copy of an older one, before anything is changed; it is given its version.
    """
    with engine.connect() as connection:
        begin_writing(connection)
        with alone(connection, place), connection.begin():
            if not _check(connection, known(migrations), place):
                from .migrate import migrate

                if (old := version_of(connection)) is not None:
                    keep(old)
                prepare(connection)
                migrate(connection, migrations, VERSION_TABLE)


def known(migrations: Path = MIGRATIONS) -> list[str]:
    """Return the versions that the migrations make, oldest first: each file's name begins with its own."""
    return sorted(file.name.partition("_")[0] for file in (migrations / "versions").glob("[0-9]*_*.py"))


def version(engine: Engine) -> str | None:
    """Return the database's version; ``None`` when it is empty."""
    with engine.connect() as connection:
        return version_of(connection)


def version_of(connection: Connection) -> str | None:
    """Return the same within a transaction."""
    return _version(connection, inspect(connection).get_table_names())


def _version(connection: Connection, tables: list[str]) -> str | None:
    if VERSION_TABLE not in tables:
        return None
    found = connection.execute(text(f"select version_num from {VERSION_TABLE}")).scalar()
    return None if found is None else str(found)


def _check(connection: Connection, versions: list[str], place: str) -> bool:
    tables = inspect(connection).get_table_names()
    if tables and VERSION_TABLE not in tables:
        sentence = f"The bookkeeping {place} is a database of another program."
        raise BookkeepingError(sentence, hint="Name another file or database; this one was left as it is.")
    found = _version(connection, tables)
    if found is not None and found not in versions:
        sentence = f"The bookkeeping {place} was written by a newer version of the program (tables {found})."
        raise Outdated(sentence, hint="Upgrade Parisana on this machine, or name another database.")
    return found == versions[-1]
