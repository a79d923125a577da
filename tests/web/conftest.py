from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from parisana.app.visit import Visit
from parisana.bookkeeping import Bookkeeping
from parisana.ui.web.application import make

from .sample import Told, fill


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a bookkeeping: one production that came to its end, one that runs at a silent site."""
    root = tmp_path_factory.mktemp("web")
    with Bookkeeping.open(root / "book.sqlite") as book:
        fill(book, root, Told(), Told("rxj1713", "RX J1713.7-3946", "lenain", done=False, silent_since=1_700_009_000.0))
    return root


@pytest.fixture(scope="session")
def visit(sample: Path) -> Iterator[Visit]:
    """Return somebody who looks at it."""
    made = Visit(sample, str(sample / "book.sqlite"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def client(visit: Visit) -> Iterator[TestClient]:
    """Return a browser without eyes."""
    with TestClient(make(visit), base_url="http://localhost", raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Bookkeeping]:
    """Return a bookkeeping of the test's own, in ``book.sqlite``."""
    with Bookkeeping.open(tmp_path / "book.sqlite") as book:
        yield book


@pytest.fixture
def fresh_client(fresh: Bookkeeping, tmp_path: Path) -> Iterator[TestClient]:
    """Return a browser without eyes on that."""
    visit = Visit(tmp_path, str(tmp_path / "book.sqlite"))
    with TestClient(make(visit), base_url="http://localhost", raise_server_exceptions=False) as made:
        yield made
    visit.close()


@pytest.fixture
def sample_log(visit: Visit) -> Iterator[str]:
    """Write the log of job 2, and return the line that is in it."""
    line = "<b>energy 3.2 TeV</b>"
    log = visit.job(1, 2).attempts[-1].log
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(f"begin\n{line}\n")
    yield line
    log.unlink()
