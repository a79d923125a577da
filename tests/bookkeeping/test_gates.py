"""Gates before the rows of Monte-Carlo productions, in a file and on a server."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import NewJob
from parisana.core.plans.gates import Gate
from tests.bookkeeping.samples import new_production

from .test_simulations import STAGES, finish, simulation, units


def gated() -> list[NewJob]:
    """Return the units of two rows, each with a gate before its detector."""
    gates = {row: (Gate(0.5, "kaskade", "smash", 2**60 + row).path,) for row in (1, 2)}
    return [replace(job, gates=gates[job.of_row]) if job.stage == "smash" else job for job in units()]


def states(book: Bookkeeping, production: int) -> dict[str, str]:
    return {f"{job.stage} {job.unit}": job.state for job in book.jobs(production)}


def test_jobs_wait_before_a_gate_until_it_opens_for_every_production(book: Bookkeeping) -> None:
    first, second = (
        book.create_production(new_production(name), STAGES, gated(), simulation=simulation()) for name in ("a", "b")
    )
    finish(book, first, 1, 100, "p1-a")
    assert states(book, first)["smash row-01-000001"] == "waiting"
    gate, other = book.closed_gates(first)
    assert (gate.row, other.row) == (1, 2) and gate.gate.opens(1, 2) and not gate.gate.opens(0, 2)
    for _ in range(2):
        book.open_gate(gate, 400.0, "It begins.")
    assert states(book, first)["smash row-01-000001"] == "ready"
    assert states(book, first)["smash row-01-000002"] == "waiting", "its own showers are not there"
    assert [each.row for each in book.closed_gates(second)] == [2]
    finish(book, second, 1, 100, "p2-a")
    assert states(book, second)["smash row-01-000001"] == "ready"
    assert [each.text for each in book.deeds(second)].count("It begins.") == 1


def test_nobody_is_asked_to_declare_a_gate(book: Bookkeeping) -> None:
    production = book.create_production(new_production(), STAGES, gated(), simulation=simulation())
    for job in (1, 3, 5):
        finish(book, production, job, 100, f"p1-{job}")
    assert book.needed(production) == [] and not book.awaits_word(production)


def test_jobs_that_come_after_it_has_opened_do_not_wait(book: Bookkeeping) -> None:
    production = book.create_production(new_production("a"), STAGES, gated(), simulation=simulation())
    for each in book.closed_gates(production):
        book.open_gate(each, 400.0, "It begins.")
    later = book.create_production(new_production("b"), STAGES, gated(), simulation=simulation())
    assert book.closed_gates(later) == []
    finish(book, later, 1, 100, "p2-a")
    assert states(book, later)["smash row-01-000001"] == "ready"


@pytest.mark.parametrize(("share", "total", "enough"), [(0.5, 3, 2), (1.0, 3, 3), (0.01, 3, 1), (0.9, 10, 9)])
def test_a_share_is_rounded_up(share: float, total: int, enough: int) -> None:
    gate = Gate.parse(Gate(share, "kaskade", "smash", 2**60).path)
    assert [gate.opens(done, total) for done in (enough - 1, enough)] == [False, True]
