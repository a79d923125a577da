"""A command, as a test gives it."""

from __future__ import annotations

import pytest

from tests.cli.running import Run, runner


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command where the test is; files that need more around it have their own."""
    return runner(capsys)
