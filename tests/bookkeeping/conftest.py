from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.bookkeeping import Bookkeeping
from tests.bookkeeping.samples import STAGES, diamond, new_production


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "book.db"


@pytest.fixture
def book(path: Path) -> Iterator[Bookkeeping]:
    with Bookkeeping.open(path) as opened:
        yield opened


@pytest.fixture
def production(book: Bookkeeping) -> int:
    return book.create_production(new_production(), STAGES, diamond())


@pytest.fixture
def epoch(book: Bookkeeping, production: int) -> int:
    return book.take_lease(production, "driver-a", "lab", 10, 600)
