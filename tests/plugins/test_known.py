"""Long answers that are mostly what they were."""

from __future__ import annotations

import pytest

from parisana.errors import NoAnswer
from parisana.plugins.known import Known


def test_only_what_is_new_is_read() -> None:
    asked: list[str] = []

    def read(part: str) -> int:
        asked.append(part)
        return int(part)

    known = Known(read)
    assert known(["1", "2"]) == [1, 2]
    assert known(["2", "3", "2"]) == [2, 3, 2]
    assert known(["1"]) == [1]
    assert asked == ["1", "2", "3", "1"]


def test_an_answer_that_cannot_be_read_leaves_no_trace() -> None:
    def read(part: str) -> int:
        if part == "x":
            raise NoAnswer("It is garbled.")
        return int(part)

    known = Known(read)
    with pytest.raises(NoAnswer):
        known(["1", "x"])
    with pytest.raises(NoAnswer):
        known(["x"])
    assert known(["1"]) == [1]
