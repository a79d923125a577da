"""A site's settings against the description that they name, shipped or the lab's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from parisana.app.ground.library import HERE
from parisana.backends.described.backend import DescribedBackend
from parisana.backends.described.settings import DescribedSettings, load
from parisana.core.jobs.resources import Resources
from parisana.errors import InputError
from parisana.plugins.runner import LocalRunner
from tests.app.toy import Toy

PBS = (HERE / "resources/batch/pbs.yaml").read_text()


def test_options_become_directives_one_line_each() -> None:
    settings = DescribedSettings(queue="long", options=("account=cta", "resources=a=1", "resources=b=2"))
    assert settings.chosen() == {"queue": ["long"], "account": ["cta"], "resources": ["a=1", "b=2"]}


#: Descriptions, other settings, and the line by which two nodes are left out.
WITHOUT = [
    ("lsf", {}, "-R \"select[hname!='n1' && hname!='n2.x']\""),
    (
        "htcondor",
        {"options": ("requirements=HasCVMFS || Old",)},
        'requirements = (HasCVMFS || Old) && !regexp("^n1([.]|$)", Machine) && !regexp("^n2.x([.]|$)", Machine)',
    ),
]


@pytest.mark.parametrize(("name", "more", "line"), WITHOUT, ids=[name for name, *_ in WITHOUT])
def test_nodes_are_left_out_in_one_line(name: str, more: dict[str, tuple[str, ...]], line: str) -> None:
    settings = DescribedSettings(description=name, exclude=("n1", "n2.x"), **more)
    backend = DescribedBackend(settings, LocalRunner())
    found = [each for each in backend.directives(Resources(), "t-1", 1) if "n1" in each or "HasCVMFS" in each]
    assert found == [f"{backend.system.directive} {line}"]
    without = DescribedBackend(settings.model_copy(update={"exclude": ()}), LocalRunner())
    assert not any("n1" in each for each in without.directives(Resources(), "t-1", 1))


#: Settings, and what the site check says about them.
WRONG = [
    ({"description": "pds"}, "settings.description", "There is no description pds."),
    ({"options": ["acount=x"]}, "settings.options[0]", "PBS Professional has no option acount."),
    ({"queue": "a b; rm"}, "settings.queue", "Queue cannot be 'a b; rm'."),
    ({"exclude": ["node7"]}, "settings.exclude", "PBS Professional cannot leave nodes out by name."),
    ({"description": "lsf", "exclude": ["a'] b"]}, "settings.exclude", '"a\'] b" is no name of a node.'),
    ({"options": ["priority=high"]}, "settings.options[0]", "Priority cannot be 'high'."),
]


@pytest.mark.parametrize(("settings", "field", "words"), WRONG, ids=[fault[1] for fault in WRONG])
def test_a_wrong_setting_is_said_with_its_field(
    tmp_path: Path, settings: dict[str, object], field: str, words: str
) -> None:
    toy = Toy(tmp_path)
    toy.site(backend="described", settings=settings)
    done = toy.run("site", "check", "toyland")
    assert f"{field}: {words}" in done.stdout + done.stderr


def test_the_lab_s_own_lies_beside_its_site_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "sites" / "batch"
    folder.mkdir(parents=True)
    monkeypatch.setenv("PARISANA_SITES", str(tmp_path / "sites"))
    (folder / "pbs.yaml").write_text(PBS.replace("title: PBS Professional", "title: Our PBS"))
    assert load("pbs").title == "Our PBS"
    assert load(str(HERE / "resources/batch/pbs.yaml")).title == "PBS Professional"


@pytest.mark.parametrize("name", ["ours", "batch/ours.yaml"])
def test_a_site_is_looked_at_with_the_description_beside_it_wherever_that_is(tmp_path: Path, name: str) -> None:
    toy = Toy(tmp_path)
    toy.site(backend="described", settings={"description": name})
    folder = (tmp_path / "sites").rename(tmp_path / "from the lab")
    (folder / "batch").mkdir()
    (folder / "batch" / "ours.yaml").write_text(PBS.replace("title: PBS Professional", "title: Our PBS"))
    for words in (("toyland", "--site-path", str(folder)), (str(folder / "toyland.yaml"),)):
        shown = toy.run("site", "show", *words)
        assert str(folder / "batch" / "ours.yaml") in shown.stdout, shown.stderr
        assert "There is no description" not in toy.run("site", "check", *words).stdout


def test_a_fault_in_the_lab_s_own_is_said_with_its_line(tmp_path: Path) -> None:
    toy = Toy(tmp_path)
    folder = tmp_path / "sites" / "batch"
    folder.mkdir()
    (folder / "ours.yaml").write_text(PBS.replace("Q: queued", "Q: waiting"))
    toy.site(backend="described", settings={"description": "ours"})
    done = toy.run("site", "check", "toyland")
    line = next(number for number, text in enumerate(PBS.splitlines(), 1) if text.startswith("states:"))
    assert f"ours.yaml:{line}" in done.stdout
    assert "states.Q" in done.stdout


def test_a_description_that_is_no_yaml_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: [")
    with pytest.raises(InputError):
        DescribedSettings(description=str(tmp_path / "x.yaml"))
