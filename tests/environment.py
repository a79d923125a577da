"""What a test lets its process find in the environment."""

from __future__ import annotations

from collections.abc import Mapping

import pytest


def set_environment(monkeypatch: pytest.MonkeyPatch, values: Mapping[str, str]) -> None:
    """Set variables until the test is over."""
    for name, value in values.items():
        monkeypatch.setenv(name, value)
