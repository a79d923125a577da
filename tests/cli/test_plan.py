"""``parisana plan``: the dry run, for people and for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run, runner


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return runner(capsys)


def test_scripts_find_the_keys_that_they_rely_on(run: Run) -> None:
    plan = run("plan", "crab-mini", "--json").json
    assert {"digest", "name", "site", "stages", "jobs", "bytes_in", "bytes_out"} <= set(plan)
    assert all({"stage", "jobs", "to_do", "script"} <= set(stage) for stage in plan["stages"])
    first, *_, final = plan["stages"]
    assert first["start"] == "ready" and final["start"].startswith("after ")
    assert first["waits"] == [] and final["waits"][0] == "Merging: 0 of 1 job done"
    assert plan["checks"] == [] and plan["origins"]["site.backend"] == "site file"


def test_the_world_is_looked_at_when_asked(run: Run, tmp_path: Path) -> None:
    assert {check["what"] for check in run("plan", "crab-mini", "--check", "--json").json["checks"]} >= {"runs", "site"}
    (tmp_path / "parisana").write_text("")
    said = run("plan", "crab-mini", "--check")
    assert said.code == 3 and f"{tmp_path}/parisana" in said.out


def test_a_script_is_shown_with_its_command(run: Run) -> None:
    shown = run("plan", "crab-mini", "--script", "microdst")
    assert shown.out.startswith("#!") and "microdst.sh" in shown.out.splitlines()[-1]
    said = run("plan", "crab-mini", "--script", "mikrodst")
    assert said.code == 2 and "microdst" in said.note
