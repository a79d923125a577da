from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run, runner


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


def test_import_shows_the_line_of_a_profile(run: Run, tmp_path: Path) -> None:
    (tmp_path / "crab.lis").write_text("# RunNumber TelescopePattern\n23523 30\n23526\n")
    assert run("runs", "import", "crab.lis").out == "runs: [{run: 23523, telescopes: 30}, 23526]\n"
    (tmp_path / "crab.lis").write_text("23523\n23523\n")
    assert run("runs", "import", "crab.lis", "--json").json["error"]["line"] == 2


def test_export_writes_a_file_once(run: Run, tmp_path: Path) -> None:
    assert run("runs", "export", "crab-mini", "--output", "out.lis").code == 0
    assert (tmp_path / "out.lis").read_text() == "# RunNumber TelescopePattern\n900001\n900002\n"
    assert run("runs", "export", "crab-mini", "--output", "out.lis").code == 2


@pytest.mark.real_data
def test_find_the_crab_in_the_real_store(run: Run, real_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAMMAPY_DATA", str(real_data.parent))
    words = ("runs", "find", "$GAMMAPY_DATA/hess-dl3-dr1", "--ra", "83.633 deg", "--dec", "22.014 deg")
    assert [row["run"] for row in run(*words, "--json").json] == [23523, 23526, 23559, 23592]
    assert run(*words, "--output", "crab.lis").code == 0
    assert run("runs", "import", "crab.lis").out == "runs: [23523, 23526, 23559, 23592]\n"
    assert run(*words, "--radius", "1 TeV", "--json").json["error"]["field"] == "--radius"
    assert "No run fits" in run(*words, "--zenith", "1 deg", "--output", "x.lis").note
    assert "both" in run(*words[:5]).note
