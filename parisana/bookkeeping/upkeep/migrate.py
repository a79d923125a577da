"""Carrying out the migrations that travel in the package. Alembic is loaded only when there is something to do."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def migrate(connection: Connection, migrations: Path, version_table: str, to: str = "head") -> None:
    """Carry out all migrations that this database has not seen, up to a version."""
    scripts = _scripts(migrations)

    def steps(revision: object, context: MigrationContext) -> object:
        return scripts._upgrade_revs(to, revision)  # type: ignore[arg-type]  # alembic's own env.py does so

    options = {"version_table": version_table, "transactional_ddl": True, "fn": steps}
    context = MigrationContext.configure(connection, opts=options)
    with Operations.context(context):
        context.run_migrations()


def _scripts(migrations: Path) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return ScriptDirectory.from_config(config)
