"""The table of bad days names tests: they are there, and no fault of the list is without one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
TEXT = (TESTS.parent / "docs" / "storages.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| (F\d+) \|[^|]+\| (.+) \|$", TEXT, re.MULTILINE))


@pytest.mark.parametrize("fault", [f"F{number}" for number in range(23, 37)])
def test_each_fault_is_tried_by_tests_that_are_there(fault: str) -> None:
    named = re.findall(r"`([\w/.]+)::(\w+)`", ROWS[fault])
    assert named
    for file, name in named:
        assert re.search(rf"^def {name}\(", (TESTS / file).read_text(encoding="utf-8"), re.MULTILINE), name
