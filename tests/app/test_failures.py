"""Failures of real jobs: grouped, explained, tried again as they are or with more; and the statistics of it all."""

from __future__ import annotations

import json

import pytest

from parisana.app.driving.retrying import FailedQuery
from parisana.app.jobs.statistics import Measure
from parisana.app.planning.needs import Wish, next_needs, wished
from parisana.app.session import Session
from parisana.bookkeeping.values.entries import JobChange
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.errors import InputError
from parisana.plugins.fake_backend import FakeSite

from .conftest import Clock
from .test_follower import turns
from .toy import Toy, last, states

PLANNED = json.dumps({"memory_mb": 1000, "time_s": 600, "disk_mb": 1, "cores": 1})


def test_a_wish_counts_from_then_on() -> None:
    failures = {Failure.MEMORY: 2, Failure.NODE: 1}
    assert next_needs(PLANNED, failures).memory_mb == 1690
    text = wished(PLANNED, Wish(memory_mb=4000), failures)
    assert next_needs(text, failures) == Resources(4000, 600, 1, 1)
    assert next_needs(text, {**failures, Failure.MEMORY: 3}) == Resources(5200, 600, 1, 1)
    assert next_needs(text, {**failures, Failure.TIME: 1}) == Resources(4000, 900, 1, 1)
    again = wished(text, Wish(time_s=60), {**failures, Failure.MEMORY: 3})
    assert next_needs(again, {**failures, Failure.MEMORY: 3}) == Resources(5200, 60, 1, 1)


@pytest.mark.parametrize("wish", [Wish(memory_mb=0), Wish(time_s=-1), Wish(memory_mb=9000), Wish(time_s=90_000)])
def test_a_wish_that_the_site_does_not_grant_is_refused(
    fake_toy: Toy, session: Session, batch: FakeSite, wish: Wish
) -> None:
    fake_toy.site(limits={"memory": "8000 MB", "duration": "24 h"})
    production = session.submit(session.plan(fake_toy.profile([1])))
    for verb in (session.retry, session.preview_retry):
        with pytest.raises(InputError):
            verb(production, wish=wish)


def failed(toy: Toy, batch: FakeSite, session: Session) -> int:
    """Return a production of which two jobs ran out of memory until their budget was spent, and two were killed."""
    batch.run_row = None
    production = session.submit(session.plan(toy.profile([1, 2, 3, 4])))
    for _ in range(6):
        for tag, held in list(batch.held.items()):
            for row in list(held.states):
                memory = held.submission.resources.memory_mb > 100 or row <= 2
                batch.finish(tag, row, 137, Failure.MEMORY if memory else Failure.REFUSED)
        turns(session, production, 3)
    return production


def test_one_group_is_tried_again_with_what_was_wished(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = failed(fake_toy, batch, session)
    report = session.failures.of(production)
    assert (report.jobs, report.failed, report.classes) == (9, 4, (Failure.MEMORY, Failure.REFUSED))
    group = report.groups[0]
    wish = Wish(memory_mb=3000)
    words = (production, group.stage, group.failure, (), group.message, wish)
    preview = session.preview_retry(*words)
    (row,) = preview.groups
    assert (row.jobs, row.before.memory_mb, row.after.memory_mb) == (2, 220, 3000)
    assert "--failure memory --message" in preview.command and preview.command.endswith("--memory '3000 MB'")
    assert session.retry(*words) == 2
    asked = set(batch.held)
    session.send(production)
    (new,) = [batch.held[tag].submission for tag in batch.held if tag not in asked]
    assert (new.rows, new.resources.memory_mb) == (2, 3000)
    assert session.failures.of(production).classes == (Failure.REFUSED,)


def test_what_is_known_of_a_group(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = failed(fake_toy, batch, session)
    (group, _) = session.failures.of(production).groups
    prospect = session.failures.prospect(FailedQuery(production, group.stage, group.failure, group.message))
    assert [each.memory_mb for each in prospect.asked] == [220, 220]
    assert (prospect.next.memory_mb, prospect.site, prospect.avoids) == (220, "toyland", False)
    assert "more memory" in prospect.cause.usual
    nothing = session.failures.prospect(FailedQuery(production, "make", Failure.LOST, "no such message"))
    assert (nothing.affected.of, nothing.asked[0]) == (0, Resources())


def test_real_jobs_that_crash_end_badly_and_leave_nothing(toy: Toy, session: Session) -> None:
    toy.order("make.slice-001", "crash", "always")
    toy.order("make.slice-002", "exit3")
    toy.order("make.slice-003", "exit3")
    toy.order("make.slice-004", "nothing", "always")
    production = session.submit(session.plan(toy.profile([1, 2, 3, 4])))
    assert last(session.follow(production)).state is ProductionState.FAILED
    report = session.failures.of(production)
    counts = {(group.stage, group.failure): group.jobs for group in report.groups}
    assert counts == {("make", Failure.INPUTS): 2, ("make", Failure.SOFTWARE): 1, ("make", Failure.OUTPUT): 1}
    assert sum(each.jobs for each in report.bins) == report.failed == 4
    (inputs,) = [group for group in report.groups if group.failure is Failure.INPUTS]
    chosen = FailedQuery(production, inputs.stage, inputs.failure, inputs.message)
    newest = session.failures.example(chosen)
    assert newest is not None and newest.lines and not newest.trouble
    older = session.failures.example(chosen, newest.place)
    assert older is not None and session.failures.example(chosen, older.place) is None
    back = session.failures.example(chosen, older.place, newest=False)
    assert back is not None and back.detail.job.number == newest.detail.job.number
    shown = toy.run("failures", str(production)).stdout
    (line,) = [line for line in shown.splitlines() if inputs.message in line]
    assert line.split()[:4] == ["inputs", "2", "22.2%", "make"]
    done = toy.run(
        "retry",
        str(production),
        "--failure",
        "inputs",
        "--message",
        inputs.message,
        "--time",
        "2 min",
        "--preview",
        "--json",
    )
    assert json.loads(done.stdout)["groups"][0]["time_s"] == [60, 120]
    refused = toy.run("retry", str(production), "--memory", "2 h")
    assert refused.returncode == 2 and "is not an amount of data" in refused.stderr
    figures = json.loads(toy.run("statistics", str(production), "--json").stdout)
    assert sum(each["failed"] for each in figures["times"]) >= 4


def test_statistics_follow_each_step(fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock) -> None:
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile([1, 2, 3])))
    ids = {job.number: job.id for job in session.all_jobs(production)}
    line = session.statistics.of(production).line
    assert (line.waiting[line.number - 1], line.running[line.number - 1], sum(line.done.values())) == (3, 0, 0)
    for number, state, after in ((1, JobState.RUNNING, 5), (2, JobState.RUNNING, 0), (1, JobState.DONE, 60)):
        clock.now += after
        session.book.step_jobs(production, [JobChange(ids[number], state, clock.now)], "test")
    figures = session.statistics.of(production)
    line = figures.line
    at = int((clock.now - line.start) // line.width)
    assert line.done == {at: 1}
    assert (line.waiting[at], line.running[at]) == (1, 1)
    assert line.running[int((clock.now - 30 - line.start) // line.width)] == 2
    assert figures.strands[0].spreads.get(Measure.MEMORY) is None


def test_a_production_with_every_state_and_none_failed(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = session.submit(session.plan(fake_toy.profile([1, 2])))
    last(session.follow(production))
    assert set(states(session, production)) >= {"merge.all done"}
    report = session.failures.of(production)
    assert (report.failed, report.groups, report.bins) == (0, (), ())
    figures = session.statistics.of(production)
    assert sum(figures.line.done.values()) == 5
    assert {strand.stage for strand in figures.strands} >= {"", "make", "refine", "merge"}
