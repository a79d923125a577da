"""The dry run is the run: what it lays out is what is sent, and it changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from parisana.app.before.dry_checks import Check
from parisana.app.session import Session
from parisana.core.jobs.states import Answer
from parisana.errors import InputError, NoAnswer
from parisana.plugins.fake_backend import FakeSite

from .toy import Toy, last


def answers(checks: tuple[Check, ...]) -> dict[str, Answer]:
    return {check.what: check.answer for check in checks}


def test_the_stages_are_laid_out_in_order(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    dry = session.dry_run(fake_toy.profile([1, 2, 3]))
    rows = [(row.number, row.title, row.split, row.jobs, row.start) for row in dry.stages]
    assert rows == [
        (1, "Make", "per slice", 3, "ready"),
        (2, "Refine", "per slice", 3, "after 1"),
        (3, "Merge", "once", 1, "after 2"),
    ]
    assert [(row.memory_mb, row.time_s, row.disk_mb) for row in dry.stages] == [(100, 60, 1)] * 3
    assert [(row.bytes_in, row.bytes_out) for row in dry.stages] == [
        (0, 3_000_000),
        (3_000_000, 3_000_000),
        (3_000_000, 1_000_000),
    ]
    totals = dry.totals
    assert (totals.jobs, totals.slices, totals.cpu_seconds, totals.bytes_written) == (7, 3, 420, 7_000_000)


def test_nothing_is_recorded_written_or_sent(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    session.dry_run(fake_toy.profile())
    assert session.productions() == [] and batch.held == {}
    assert not (fake_toy.root / "areas").exists()


def test_exactly_this_is_sent(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    dry = session.dry_run(fake_toy.profile())
    production = session.submit(dry.prepared)
    (held,) = batch.held.values()
    script = Path(held.submission.script).read_text()
    assert script == dry.scripts["make"]
    table = Path(held.submission.table).read_text()
    row = dry.table("make")[0]
    assert table.splitlines()[0].split("\t")[:3] == [row.key, row.stage, row.unit]
    assert str(row.output) in table
    shown = dry.commands["make"].replace("NUMBER", f"{production:06d}")
    assert held.submission.script in shown
    assert "--rows 1-3" in shown
    assert last(session.follow(production)).done == 7


def test_the_table_shows_as_many_rows_as_are_asked_for(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    dry = session.dry_run(fake_toy.profile(range(1, 501)), look=False)
    assert len(dry.table("make", 20)) == 20 and dry.checks == ()
    assert dry.table("merge")[0].inputs[0][0] == "numbers"


def test_what_is_there_already_is_not_counted_again(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    last(session.follow(session.submit(session.plan(fake_toy.profile([1, 2])))))
    dry = session.dry_run(fake_toy.profile([1, 2, 3]))
    assert [(row.jobs, row.to_do, row.start) for row in dry.stages] == [
        (3, 1, "ready"),
        (3, 1, "after 1"),
        (1, 1, "after 2"),
    ]
    done = session.dry_run(fake_toy.profile([1, 2]))
    assert {row.start for row in done.stages} == {"there already"}
    assert done.commands == {} and done.totals.to_do == 0
    assert "Nothing is left" in next(check.text for check in done.checks if check.what == "limits")
    assert session.dry_run(fake_toy.profile([1, 2]), again=True).totals.to_do == 5


def test_the_text_under_edit_is_planned_without_saving_it(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    path = fake_toy.profile({"file": "mine.lis"})
    (fake_toy.root / "mine.lis").write_text("7\n8\n")
    before = path.read_text()
    document = yaml.safe_load(before)
    edited = yaml.safe_dump({**document, "stages": {"make": {"factor": 5}}})
    dry = session.dry_run(path, edited)
    assert dry.prepared.order.runs == (7, 8)
    assert dry.origins["stages.make.factor"] == "profile"
    assert dry.origins["stages.refine.factor"] == "default"
    assert path.read_text() == before
    unsaved = fake_toy.root / "never-saved.yaml"
    assert session.plan_text(edited, unsaved).plan.digest == dry.prepared.plan.digest


def test_a_mistake_in_the_text_is_said_with_its_line(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    path = fake_toy.profile()
    with pytest.raises(InputError) as caught:
        session.dry_run(path, path.read_text() + "stages: {make: {factor: many}}\n")
    assert (caught.value.file, caught.value.field) == (str(path), "stages.make.factor") and caught.value.line


def test_settings_say_where_they_come_from(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    changes = {"batch": {"automatic_resources": False, "memory": 300}, "overrides": {"limits": {"jobs": 5}}}
    dry = session.dry_run(fake_toy.profile(**changes))
    wanted = {
        "batch.memory": "profile",
        "batch.priority": "default",
        "analysis.runs_per_slice": "profile",
        "site.limits.jobs": "override",
        "site.backend": "site file",
    }
    assert {name: dry.origins[name] for name in wanted} == wanted
    assert {(row.memory_mb, row.origin) for row in dry.stages} == {(300, "typed on the batch page")}


def test_changes_since_the_last_submission(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    assert session.dry_run(fake_toy.profile()).last is None
    session.submit(session.plan(fake_toy.profile()))
    production = session.submit(session.plan(fake_toy.profile([1, 2, 3, 4])))
    same = session.dry_run(fake_toy.profile([1, 2, 3, 4])).last
    assert same is not None and (same.production, same.changes) == (production, ())
    fake_toy.site(limits={"jobs": 7})
    changed = session.dry_run(fake_toy.profile([1, 2, 3, 4], stages={"make": {"factor": 2}})).last
    assert changed is not None
    fields = {change.field: (change.then, change.now) for change in changed.changes}
    assert all(name.startswith(("stages", "site.limits")) for name in fields) and len(fields) == 2


def test_all_is_well(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    dry = session.dry_run(fake_toy.profile())
    found = answers(dry.checks)
    assert list(found) == ["runs", "limits", "area working", "area results", "software", "site"]
    assert {name: answer for name, answer in found.items() if name != "software"} == dict.fromkeys(
        ["runs", "limits", "area working", "area results", "site"], Answer.YES
    )


@pytest.mark.parametrize(
    ("error", "answer"),
    [(NoAnswer("It is away."), Answer.UNKNOWN), (ValueError("what?"), Answer.NO)],
)
def test_a_site_in_trouble_does_not_hide_the_plan(
    fake_toy: Toy, session: Session, batch: FakeSite, error: Exception, answer: Answer
) -> None:
    batch.fail("elements", error)
    batch.fail("call_in_words", error)
    dry = session.dry_run(fake_toy.profile())
    assert answers(dry.checks)["site"] is answer
    assert len(dry.stages) == 3 and "failed" in dry.commands["make"]


def test_an_area_that_nobody_can_write_to_is_named(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    (fake_toy.root / "areas").mkdir()
    (fake_toy.root / "areas/results").write_text("")
    check = next(check for check in session.dry_run(fake_toy.profile()).checks if check.what == "area results")
    assert check.answer is Answer.NO and "is a file" in check.text and "batch page" in check.detail


def test_room_for_one_job_but_not_for_all_is_left_to_the_person(
    fake_toy: Toy, session: Session, batch: FakeSite
) -> None:
    def found(disk: int) -> dict[str, Answer]:
        batch_page = {"automatic_resources": False, "disk": disk}
        return answers(session.dry_run(fake_toy.profile(range(1, 1001), batch=batch_page)).checks)

    free = session.sites.check_area(session.sites.configured("toyland"), "working").free_bytes
    assert free is not None
    assert found(free // 10_000_000)["area results"] is Answer.UNKNOWN
    assert found(free // 500_000)["area results"] is Answer.NO


def test_it_is_written_as_shown(fake_toy: Toy, session: Session, batch: FakeSite) -> None:
    dry = session.dry_run(fake_toy.profile())
    written = session.write(dry.prepared, fake_toy.root / "scripts")
    assert written.manifest.digest == dry.prepared.plan.digest
    assert sum(len(call.jobs) for call in written.manifest.calls) == dry.totals.to_do


@pytest.mark.real_data
def test_real_runs_are_counted_with_their_bytes(
    real_data: Path, session: Session, toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAMMAPY_DATA", str(real_data.parent))
    dry = session.dry_run("crab-hess-dr1")
    check = next(check for check in dry.checks if check.what == "runs")
    assert "4 of 4 runs" in check.text
    assert dry.totals.bytes_read > 100_000
    assert max(row.bytes_in for row in dry.stages) > 100_000 and dry.stages[0].start == "ready"
