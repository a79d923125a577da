"""The line that says how far files from tape are is read back as it was written, and no other is."""

from __future__ import annotations

import pytest

from parisana.core.jobs.staged import Staged, parse_staged


def test_the_line_is_read_back() -> None:
    assert str(Staged(34, 120)) == "staging 34 of 120 files"
    assert parse_staged(str(Staged(34, 120))) == Staged(34, 120)


@pytest.mark.parametrize("text", ["", "running", "staging 34 of files", "staging 3 of 4 files, and more"])
def test_other_lines_are_not(text: str) -> None:
    assert parse_staged(text) is None
