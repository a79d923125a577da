from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run, runner


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


@pytest.fixture
def own(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands with a home and a configuration of one's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PARISANA_HOME", str(tmp_path / "home"))
    return run


def test_list_names_what_ships(run: Run) -> None:
    names = {row["name"]: row for row in run("profile", "list", "--json").json}
    assert {"crab-local", "crab-mini", "crab-hess-dr1"} <= names.keys()
    assert names["crab-mini"]["error"] is None
    assert "crab-mini" in run("profile", "list").out


def test_list_says_what_is_wrong_with_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("parisana: profile/1\na: 1\na: 2\n")
    rows = {row["name"]: row for row in run("profile", "list", "--json").json}
    assert "bad.yaml:3:1" in rows["bad"]["error"]


def test_a_new_profile_is_valid_and_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    assert run("profile", "new", "mine", "--simulate", "4").code == 0
    assert "simulate: 4" in (tmp_path / "mine.yaml").read_text()
    assert run("profile", "check", "mine").code == 0
    again = run("profile", "new", "mine")
    assert (again.code, "there already" in again.note) == (2, True)
    assert run("profile", "new", "mine", "--force").code == 0


def test_a_new_profile_takes_a_run_list(run: Run, tmp_path: Path) -> None:
    (tmp_path / "crab.lis").write_text("23523 30\n23526\n")
    assert run("profile", "new", "mine", "--runs", "crab.lis").code == 0
    assert run("runs", "export", "mine").out == "# RunNumber TelescopePattern\n23523 30\n23526\n"


def test_check_names_everything_that_is_wrong(run: Run, tmp_path: Path) -> None:
    run("profile", "new", "mine")
    text = (tmp_path / "mine.yaml").read_text()
    broken = text.replace("    # width: 4 deg", "    width: 40 deg #", 1).replace("    # radius:", "    radus:", 1)
    (tmp_path / "mine.yaml").write_text(broken)
    said = run("profile", "check", "mine.yaml")
    assert said.code == 2
    assert "Did you mean radius?" in said.note
    assert "Allowed is between 1 deg and 10 deg." in said.note
    error = run("profile", "check", "mine.yaml", "--json").json["error"]
    assert error["file"] == "mine.yaml"
    assert broken.splitlines()[error["line"] - 1].startswith("    radus:")


def test_show_says_where_values_come_from(run: Run) -> None:
    shown = run("profile", "show", "crab-mini", "--json").json
    assert shown["values"]["spectrum"]["flux_points"] == "none"
    assert shown["origins"]["stages"]["spectrum.flux_points"] == "profile"
    assert shown["origins"]["stages"]["spectrum.reference"] == "default"
    assert shown["origins"]["site"]["areas.results.path"] == "site file"


def test_diff_lists_only_what_differs(run: Run) -> None:
    found = {row["field"]: row["values"] for row in run("profile", "diff", "crab-mini", "crab-local", "--json").json}
    assert found["runs.simulate"] == [2, 8]
    assert "seed" not in found
    assert run("profile", "diff", "crab-mini", "crab-mini").out == "The profiles have the same values.\n"


def test_schema_is_json_with_and_without_the_option(run: Run) -> None:
    assert run("profile", "schema").json == run("profile", "schema", "--json").json
    stages = run("profile", "schema", "--suite", "gammapy").json["properties"]["stages"]["properties"]
    assert "spectrum" in stages


def test_a_profile_is_copied_renamed_deleted_and_taken_back(own: Run, tmp_path: Path) -> None:
    folder = tmp_path / "config/parisana/profiles"
    assert own("profile", "duplicate", "crab-mini", "mine", "--json").json == {"path": str(folder / "mine.yaml")}
    assert own("profile", "rename", "mine", "other").code == 0
    assert "name: other" in (folder / "other.yaml").read_text()
    token = own("profile", "delete", "other", "--json").json["token"]
    assert not (folder / "other.yaml").exists()
    assert [row["token"] for row in own("profile", "restore", "--json").json] == [token]
    assert own("profile", "restore", token).code == 0
    assert own("profile", "diff", "other", "crab-mini").out == "The profiles have the same values.\n"
    assert own("profile", "recent", "--json").json[0] == str(folder / "other.yaml")


def test_a_profile_goes_out_and_comes_in(own: Run, tmp_path: Path) -> None:
    assert own("profile", "export", "crab-mini", "out.yaml").code == 0
    assert own("profile", "export", "crab-mini", "out.yaml").code == 2
    assert own("profile", "import", "out.yaml").code == 0
    assert (tmp_path / "config/parisana/profiles/crab-mini.yaml").read_text() == Path("out.yaml").read_text()
    refused = own("profile", "delete", "crab-hess-dr1")
    assert refused.code == 2 and "Duplicate it instead" in refused.note
