"""Opening a database: SQLite in a file by default, a server where the address says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from parisana.errors import BookkeepingError, InputError

from . import server
from .compiled import COMPILED, compiled_once
from .filesystem import mounts_here, on_network
from .searching import teach

BUSY_SECONDS = 30.0


def address(place: str | Path) -> URL:
    """Read a path or an address (``sqlite:///…``, ``mysql://…``)."""
    if isinstance(place, Path) or "://" not in place:
        return URL.create("sqlite", database=str(Path(place).expanduser().absolute()))
    try:
        return server.settled(make_url(place))
    except ArgumentError as error:
        hint = "Write a path, or an address like mysql://user@host/name."
        raise InputError("The address of the bookkeeping cannot be read.", hint=hint) from error


def spoken_name(url: URL) -> str:
    """Name the database in a sentence, without its password and options."""
    return url.database or "in memory" if url.get_backend_name() == "sqlite" else url.set(query={}).render_as_string()


def connect(url: URL, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Make the engine; the file's folder is made when it is not there."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, busy_seconds)
    try:
        return server.connect(url, busy_seconds)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        sentence = f"The bookkeeping {spoken_name(url)} needs the database driver {url.drivername}, which is not here."
        raise InputError(sentence, hint="Install it beside the program, or use a file.") from error


def begin_writing(connection: Connection) -> None:
    """Say that this transaction will write: SQLite then locks first, and never has to give up half-way."""
    connection.execution_options(parisana_writes=True)


def _sqlite(url: URL, busy_seconds: float) -> Engine:
    _make_folder(url)
    once, kept = compiled_once(url), {"compiled_cache": COMPILED}
    engine = create_engine(once, connect_args={"timeout": busy_seconds}, hide_parameters=True, execution_options=kept)
    journal = "DELETE" if url.database and on_network(Path(url.database).resolve(), mounts_here()) else "WAL"

    @event.listens_for(engine, "connect")
    def prepare(driver: Any, _: object) -> None:
        """Intents must survive a power cut: FULL. Read-only files keep the journal they have."""
        driver.isolation_level = None
        teach(driver)
        driver.execute("PRAGMA foreign_keys = ON")
        driver.execute("PRAGMA synchronous = FULL")
        writable = url.query.get("mode") != "ro"
        if writable and driver.execute("PRAGMA journal_mode").fetchone()[0] != journal.lower():
            driver.execute(f"PRAGMA journal_mode = {journal}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """Begin ourselves: the driver would leave changes of tables outside the transaction."""
        writes = connection.get_execution_options().get("parisana_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _make_folder(url: URL) -> None:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        return
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"The folder {folder} of the bookkeeping cannot be made: {error.strerror}."
        raise BookkeepingError(sentence, hint="Name another one with PARISANA_HOME.") from error
