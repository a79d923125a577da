"""The Grid as it would be if only its settings were written: what a plug-in looks like before there is a program."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from parisana.backends.cream import CreamSettings
from parisana.plugins import registry
from parisana.plugins.missing import described

GRID = described("cream", "Distributed Grid", CreamSettings)


@pytest.fixture
def grid_unbuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the registry find the settings of the Grid, and no more."""
    points = dict(registry._points(registry.BACKENDS))
    points["cream"] = EntryPoint("cream", f"{__name__}:GRID", registry.BACKENDS)
    others = registry._points

    def found(group: str) -> object:
        return points if group == registry.BACKENDS else others(group)

    monkeypatch.setattr(registry, "_points", found)
