"""The real window on a display, driven by mouse and keys: from a new profile to spectrum or written scripts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.session import Session
from tests.app.toy import states
from tests.servers.screen import screen

CHECKOUT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.analysis, pytest.mark.xdist_group("window")]


@pytest.fixture(scope="module")
def display() -> Iterator[dict[str, str]]:
    """Return the variables of a screen."""
    with screen() as variables:
        yield variables


def surroundings(folder: Path, display: dict[str, str]) -> dict[str, str]:
    """Return an environment with a home of its own."""
    own = {"HOME": folder / "home", "PARISANA_HOME": folder / "parisana", "XDG_CONFIG_HOME": folder / "config"}
    (folder / "home").mkdir()
    return {**os.environ, **display, **{name: str(path) for name, path in own.items()}}


def play(script: str, folder: Path, display: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Let the robot play a script."""
    words = [sys.executable, "-m", "tests.ui.robot", script, str(folder)]
    environment = surroundings(folder, display)
    return subprocess.run(words, env=environment, cwd=CHECKOUT, capture_output=True, text=True, timeout=600)


def test_from_a_new_profile_to_the_spectrum(
    display: dict[str, str], tmp_path: Path, analysis_python: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = play("submit", tmp_path, display)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "the spectrum"
    session = Session(tmp_path / "parisana")
    assert session.production(1).name == "robot-crab"
    assert [state.split()[1] for state in states(session, 1)] == ["done"] * 14
    assert any(file.path.endswith("spectrum.png") for file in session.results(1))
    session.close()


def test_only_written_scripts_do_the_same_by_hand(
    display: dict[str, str], tmp_path: Path, analysis_python: Path
) -> None:
    done = play("write", tmp_path, display)
    assert done.returncode == 0, done.stdout + done.stderr
    environment = {**os.environ, "HOME": str(tmp_path / "home"), "PARISANA_HOME": str(tmp_path / "parisana")}
    script = tmp_path / "scripts" / "submit.sh"
    by_hand = subprocess.run(["bash", str(script)], env=environment, capture_output=True, text=True, timeout=600)
    assert by_hand.returncode == 0, by_hand.stdout + by_hand.stderr
    assert list((tmp_path / "home/parisana/robot-crab/Results").glob("plots/*/spectrum.png"))


def test_a_lost_display_loses_no_job_and_no_word(tmp_path: Path, analysis_python: Path) -> None:
    """The display goes while jobs run and the profile is changed: the jobs end, and the draft is there."""
    with screen() as display:
        environment = surroundings(tmp_path, display)
        words = [sys.executable, "-m", "tests.ui.robot", "lose", str(tmp_path)]
        with subprocess.Popen(words, env=environment, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as window:
            assert window.stdout is not None
            said = [line.strip() for line in iter(window.stdout.readline, "ready\n")]
            assert "save, and validate" in said
            os.kill(int(display["PARISANA_SCREEN_PROCESS"]), signal.SIGKILL)
            assert window.wait(60) != 0
    words = [sys.executable, "-m", "parisana", "follow", "1"]
    followed = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=600)
    assert followed.returncode == 0, followed.stderr
    session = Session(tmp_path / "parisana")
    assert [state.split()[1] for state in states(session, 1)] == ["done"] * 14
    (left,) = session.profiles.drafts_left()
    assert left.name == "robot-crab" and "2.77" in left.text
    session.close()
