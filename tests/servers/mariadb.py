"""A private MariaDB server: reached by a socket in a folder of its own, stopped by its pid.

What was committed outlives the server's own death, not that of the machine: tests need no more, and are quicker.
"""

from __future__ import annotations

import contextlib
import gc
import getpass
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import Any

import pymysql
import pytest

from parisana.bookkeeping.schema import metadata
from tests.trying import cannot_try
from tests.waiting import PATIENCE_S, until

from .places import short_folder

PATH = f"/usr/sbin:/usr/bin:/sbin:/bin:{os.environ.get('PATH', '')}"
PROGRAMS = ("mariadbd", "mariadb-install-db")
#: Files for the moment lie apart: another server of the same machine, when it starts, clears /tmp of them.
WHERE = "--no-defaults --user={user} --datadir={folder}/db --tmpdir={folder}/tmp"
SETTINGS = (
    "--socket={folder}/sock --pid-file={folder}/pid --skip-networking --skip-log-bin "
    "--innodb-buffer-pool-size=64M --innodb-flush-method=nosync --innodb-flush-log-at-trx-commit=2"
)
#: Where MySQL was unpacked (``make test-mysql``): then it stands for MariaDB.
PLACE = "PARISANA_TEST_MYSQL"
#: The driver forgets to close its socket when no server is behind it: a filter for the tests that take it away.
FORGOTTEN = "ignore:unclosed <socket:ResourceWarning"


class MariaDB:
    """One server, and databases in it that tests have for themselves."""

    name = "MariaDB"
    making = f"mariadb-install-db {WHERE} --skip-test-db --auth-root-authentication-method=normal"
    serving = f"mariadbd {WHERE} {SETTINGS}"

    def __init__(self) -> None:
        self.folder = short_folder("mariadb-")
        self.socket = self.folder / "sock"
        self._server: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)

    def install(self, *options: str) -> None:
        """Make the server's own tables, and start it."""
        (self.folder / "tmp").mkdir()
        done = subprocess.run(
            self._argv(self.making), env={**os.environ, "PATH": PATH}, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        self.start(*options)

    def start(self, *options: str) -> None:
        """Start the server; it answers when this returns."""
        with open(self.folder / "log", "a") as log:
            self._server = subprocess.Popen(
                [*self._argv(self.serving), *options], stdout=log, stderr=log, env={"PATH": PATH}
            )
        until(self._answers, complaint=f"{self.name} does not start, see {self.folder}/log.")

    def stop(self) -> None:
        """Stop it as an administrator does."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(PATIENCE_S)

    @contextlib.contextmanager
    def started_with(self, *options: str) -> Iterator[None]:
        """Let it run with other options for a while."""
        self.stop()
        try:
            self.start(*options)
            yield
        finally:
            self.stop()
            self.start()

    def kill(self) -> None:
        """Let it die in the middle of whatever it does."""
        assert self._server is not None
        self._server.kill()
        self._server.wait(PATIENCE_S)

    def remove(self) -> None:
        """Stop it and leave nothing."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """Yield the name of a new database, which is gone afterwards."""
        name = self.make()
        yield name
        self.drop(name)

    def make(self) -> str:
        """Return the name of a new database."""
        name = f"book_{os.getpid()}_{next(self._numbers)}"
        self.ask(f"CREATE DATABASE {name}")
        return name

    def drop(self, name: str) -> None:
        """Remove a database."""
        self.ask(f"DROP DATABASE {name}")

    def empty(self, name: str) -> None:
        """Leave the tables of the bookkeeping as they were when they were made."""
        with self._connected(name) as connection, connection.cursor() as cursor:
            cursor.execute("SET foreign_key_checks = 0")
            for table in metadata.sorted_tables:
                if cursor.execute(f"DELETE FROM {table}") and table.autoincrement_column is not None:
                    cursor.execute(f"ALTER TABLE {table} AUTO_INCREMENT = 1")
            connection.commit()

    def address(self, name: str, user: str = "root") -> str:
        """Return where the bookkeeping is, as the program is told; ``user`` may bring a password."""
        return f"mysql://{user}@localhost/{name}?unix_socket={self.socket}"

    def ask(self, statement: str, database: str | None = None) -> tuple[Any, ...]:
        """Let the administrator say something to the server."""
        with self._connected(database) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            connection.commit()
            return tuple(cursor.fetchall())

    def _connected(self, database: str | None = None) -> Any:
        return pymysql.connect(unix_socket=str(self.socket), user="root", database=database, charset="utf8mb4")

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket)) == 0

    def _argv(self, words: str) -> list[str]:
        return words.format(folder=self.folder, user=getpass.getuser()).split()


def new() -> MariaDB:
    """Return a server that is still to be installed: MariaDB, or MySQL where that is asked for."""
    if PLACE in os.environ:
        from .mysql import MySQL

        return MySQL()
    missing = [name for name in PROGRAMS if shutil.which(name, path=PATH) is None]
    if missing:
        cannot_try(f"a real MariaDB: {', '.join(missing)} not installed")
    return MariaDB()


@cache
def server() -> MariaDB:
    """Return the server of this process, started when it is first asked for."""
    made = new()
    try:
        made.install()
    except BaseException:
        made.remove()
        raise
    return made


@pytest.fixture(scope="session")
def mariadb() -> Iterator[MariaDB]:
    """Return a MariaDB that is up, for all tests of this process (xdist group ``mariadb``)."""
    yield server()
    server().remove()
    server.cache_clear()


@pytest.fixture
def forgotten_sockets() -> Iterator[None]:
    """Let what the driver forgot be closed while the test's own filter of warnings holds."""
    yield
    gc.collect()
