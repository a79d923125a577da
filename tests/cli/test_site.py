from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run, runner
from tests.core.sample_texts import PROFILE, SITE


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return runner(capsys)


def test_list_searches_the_given_folders_first(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Unix.yaml").write_text(SITE.replace("This machine", "mine"))
    rows = {row["name"]: row for row in run("site", "list", "--site-path", str(tmp_path), "--json").json}
    assert (rows["Unix"]["title"], rows["Unix"]["from"]) == ("mine", "--site-path")
    assert rows["Distributed-Grid"]["title"] == "Distributed Grid"


def test_show_with_the_overrides_of_a_profile(run: Run, tmp_path: Path) -> None:
    (tmp_path / "crab.yaml").write_text(PROFILE + "overrides: {limits: {jobs: 7}}\n")
    shown = run("site", "show", "Unix", "--profile", "crab.yaml", "--json").json
    assert shown["site"]["limits"]["jobs"] == 7
    assert shown["origins"]["limits.jobs"] == "override"
    assert "override" not in run("site", "show", "Unix").out


def test_a_new_site_keeps_the_remarks_of_its_model(run: Run, tmp_path: Path) -> None:
    assert run("site", "new", "Nantes", "--like", "Lyon").code == 0
    text = (tmp_path / "config/parisana/sites/Nantes.yaml").read_text()
    assert "\nname: Nantes\n" in text
    assert text.startswith("# CC-IN2P3")
    assert run("site", "show", "Nantes", "--json").json["site"]["backend"] == "gridengine"
    assert run("site", "new", "Nantes").code == 2
    assert run("site", "new", "a/b").code == 2


def test_check_says_what_stands_in_the_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    good = SITE.replace("{home}", str(tmp_path)).replace("/data/{user}", str(tmp_path / "results"))
    (tmp_path / "Here.yaml").write_text(good)
    assert run("site", "check", "Here.yaml").code == 0
    (tmp_path / "Here.yaml").write_text(good.replace(f"{tmp_path}/dst", f"{tmp_path}/file/dst"))
    said = run("site", "check", "Here.yaml", "--json")
    assert said.code == 3
    answers = {row["what"]: row for row in said.json["checks"]}
    assert (answers["area dst"]["answer"], answers["area working"]["answer"]) == ("no", "yes")
    (tmp_path / "Here.yaml").write_text(good.replace("{cores: 2}", "{coers: 2}"))
    answers = {row["what"]: row for row in run("site", "check", "Here.yaml", "--json").json["checks"]}
    assert "settings.coers" in answers["batch system unix"]["text"]


@pytest.mark.usefixtures("grid_unbuilt")
def test_a_site_that_is_only_described_says_so(run: Run) -> None:
    said = run("site", "check", "Distributed-Grid")
    assert said.code == 3
    assert "Distributed Grid is described, but not built yet." in said.out


def test_servers_of_a_site_that_has_none(run: Run) -> None:
    assert run("site", "elements", "--servers", "--json").json == []
    assert "no servers" in run("site", "elements", "--servers").out
    (element,) = run("site", "elements", "--json").json
    assert element["cpus"] >= 1
