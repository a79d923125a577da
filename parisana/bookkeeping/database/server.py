"""A MySQL or MariaDB server: how a connection begins there, and one program at a time changing the tables.

The connection is encrypted when the server can.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

from parisana.errors import BookkeepingError

from .again import TRIES
from .credentials import credentials

#: Comparing as SQLite does: byte by byte, blanks at the end included.
COLLATIONS = {True: "utf8mb4_nopad_bin", False: "utf8mb4_0900_bin"}
#: What is read in one transaction is of one moment, as in SQLite; what is written follows what others committed.
LOOK = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
#: Ids that are listed in one text are never cut (``jobs/judging.py``).
LISTED = "group_concat_max_len = 1000000"
#: A name that is short enough for a lock, by a digest that every server has (MySQL 9.7 knows no SHA1).
LOCK = "CONCAT('parisana ', LEFT(SHA2(DATABASE(), 256), 40))"
UPGRADE_SECONDS = 600


def is_server(url: URL) -> bool:
    """Whether the address is that of a server that this module knows."""
    return url.get_backend_name() in ("mysql", "mariadb")


def settled(url: URL) -> URL:
    """Return the address with the driver that this program brings, unless another is named."""
    return url.set(drivername="mysql+pymysql") if url.drivername in ("mysql", "mariadb") else url


def connect(url: URL, busy_seconds: float) -> Engine:
    """Make the engine; connections that broke while they lay idle are made anew when they are taken.

    What a broken one says when it is given back is no news: whoever used it was told.
    """
    logging.getLogger("sqlalchemy.pool.impl.QueuePool").setLevel(logging.CRITICAL)
    wait = max(1, round(busy_seconds / TRIES))
    arguments: dict[str, Any] = {
        "init_command": f"SET SESSION innodb_lock_wait_timeout = {wait}, time_zone = '+00:00', {LISTED}",
        "sql_mode": "TRADITIONAL",
        **credentials(url),
    }
    level = "READ COMMITTED"
    engine = create_engine(url, connect_args=arguments, isolation_level=level, pool_pre_ping=True, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("parisana_writes", False):
            connection.exec_driver_sql(LOOK)

    return engine


@contextmanager
def alone(connection: Connection, place: str) -> Iterator[None]:
    """Let no other program change the tables meanwhile: a server commits each change of a table by itself.

    It lies around the transaction: whoever comes next must see what this one wrote.
    """
    if connection.dialect.name == "sqlite":
        yield
        return
    with connection.begin():
        mine = connection.execute(text(f"SELECT GET_LOCK({LOCK}, {UPGRADE_SECONDS})")).scalar()
    if not mine:
        sentence = f"The tables of the bookkeeping {place} are being changed by another program."
        raise BookkeepingError(sentence, hint="Wait until it has ended.", transient=True)
    try:
        yield
    except BaseException:
        connection.invalidate()
        raise
    with connection.begin():
        connection.execute(text(f"SELECT RELEASE_LOCK({LOCK})"))


def prepare(connection: Connection) -> None:
    """Let the tables of an empty database compare texts as SQLite does."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"ALTER DATABASE CHARACTER SET utf8mb4 COLLATE {collation(connection)}"))


def collation(connection: Connection) -> str:
    """Return by which rule this server compares texts byte by byte."""
    return COLLATIONS[bool(getattr(connection.dialect, "is_mariadb", False))]


def cipher(connection: Connection) -> str:
    """Return how the connection is encrypted; empty when it is not."""
    row = connection.execute(text("SHOW STATUS LIKE 'Ssl_cipher'")).first()
    return str(row[1]) if row else ""
