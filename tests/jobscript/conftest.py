"""A scratch Working area in which the job script really runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.jobscript.ground import Ground


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """Return a fresh ground with one row and the counting payload."""
    return Ground(tmp_path)
