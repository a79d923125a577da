"""The desk of each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backends.htcondorce.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk; nothing waits there afterwards."""
    desk = Desk(tmp_path)
    yield desk
    desk.set(jobs={})
