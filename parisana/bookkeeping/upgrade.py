"""Bringing a database to this version of the program, by the migrations that travel in the package."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from parisana.errors import BookkeepingError, Outdated

from .database import begin_writing

VERSION_TABLE = "parisana_version"
MIGRATIONS = Path(__file__).parent / "migrations"


def check(engine: Engine, place: str, migrations: Path = MIGRATIONS) -> bool:
    """Whether the database is of this version; a newer or a foreign one is refused in a sentence."""
    scripts = _scripts(migrations)
    with engine.connect() as connection:
        return _check(connection, scripts, place)


def upgrade(engine: Engine, place: str, migrations: Path = MIGRATIONS) -> None:
    """Bring the database to this version, all migrations in one transaction where the database can."""
    scripts = _scripts(migrations)
    with engine.connect() as connection:
        begin_writing(connection)
        with connection.begin():
            if not _check(connection, scripts, place):
                _migrate(connection, scripts)


def version(engine: Engine) -> str | None:
    """Return the database's version; ``None`` when it is empty."""
    with engine.connect() as connection:
        return _context(connection).get_current_revision()


def _migrate(connection: Connection, scripts: ScriptDirectory) -> None:
    def steps(revision: object, context: MigrationContext) -> object:
        return scripts._upgrade_revs("head", revision)  # type: ignore[arg-type]  # alembic's own env.py does so

    context = _context(connection, fn=steps)
    with Operations.context(context):
        context.run_migrations()


def _check(connection: Connection, scripts: ScriptDirectory, place: str) -> bool:
    tables = set(inspect(connection).get_table_names())
    if tables and VERSION_TABLE not in tables:
        sentence = f"The bookkeeping {place} is a database of another program."
        raise BookkeepingError(sentence, hint="Name another file or database; this one was left as it is.")
    found = _context(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    if found is not None and found not in known:
        sentence = f"The bookkeeping {place} was written by a newer version of the program (tables {found})."
        raise Outdated(sentence, hint="Upgrade Parisana on this machine, or name another database.")
    return found == scripts.get_current_head()


def _context(connection: Connection, **options: object) -> MigrationContext:
    return MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE, "transactional_ddl": True, **options}
    )


def _scripts(migrations: Path) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return ScriptDirectory.from_config(config)
