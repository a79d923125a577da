"""Observation runs."""

from __future__ import annotations

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.records import RunRecord
from parisana.bookkeeping.values.views import RunQuery

CRAB = (83.633, 22.014)
RUNS = [
    RunRecord(23523, "Crab", 83.633, 22.514, 48.0, 1.1e9, 1687.0, "1,2,3,4", False, 1580.0, 0, 0.094),
    RunRecord(23526, "Crab", 83.633, 21.514, 50.0),
    RunRecord(33787, "PKS 2155", 329.717, -30.226, 10.0),
    RunRecord(900001, "Crab", 83.633, 22.514, 20.0, simulated=True),
]


def numbers(book: Bookkeeping, query: RunQuery) -> list[int]:
    return [run.run for run in book.find_runs(query)]


def test_runs_are_found_by_what_is_known(book: Bookkeeping) -> None:
    assert book.add_runs(RUNS) == 4
    assert numbers(book, RunQuery(target="Crab")) == [23523, 23526, 900001]
    assert book.find_runs(RunQuery(limit=1)) == RUNS[:1], "with its quality and its muon efficiency"
    assert numbers(book, RunQuery(near=(*CRAB, 1.0), simulated=False)) == [23523, 23526]
    assert numbers(book, RunQuery(zenith_max=20.0)) == [33787, 900001]
    assert numbers(book, RunQuery(after=23523, limit=2)) == [23526, 33787]


def test_a_place_is_found_across_zero_hours(book: Bookkeeping) -> None:
    book.add_runs([RunRecord(1, "x", 359.9, 0.0), RunRecord(2, "x", 0.1, 60.0)])
    assert numbers(book, RunQuery(near=(0.05, 0.0, 0.2))) == [1]
    assert numbers(book, RunQuery(near=(0.5, 60.0, 0.25))) == [2]


def test_a_run_recorded_again_is_brought_up_to_date(book: Bookkeeping) -> None:
    book.add_runs(RUNS)
    assert book.add_runs([RunRecord(23523, "Crab Nebula", zenith=47.0), RunRecord(5, "Vela")]) == 1
    assert book.find_runs(RunQuery(target="Crab Nebula")) == [RunRecord(23523, "Crab Nebula", zenith=47.0)]
