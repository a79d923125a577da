"""``parisana jobs``: filtered, sorted, of several productions, and as a saved view says."""

from __future__ import annotations

import pytest

from tests.app.toy import Toy
from tests.cli.running import Run, runner
from tests.environment import set_environment
from tests.ui.productions import planned


@pytest.fixture
def run(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Return what runs a command beside two productions of the toy analysis."""
    toy = Toy(tmp_path_factory.mktemp("toy"), "fake")
    set_environment(monkeypatch, toy.environment)
    assert [planned(toy, 3), planned(toy, 2, "other")] == [1, 2]
    return runner(capsys)


def units(said: object) -> list[tuple[int, str]]:
    """Return production and unit of the jobs of a JSON answer."""
    return [(job["production"], job["unit"]) for job in said]  # type: ignore[attr-defined]  # JSON


def test_jobs_of_several_productions_are_one_list(run: Run) -> None:
    found = run("jobs", "1", "2", "--stage", "make", "--sort", "unit", "--descending", "--json").json
    assert units(found) == [(1, "slice-003"), (2, "slice-002"), (1, "slice-002"), (2, "slice-001"), (1, "slice-001")]
    assert "production" in run("jobs", "1", "2").out.splitlines()[0]
    assert "production" not in run("jobs", "1").out.splitlines()[0]


def test_a_view_is_saved_used_overruled_and_forgotten(run: Run) -> None:
    words = ("--state", "ready", "--text", "SLICE", "--within", "6 h", "--sort", "unit", "--descending")
    saved = run("jobs", "1", *words, "--save-view", "ready ones", "--json")
    assert [unit for _, unit in units(saved.json)] == ["slice-003", "slice-002", "slice-001"]
    assert run("jobs", "1", "--view", "ready ones", "--json").json == saved.json
    assert units(run("jobs", "2", "--view", "ready ones", "--text", "-002", "--json").json) == [(2, "slice-002")]
    wrong = run("jobs", "1", "--view", "redy")
    assert wrong.code == 2 and "There are: ready ones." in wrong.note
    assert run("jobs", "--forget-view", "ready ones").code == 0
    assert run("jobs", "1", "--view", "ready ones").code == 2


def test_times_are_read_with_units_and_without_a_production_nothing_is_listed(run: Run) -> None:
    assert run("jobs", "1", "--longer", "1 h", "--json").json == []
    assert run("jobs", "1", "--longer", "an hour").code == 2
    assert len(units(run("jobs", "1", "--between", "2020-01-01..", "--json").json)) > 0
    assert run("jobs", "1", "--between", "2020-01-01 10:00..12:00", "--json").json == []
    assert run("jobs", "1", "--between", "..2020-01-01", "--within", "6 h", "--json").json == []
    refused = run("jobs", "1", "--between", "12:00..10:00")
    assert refused.code == 2 and "2026-11-21 10:00..12:00" in refused.note
    lost = run("jobs")
    assert lost.code == 2 and "Of which production?" in lost.note
