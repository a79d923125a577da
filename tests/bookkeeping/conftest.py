from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parisana.app.books import database as books
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.upkeep.accounts import Kind
from tests.bookkeeping.samples import STAGES, diamond, new_production
from tests.servers.mariadb import MariaDB

NAMED = {
    Kind.READER: ["web@localhost"],
    Kind.USER: ["marie@localhost", "paul@localhost"],
    Kind.ADMINISTRATOR: ["anna@localhost"],
}
BOTH = ("sqlite", pytest.param("mariadb", marks=pytest.mark.xdist_group("mariadb")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a file can be."""
    return tmp_path / "home" / "book.db"


@pytest.fixture
def address(mariadb: MariaDB) -> Iterator[str]:
    """Return the address of an empty database of the server."""
    with mariadb.database() as name:
        yield mariadb.address(name)


@pytest.fixture(scope="session")
def shared_name(mariadb: MariaDB) -> Iterator[str]:
    """Return the database whose tables are made once for all tests."""
    with mariadb.database() as name:
        yield name


@pytest.fixture
def shared_address(mariadb: MariaDB, shared_name: str) -> Iterator[str]:
    """Return the address of that database; its tables are empty."""
    yield mariadb.address(shared_name)
    mariadb.empty(shared_name)


@pytest.fixture(params=BOTH)
def place(request: pytest.FixtureRequest) -> Path | str:
    """Return a place for the bookkeeping: each test is run with a file and with a server."""
    found: Path | str = request.getfixturevalue("path" if request.param == "sqlite" else "shared_address")
    return found


@pytest.fixture(params=BOTH)
def new_place(request: pytest.FixtureRequest) -> Path | str:
    """Return the same without tables."""
    found: Path | str = request.getfixturevalue("path" if request.param == "sqlite" else "address")
    return found


@pytest.fixture
def book(place: Path | str) -> Iterator[Bookkeeping]:
    with Bookkeeping.open(place) as opened:
        yield opened


@pytest.fixture
def production(book: Bookkeeping) -> int:
    return book.create_production(new_production(), STAGES, diamond())


@pytest.fixture
def epoch(book: Bookkeeping, production: int) -> int:
    return book.take_lease(production, "driver-a", "lab", 10, 600)


@pytest.fixture
def at_server(mariadb: MariaDB, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a home whose bookkeeping is a server's, seen by its administrator; accounts are gone afterwards."""
    monkeypatch.setenv("PARISANA_BOOK", address)
    monkeypatch.setenv("PARISANA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    yield tmp_path
    for name in ("web", "marie", "paul", "anna"):
        mariadb.ask(f"DROP USER IF EXISTS {name}@localhost")


@pytest.fixture
def enter(at_server: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Bookkeeping]:
    """Make the accounts; return how one of them comes in, by the option file that was written for it."""
    files = {path.stem: path for path in books.make(at_server, books.wanted(at_server, NAMED, False)).files}

    def come(name: str) -> Bookkeeping:
        assert files[name].stat().st_mode & 0o777 == 0o600
        (at_server / ".my.cnf").write_text(files[name].read_text())
        book = Bookkeeping.open("mysql://")
        (at_server / ".my.cnf").unlink()
        return book

    return come
