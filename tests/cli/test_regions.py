from __future__ import annotations

from pathlib import Path

import pytest

from parisana.app.ground.library import SHIPPED
from tests.cli.running import Run, runner

DS9 = "fk5\ncircle(83.5,22.0,0.3)\ngalactic; ellipse(184.5,-5.8,0.2,0.1,30)\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stars.reg").write_text(DS9)
    (tmp_path / "mine.yaml").write_text((SHIPPED["profile"] / "crab-mini.yaml").read_text())
    return runner(capsys)


def test_what_is_imported_can_be_shown_and_exported_again(run: Run, tmp_path: Path) -> None:
    assert run("regions", "import", "stars.reg", "--into", "mine.yaml").code == 0
    circle, ellipse = run("regions", "show", "mine.yaml", "--json").json
    assert circle == {"shape": "circle", "frame": "icrs", "lon": 83.5, "lat": 22.0, "radius": 0.3}
    assert (ellipse["width"], ellipse["height"], ellipse["angle"]) == (0.4, 0.2, 30.0)
    assert run("regions", "export", "mine.yaml", "again.reg").code == 0
    assert run("regions", "import", "again.reg", "--json").json == run("regions", "import", "stars.reg", "--json").json


def test_the_rest_of_the_profile_stays_as_it_was_written(run: Run, tmp_path: Path) -> None:
    before = (tmp_path / "mine.yaml").read_text().splitlines()
    run("regions", "import", "stars.reg", "--into", "mine.yaml")
    after = (tmp_path / "mine.yaml").read_text().splitlines()
    assert [line for line in after if "excluded" not in line] == before


@pytest.mark.parametrize(
    "stages",
    [
        "",
        "stages: {}\n",
        "stages: # none\n",
        "stages: {mc: {index: 2.0}}\n",
        "stages:\n  regions: # of mine\n",
        "stages:\n  regions: {target_radius: 0.2 deg}\n",
        "stages:\n  regions:\n    pixel: 0.02 deg\n    excluded: []\n",
        "stages:\n  regions:\n    excluded:\n    - {shape: circle, frame: icrs, lon: 1deg, lat: 1deg, radius: 1deg}\n",
    ],
)
def test_regions_find_their_place_in_any_spelling(run: Run, tmp_path: Path, stages: str) -> None:
    head = "parisana: profile/1\nname: mine\nsuite: gammapy\nsite: Unix\nruns: {simulate: 2, first: 900001}\n"
    (tmp_path / "mine.yaml").write_text(f"{head}{stages}# the end\n")
    for _ in range(2):
        assert run("regions", "import", "stars.reg", "--into", "mine.yaml").code == 0
        assert len(run("regions", "show", "mine.yaml", "--json").json) == 2
    assert (tmp_path / "mine.yaml").read_text().startswith(head)
    assert "# the end" in (tmp_path / "mine.yaml").read_text()


def test_a_shipped_example_is_not_changed(run: Run) -> None:
    said = run("regions", "import", "stars.reg", "--into", "crab-hess-dr1")
    assert said.code == 2
    assert "shipped example" in said.note


def test_a_bad_region_file_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.reg").write_text("icrs\nbox(1,2,3,4,5)\n")
    said = run("regions", "import", "bad.reg", "--json")
    assert said.code == 2
    assert (said.json["error"]["file"], said.json["error"]["line"]) == ("bad.reg", 2)
