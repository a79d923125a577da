"""What the tests of all batch systems have in common."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from parisana.app.session import Session
from tests.app.toy import Toy


@pytest.fixture
def told() -> list[str]:
    """Return what the driver says to the person."""
    return []


@pytest.fixture
def session(toy: Toy, told: list[str]) -> Iterator[Session]:
    """Return a session at the place of the toy analysis, which each of the files has on its own batch system."""
    made = Session(tell=lambda notice: told.append(notice.text))
    yield made
    made.close()
