"""``parisana mc``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run, runner


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


def test_a_schedule_is_printed_without_a_database(run: Run, tmp_path: Path) -> None:
    (row,) = run("mc", "schedule", "57", "--json").json
    assert (round(row["emin_tev"], 8), row["rhomax_m"], row["jobs"]) == (0.00918039, 1102, 3216)
    said = run("mc", "schedule", "60", "0", "--azimuth", "0", "180")
    assert said.out.splitlines()[0].split()[:2] == ["Zenith", "Azimuth"]
    assert said.out.splitlines()[-1] == "19,138 jobs in 4 rows."
    assert not list(tmp_path.rglob("*.sqlite*"))


def test_the_exponents_can_be_changed(run: Run) -> None:
    (row,) = run("mc", "schedule", "60", "--emin-exponent", "2", "--showers-exponent", "0", "--json").json
    assert (round(row["emin_tev"], 6), row["jobs"]) == (0.02, 6667)


def test_an_impossible_angle_is_said_with_its_field(run: Run) -> None:
    said = run("mc", "schedule", "95", "--json")
    assert said.code == 2 and said.json["error"]["field"] == "zenith"


def test_angles_come_with_commas_too_and_values_by_their_plain_names(run: Run) -> None:
    rows = run("mc", "schedule", "--zenith", "70,0", "--per-job", "30000", "--json").json
    assert [(row["jobs"], row["requested"]) for row in rows] == [(1840, 200_000_000), (6667, 200_000_000)]
    assert rows[1]["emin"] == 0.005 and rows[1]["rhomax"] == 600 and rows[1]["per_job"] == 30000
    assert run("mc", "schedule", "--zenith", "70,x").code == 2


def test_a_production_is_created_listed_shown_and_closed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARISANA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path))
    look = run("mc", "create", "showers-local", "--dry-run", "--json").json
    assert (look["production"], look["jobs"], look["showers"], look["same"]) == (None, 14, 40000, [])
    made = run("mc", "create", "showers-local", "--plan", look["plan"]["digest"], "--json").json
    assert made["production"] == 1
    again = run("mc", "new", "showers-local", "--json")
    assert again.code == 2 and "Production 1" in again.json["error"]["message"]
    (listed,) = run("mc", "list", "--json").json
    assert (listed["name"], listed["primary"], listed["for"], listed["state"]) == ("showers-local", 1, "user", "paused")
    said = run("mc", "show", "1").out
    assert "Req. # Showers  Status  Produced # Showers  # jobs  DST  details" in said and "analytic_showers" in said
    (stage,) = run("mc", "show", "1", "--stage", "smash", "--json").json["stages"]
    assert [(row["zenith"], row["status"], row["produced"]) for row in stage["rows"]] == [
        (20, "new", 0),
        (45, "new", 0),
    ]
    assert run("mc", "extend", "1").code == 2
    extended = run("mc", "extend", "1", "--zenith", "60", "--json").json
    assert (extended["jobs"], extended["state"]) == (4, "paused"), "it is for a person to start it"
    assert run("mc", "stop", "1", "--json").json["state"] == "stopped"
    assert run("mc", "clean", "1", "--json").json["leftovers"] == []
    assert run("mc", "close", "1", "--json").json["state"] == "closed"
    assert run("mc", "start", "1").code == 2


@pytest.mark.parametrize("suite", ["gammapy", "hess"])
def test_a_new_profile_of_a_production_is_valid_as_it_stands(run: Run, suite: str) -> None:
    assert run("profile", "new", "showers", "--production", "--suite", suite).code == 0
    assert run("profile", "check", "showers.yaml").code == 0
    assert "  rows: [60, 57, 53, 50, 46, 41, 37, 32, 26, 18, 0, 63, 67, 70]" in Path("showers.yaml").read_text()
