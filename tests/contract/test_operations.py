"""The table of what each storage can do is what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from parisana.plugins.storage import Storage

from .operations import COLUMNS, OPERATIONS, tried, written


def test_the_page_says_what_the_storage_does(
    request: pytest.FixtureRequest, area: tuple[Storage, str], tmp_path: Path
) -> None:
    storage, url = area
    if storage.name == "fake":
        assert set(tried(storage, url, tmp_path).values()) == {"yes", "no"}
        return
    assert tried(storage, url, tmp_path) == written()[request.node.callspec.params["area"]]


@pytest.mark.parametrize("name", COLUMNS)
def test_the_page_knows_all_operations(name: str) -> None:
    assert list(written()[name]) == list(OPERATIONS)
