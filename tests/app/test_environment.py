"""The analysis environment: found, judged, built, and built again when it was left half-done.

The real packages take a minute to install; here the pins name small ones that are always at hand.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from parisana.app.ground import environment, pins, venv
from parisana.app.ground.environment import Condition, check, create
from parisana.errors import InputError, SiteError
from parisana.plugins.runner import LocalRunner, Outcome

#: There is one environment that is copied.
pytestmark = pytest.mark.xdist_group("environment")


@pytest.fixture(scope="session")
def bare_venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment with pip alone, made once."""
    place = tmp_path_factory.mktemp("bare") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    return place


@pytest.fixture
def place(bare_venv: Path, tmp_path: Path) -> Path:
    """Return a copy of it, which a test may spoil."""
    return Path(shutil.copytree(bare_venv, tmp_path / "a place", symlinks=True))


@pytest.fixture
def pip_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "pins_text", lambda name: "pip>=20\n")


@pytest.mark.parametrize(
    ("pin", "version", "fits"),
    [
        ("gammapy==2.1", "2.1", True),
        ("gammapy==2.1", "2.1.0", True),
        ("gammapy==2.1", "2.1.1", False),
        ("regions>=0.9,<0.12", "0.11", True),
        ("regions>=0.9,<0.12", "0.12", False),
        ("regions >= 0.9, < 0.12", "0.8.4", False),
        ("numpy!=2.4.1", "2.4.1", False),
        ("numpy>=2", "2.5.0rc1", True),
        ("matplotlib", "3.11.2", True),
        ("matplotlib", None, False),
    ],
)
def test_pin_fits(pin: str, version: str | None, fits: bool) -> None:
    (parsed,) = pins.parse_pins(f"# why\n\n{pin}   # and so on\n")
    assert parsed.fits(version) is fits


def test_pins_text_keep_gammapy_importable() -> None:
    shipped = {pin.name: pin for pin in pins.parse_pins(pins.pins_text("gammapy"))}
    assert shipped["gammapy"].fits("2.1")
    assert not shipped["regions"].fits("0.12")


def test_unknown_environment_names_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        check("hessroot")
    assert caught.value.hint is not None
    assert "gammapy" in caught.value.hint


def test_own_pins_come_before_the_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "parisana" / "environments"
    folder.mkdir(parents=True)
    (folder / "gammapy.txt").write_text("gammapy==9\n")
    (folder / "mine.txt").write_text("pip\n")
    assert pins.pins_text("gammapy") == "gammapy==9\n"
    assert pins.pins_text("mine") == "pip\n"


def test_nothing_there_is_missing(tmp_path: Path) -> None:
    assert check(path=tmp_path / "nowhere").condition is Condition.MISSING


@pytest.mark.usefixtures("pip_is_enough")
def test_somebody_elses_environment_is_taken_when_it_fits(place: Path) -> None:
    said: list[str] = []
    assert create(path=place, say=said.append).condition is Condition.READY
    assert said == []


def test_wrong_versions_are_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "pins_text", lambda name: "pip<2\nabsent\n")
    found = check(path=place)
    assert found.condition is Condition.DIFFERENT
    assert [(package.name, package.fits) for package in found.packages] == [("pip", False), ("absent", False)]


@pytest.mark.usefixtures("pip_is_enough")
def test_package_that_does_not_import_is_broken(place: Path) -> None:
    (init,) = place.glob("lib/python3*/site-packages/pip/__init__.py")
    init.write_text("raise ImportError('no name pixel_scale')\n")
    found = check(path=place)
    assert (found.condition, found.trouble) == (Condition.BROKEN, "ImportError: no name pixel_scale")


@pytest.mark.usefixtures("pip_is_enough")
def test_half_built_is_built_again(place: Path) -> None:
    venv.mark(place, venv.UNFINISHED)
    (place / "bin" / "python").unlink()
    assert check(path=place).condition is Condition.HALF_BUILT
    said: list[str] = []
    assert create(path=place, say=said.append).condition is Condition.READY
    assert said[0].startswith("making a Python environment")


@pytest.mark.usefixtures("pip_is_enough")
def test_second_create_runs_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(path=place)

    def refuse(*words: object, **more: object) -> Outcome:
        raise AssertionError(f"ran {words}")

    monkeypatch.setattr(LocalRunner, "run", refuse)
    assert create(path=place).condition is Condition.READY


@pytest.mark.usefixtures("pip_is_enough")
def test_changed_pins_are_noticed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(path=place)
    monkeypatch.setattr(environment, "pins_text", lambda name: "pip>=20\nno-such-package-of-ours==1\n")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(SiteError, match="no-such-package-of-ours"):
        create(path=place, say=lambda text: None)
    assert check(path=place).condition is Condition.DIFFERENT


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("all my work")
    with pytest.raises(InputError, match="holds other files"):
        create(path=tmp_path)
    assert (tmp_path / "thesis.tex").read_text() == "all my work"


@pytest.mark.usefixtures("pip_is_enough")
def test_missing_ensurepip_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "The virtual environment was not created successfully because ensurepip is not available."
    monkeypatch.setattr(LocalRunner, "run", lambda *_, **__: Outcome(1, "", words))
    with pytest.raises(SiteError) as caught:
        create(path=tmp_path / "new", say=lambda text: None)
    assert "ensurepip" in caught.value.message
    assert "python3-venv" in str(caught.value.hint)
