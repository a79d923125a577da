"""What is heard of a partner over which several threads speak."""

from __future__ import annotations

import pytest

from parisana.app.ground.line import Line, Notice


@pytest.fixture
def heard() -> list[str]:
    """Return what a person was told."""
    return []


@pytest.fixture
def line(heard: list[str]) -> Line:
    """Return the line to the bookkeeping."""

    def tell(notice: Notice) -> None:
        heard.append(notice.text)

    return Line("the bookkeeping", tell, clock=lambda: 0.0)


def test_silence_and_its_end_are_told_once_each(line: Line, heard: list[str]) -> None:
    for _ in range(2):
        line.silent("It is away.")
    assert [text.partition(" since ")[0] for text in heard] == ["No answer from the bookkeeping"]
    for _ in range(2):
        line.answered(line.asking())
    assert heard[1:] == ["The bookkeeping answers again."]


def test_an_answer_to_what_was_asked_before_the_silence_does_not_end_it(line: Line, heard: list[str]) -> None:
    asked_by_one_thread = line.asking()
    line.silent("It is away.")
    line.answered(asked_by_one_thread)
    assert line.silent_since is not None and line.why == "It is away."
    line.silent("It is still away.")
    assert len(heard) == 1
    line.answered(line.asking())
    assert line.silent_since is None
