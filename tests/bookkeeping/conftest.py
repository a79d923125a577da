from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.bookkeeping import Bookkeeping
from tests.bookkeeping.samples import STAGES, diamond, new_production
from tests.servers.mariadb import MariaDB

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
