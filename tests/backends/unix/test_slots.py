"""Which row starts next."""

from __future__ import annotations

from parisana.backends.unix.records import Order
from parisana.backends.unix.slots import Candidate, choose


def _order(tag: str, *, cores: int = 1, offered: int = 4, submitted: float = 0.0, priority: int = 0) -> Order:
    return Order(
        tag=tag,
        script="",
        table="",
        rows=10,
        cores=cores,
        memory_mb=10,
        time_s=10,
        log_dir="",
        environment={},
        offered_cores=offered,
        offered_memory_mb=1000,
        submitted=submitted,
        priority=priority,
    )


def _chosen(*candidates: Candidate) -> str | None:
    found = choose(candidates)
    return None if found is None else found.order.tag


def test_nothing_starts_when_nothing_waits() -> None:
    assert _chosen() is None
    assert _chosen(Candidate(_order("a"), 1, False)) is None


def test_the_older_goes_first_then_they_share() -> None:
    old, new = _order("old", submitted=1), _order("new", submitted=2)
    assert _chosen(Candidate(new, 0, True), Candidate(old, 0, True)) == "old"
    assert _chosen(Candidate(new, 0, True), Candidate(old, 1, True)) == "new"


def test_priority_goes_before_age_and_share() -> None:
    assert _chosen(Candidate(_order("old"), 0, True), Candidate(_order("urgent", priority=1), 3, True)) == "urgent"


def test_a_row_that_needs_the_whole_machine_is_not_starved_by_small_ones() -> None:
    big = Candidate(_order("big", cores=4, submitted=1), 0, True)
    assert _chosen(big, Candidate(_order("small", submitted=2), 1, True)) is None


def test_a_production_with_a_narrow_limit_does_not_hold_the_others_back() -> None:
    narrow = Candidate(_order("narrow", offered=1, submitted=1, priority=1), 1, True)
    assert _chosen(narrow, Candidate(_order("wide", submitted=2), 0, True)) == "wide"


def test_memory_counts_as_cores_do() -> None:
    crowded = Candidate(_order("a", offered=1000), 100, True)
    assert _chosen(crowded) is None
