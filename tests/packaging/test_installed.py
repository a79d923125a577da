"""The wheel at work in a fresh environment, far from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.xdist_group("packaging"), pytest.mark.slow]


def parisana(python: Path, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    command = [str(python.parent / "parisana"), *words]
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment = {**clean, "PARISANA_HOME": str(home)}
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_help_lists_the_commands(installed: Path, tmp_path: Path) -> None:
    done = parisana(installed, "--help", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "submit" in done.stdout


@pytest.mark.parametrize(("noun", "name"), [("suite", "gammapy"), ("site", "Unix"), ("profile", "crab-local")])
def test_shipped_data_are_found(installed: Path, tmp_path: Path, noun: str, name: str) -> None:
    done = parisana(installed, noun, "list", "--json", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert name in {each["name"] for each in json.loads(done.stdout)}


def test_analysis_environment_belongs_in_the_users_folder(installed: Path, tmp_path: Path) -> None:
    done = parisana(installed, "env", "check", "--json", home=tmp_path)
    assert done.returncode == 3, done.stderr
    found = json.loads(done.stdout)
    assert (found["condition"], found["path"]) == ("missing", str(tmp_path / "environments" / "gammapy"))


def test_every_shipped_plugin_loads(installed: Path, tmp_path: Path) -> None:
    words = (
        "from importlib.metadata import entry_points as e\n"
        "for g in ('backends', 'storage'):\n"
        "    for p in e(group=f'parisana.{g}'): print(p.name, getattr(p.load(), '__name__', 'described'))"
    )
    command = [str(installed), "-c", words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    there = {"unix UnixBackend", "disk DiskStorage", "slurm SlurmBackend", "hpss HPSSStorage"}
    assert there <= set(done.stdout.splitlines())
