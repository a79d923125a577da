from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run, runner
from tests.core.sample_texts import SUITE


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


def test_list_and_show(run: Run) -> None:
    assert [row["name"] for row in run("suite", "list", "--json").json] == ["gammapy", "hess"]
    assert "microdst" in run("suite", "show", "gammapy").out
    names = [stage["name"] for stage in run("suite", "show", "gammapy", "--json").json["stages"]]
    assert {"target", "mc", "microdst", "merging", "spectrum"} <= set(names)


@pytest.mark.parametrize("name", ["gammapy", "hess"])
def test_the_shipped_suites_are_valid(run: Run, name: str) -> None:
    assert run("suite", "check", name).out.startswith(f"{name} is valid: 20 stages, release ")


def test_show_one_stage_with_its_parameters(run: Run) -> None:
    out = run("suite", "show", "gammapy", "microdst").out
    assert "between 1 deg and 10 deg" in out
    said = run("suite", "show", "gammapy", "microdts")
    assert (said.code, "Did you mean microdst?" in said.note) == (2, True)


def test_check_a_suite_of_ones_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tiny.yaml").write_text(SUITE)
    assert run("suite", "check", "tiny.yaml").out == "tiny is valid: 5 stages, release 1.\n"
    (tmp_path / "tiny.yaml").write_text(SUITE.replace("from: mc", "from: merging"))
    said = run("suite", "check", "tiny.yaml", "--json")
    assert said.code == 2
    assert said.json["error"]["message"] == "These stages wait for each other: microdst → merging → microdst."
