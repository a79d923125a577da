from __future__ import annotations

from pathlib import Path

import pytest

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.views import RunQuery
from tests.app.test_observations import GOOD, store
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
    assert run("runs", "import", "crab.lis", "--json").json[0] == {"number": 23523, "telescopes": 30}
    assert run(*words, "--radius", "1 TeV", "--json").json["error"]["field"] == "--radius"
    assert "No run fits" in run(*words, "--zenith", "1 deg", "--output", "x.lis").note
    assert "both" in run(*words[:5]).note


@pytest.mark.real_data
def test_find_by_a_name_a_date_and_a_quality(run: Run, real_data: Path) -> None:
    words = ("runs", "find", str(real_data), "--target", "crab", "--quality", "good")
    assert [row["run"] for row in run(*words, "--to", "2004-12-05", "--json").json] == [23523, 23526]
    assert run(*words, "--with", "1,2,3,4", "--livetime", "40 min", "--json").json == []
    assert "left out: 28 by position" in run(*words).out
    assert "--ra and --dec" in run(*words, "--ra", "83 deg").note
    assert run(*words, "--from", "yesterday", "--json").json["error"]["field"] == "--from"


def test_targets_are_looked_up_by_name(run: Run) -> None:
    (crab,) = run("runs", "targets", "crab", "--json").json
    assert (crab["name"], crab["type"], round(crab["ra"], 1)) == ("Crab Nebula", "PWN", 83.6)
    assert [row["name"] for row in run("runs", "targets", "PKS 2155", "--json").json] == ["PKS 2155-304"]
    assert len(run("runs", "targets", "--json").json) >= 60
    said = run("runs", "targets", "qqqqq")
    assert said.code == 2 and "no source" in said.note


def test_what_is_known_of_runs_is_kept(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARISANA_HOME", str(tmp_path / "home"))
    words = ("runs", "find", str(store(tmp_path / "store", GOOD)), "--quality", "good", "--record")
    assert [run(*words).out.splitlines()[-1] for _ in range(2)] == [
        "recorded in the bookkeeping; new there: 2",
        "recorded in the bookkeeping; new there: 0",
    ]
    with Bookkeeping.open(tmp_path / "home/bookkeeping.sqlite") as book:
        assert [(row.run, row.quality) for row in book.find_runs(RunQuery())] == [(3, 0), (5, 0)]
