"""How everything stands: cheap however much there is, and honest about rates."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from parisana.app.driving.watch import Watch
from parisana.app.ground.rate import Samples, per_hour, seconds_left
from parisana.app.session import Session
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import JobChange, NewJob, NewProduction
from parisana.core.jobs.states import JobState, ProductionState
from parisana.plugins.fake_backend import FakeSite, run_here

from .conftest import Clock
from .test_follower import turns
from .toy import Toy, last

STAGES = [("dst", "DST"), ("merging", "Merging")]
PROFILE = "parisana: profile/1\nname: crab\nstages: {target: {name: Crab Nebula}}\n"
NEW = NewProduction("crab", "toy", "Lyon", "marie", "lab", "/work", "d" * 64, PROFILE, "suite", "site", 1000.0)


def job(number: int, done: bool = False) -> NewJob:
    return NewJob(number, f"{number:064x}", "dst", f"run-{number}", "", "{}", "p", "/o", (), done)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Bookkeeping]:
    with Bookkeeping.open(tmp_path / "book.sqlite") as opened:
        yield opened


@contextmanager
def statements(book: Bookkeeping) -> Iterator[list[str]]:
    """Gather what is asked of the database."""
    found: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            found.append(statement)

    event.listen(book._engine, "before_cursor_execute", note)
    yield found
    event.remove(book._engine, "before_cursor_execute", note)


def test_a_hundred_productions_of_ten_thousand_jobs_cost_four_statements(book: Bookkeeping) -> None:
    for number in range(100):
        book.create_production(replace(NEW, name=f"crab-{number}"), STAGES, [job(1), job(2, done=True)])
    ten_thousand = book.create_production(NEW, STAGES, [job(number) for number in range(1, 10_001)])
    watch = Watch(lambda: book, time.time)
    with statements(book) as first:
        snapshot = watch.snapshot(ten_thousand)
    with statements(book) as later:
        watch.snapshot(ten_thousand)
    assert (len(first), len(later)) == (4, 3)
    assert not any("count(" in text.lower() or " jobs" in text.lower() for text in first)
    assert len(snapshot.productions) == 100
    assert snapshot.totals == {JobState.READY: 10_000}
    assert [(stage.title, stage.counts) for stage in snapshot.stages] == [
        ("DST", {JobState.READY: 10_000}),
        ("Merging", {}),
    ]
    assert snapshot.productions[1].counts == {JobState.READY: 1, JobState.DONE: 1}
    with statements(book) as old:
        assert watch.snapshot(1).selected.name == "crab-0"  # type: ignore[union-attr]  # it is there
    assert len(old) <= 6


def test_targets_names_and_totals_of_all(book: Bookkeeping) -> None:
    book.create_production(NEW, STAGES, [job(1)])
    book.create_production(replace(NEW, profile_text="nonsense: ["), STAGES, [job(1), job(2)])
    snapshot = Watch(lambda: book, lambda: 5000.0).snapshot()
    assert [(each.number, each.target) for each in snapshot.productions] == [(2, ""), (1, "Crab Nebula")]
    assert (snapshot.selected, snapshot.stages, snapshot.totals) == (None, (), {JobState.READY: 3})
    assert snapshot.answer_age is None


def test_rate_and_time_left(book: Bookkeeping) -> None:
    production = book.create_production(NEW, STAGES, [job(number) for number in range(1, 101)])
    book.set_production_state(production, ProductionState.RUNNING, 1000.0, "test")
    now = 1000.0
    watch = Watch(lambda: book, lambda: now)

    def done(*numbers: int) -> None:
        ids = [book.job(production, number).id for number in numbers]
        book.step_jobs(production, [JobChange(each, JobState.DONE, now) for each in ids], "test")

    pace = watch.snapshot(production).productions[0].pace
    assert (pace.recent, pace.whole, pace.seconds_left) == (None, None, None)
    now = 4600.0
    done(*range(1, 11))
    pace = watch.snapshot(production).productions[0].pace
    assert (pace.whole, pace.seconds_left) == (10.0, 90 * 360.0)
    now = 5200.0
    done(*range(11, 41))
    pace = watch.snapshot(production).productions[0].pace
    assert (pace.recent, pace.seconds_left) == (180.0, 60 * 20.0)
    book.set_production_state(production, ProductionState.STOPPED, now, "test")
    now = 9999.0
    pace = watch.snapshot(production).productions[0].pace
    assert pace.seconds_left is None
    assert pace.whole == pytest.approx(40 / 4200 * 3600)


def test_rates_of_nothing() -> None:
    samples = Samples()
    samples.add(0.0, 5)
    samples.add(10.0, 9)
    assert samples.span == (0, 0.0)
    samples.add(40.0, 9)
    assert samples.span == (4, 40.0)
    samples.add(50.0, 0)
    assert samples.span == (0, 0.0)
    assert (per_hour(0, 60.0), seconds_left(0, 60.0, 5), seconds_left(0, 0.0, 0)) == (None, None, 0.0)


def test_whoever_looks_on_learns_what_the_driver_heard(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock
) -> None:
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile([1])))
    turns(session, production, 2)
    heard = clock.now
    batch.silent = True
    other = Session(clock=clock, sleep=clock.sleep)
    follow = session.follow(production)
    for _ in range(4):
        next(follow)
    snapshot = other.watch.snapshot(production)
    (standing,) = snapshot.productions
    assert standing.answered_at is not None and standing.answered_at <= heard
    assert standing.silent_since is not None and standing.driver
    assert snapshot.answer_age == clock.now - standing.answered_at
    batch.silent, batch.run_row = False, run_here
    assert last(follow).state is ProductionState.DONE
    (standing,) = other.watch.snapshot(production).productions
    assert (standing.silent_since, standing.driver, standing.state) == (None, "", ProductionState.DONE)
    assert standing.total == 3
    other.close()
