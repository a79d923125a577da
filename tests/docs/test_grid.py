"""The tables of what is known of the Grid's tools name tests: each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
TEXT = (TESTS.parent / "docs" / "grid.md").read_text(encoding="utf-8").partition("### Which test tries what")[2]
ROWS = dict(re.findall(r"^\| ([^|]+) \| (`test_[^|]+) \|$", TEXT, re.MULTILINE))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((TESTS / "backends").rglob("test_*.py")))


def test_the_tables_are_read() -> None:
    assert len(ROWS) == 25, "ten of the tools, fifteen of bad days"


@pytest.mark.parametrize("trouble", ROWS)
def test_each_trouble_is_tried_by_tests_that_are_there(trouble: str) -> None:
    for name in re.findall(r"`(\w+)`", ROWS[trouble]):
        assert f"\ndef {name}(" in CODE, name
