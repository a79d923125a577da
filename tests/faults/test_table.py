"""The table in the docs as a whole: no fault is left out at one of the two systems, and none did harm."""

from __future__ import annotations

from collections import Counter

from .rows import PAGE, ROW
from .test_answers import SPOILED

TEXT = PAGE.read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in found[0].split("|")[1:-1]] for found in ROW.finditer(TEXT)]


def test_each_fault_was_tried_on_both_systems() -> None:
    tried = Counter((fault, what) for fault, _system, what, *_counts in ROWS)
    assert set(tried.values()) == {2}
    assert {(fault, what) for fault, what, *_how in SPOILED} <= tried.keys()


def test_nothing_was_done_twice_or_lost_or_ended_wrongly() -> None:
    for _fault, _system, _what, planned, committed, *_more, twice, lost, false in ROWS:
        assert (planned, twice, lost, false) == (committed, "0", "0", "0")


def test_each_of_the_faults_is_in_the_table() -> None:
    assert {fault for row in ROWS for fault in row[0].split(", ")} == {f"F{number}" for number in range(1, 23)}
