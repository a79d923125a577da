"""``parisana book``: what it adds up to, who did what, who sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from parisana.app.ground import places
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import AttemptEnd
from parisana.bookkeeping.values.states import AttemptState
from tests.bookkeeping.samples import STAGES, new_job, new_production, submission
from tests.cli.running import Run, runner

#: 2026-10-31 23:59:30 UTC: one attempt ends in October, the other two in November.
MIDNIGHT = 1_793_491_170.0 + 30


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Let marie have sent three jobs around the end of a month; return how she runs a command."""
    monkeypatch.setattr(places, "user", lambda: "marie")
    with Bookkeeping.open(places.home() / "bookkeeping.sqlite") as book:
        book.create_production(new_production(), STAGES, [new_job(n) for n in (1, 2, 3)])
        epoch = book.take_lease(1, "driver", "lab", 10, 600)
        book.intend(1, submission([1, 2, 3], epoch))
        ends = zip((MIDNIGHT - 20, MIDNIGHT + 10, MIDNIGHT + 20), (3600.0, 1800.0, None), strict=True)
        book.attempt_ended(
            AttemptEnd(n, AttemptState.DONE, started=end - 7200, ended=end, cpu_s=cpu)
            for n, (end, cpu) in enumerate(ends, start=1)
        )
    return runner(capsys)


def test_jobs_and_hours_are_added_up_by_the_month_in_which_they_ended(run: Run) -> None:
    sums = run("book", "accounting", "--json").json
    found = [(each["owner"], each["site"], each["month"], each["jobs"], each["cpu_s"], each["wall_s"]) for each in sums]
    assert found == [("marie", "Unix", 202610, 1, 3600.0, 7200.0), ("marie", "Unix", 202611, 2, 1800.0, 14400.0)]
    assert [each["unknown_cpu"] for each in sums] == [0, 1]
    lines = run("book", "accounting", "--from", "2026-11").out.splitlines()
    assert len(lines) == 2 and lines[1].split() == ["2026-11", "Unix", "marie", "2", "0.50", "4.00"]


def test_the_portal_is_told_in_its_own_words(run: Run) -> None:
    words = (
        "--apel",
        "--vo",
        "cta",
        "--site",
        "Unix=IN2P3-CC",
        "--person",
        "marie=/DC=org/CN=Marie",
        "--to",
        "2026-10",
    )
    assert run("book", "accounting", *words).out.splitlines() == [
        "APEL-summary-job-message: v0.2",
        "Site: IN2P3-CC",
        "Month: 10",
        "Year: 2026",
        "GlobalUserName: /DC=org/CN=Marie",
        "VO: cta",
        f"EarliestEndTime: {MIDNIGHT - 20:.0f}",
        f"LatestEndTime: {MIDNIGHT - 20:.0f}",
        "WallDuration: 7200",
        "CpuDuration: 3600",
        "NumberOfJobs: 1",
        "%%",
    ]
    assert run("book", "accounting", "--from", "2026-13").code == 2
    assert run("book", "accounting", "--apel", "--site", "Lyon").code == 2


def test_who_did_what_is_told(run: Run) -> None:
    assert run("book", "share", "1", "--group", "crab", "--visible", "group").code == 0
    told = run("book", "history", "1", "--json").json
    assert (told[-1]["source"], told[-1]["text"]) == (places.person(), "shown to group crab")
    assert "3 jobs" in told[0]["text"] and len(run("book", "history", "--limit", "1", "--json").json) == 1
    assert run("book", "history", "2").code == 2


def test_groups_are_the_administrators_to_change_once_there_are_some(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("book", "group", "crab", "--add", "paul", "--add", "zoe", "--json").json == {"crab": ["paul", "zoe"]}
    assert run("book", "group", "administrators", "--add", "anna").code == 0
    refused = run("book", "group", "administrators", "--add", "marie")
    assert refused.code == 2 and "Only an administrator" in refused.note
    monkeypatch.setattr(places, "user", lambda: "anna")
    assert run("book", "group", "crab", "--remove", "zoe", "--json").json == {"crab": ["paul"]}


def test_a_group_that_nobody_named_cannot_be_shown_anything(run: Run) -> None:
    refused = run("book", "share", "1", "--visible", "group")
    assert refused.code == 2 and "Which group" in refused.note


def test_everything_is_copied_into_a_file_and_back(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goal = tmp_path / "all.sqlite"
    rows = run("book", "export", str(goal), "--json").json["rows"]
    monkeypatch.setenv("PARISANA_HOME", str(tmp_path / "new"))
    assert run("book", "import", str(goal), "--json").json["rows"] == rows
    assert run("book", "import", str(goal)).code == 3, "it is no longer empty"
    assert len(run("jobs", "1", "--json").json) == 3
