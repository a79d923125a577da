"""The scripts that set a fresh machine up."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

TOOLS = CHECKOUT / "tools"


def program(folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


def run(script: str, *words: str, path: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(TOOLS / script), *words]
    environment = {"PATH": path, "HOME": os.environ["HOME"]}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a folder for PATH with a few tools, and nothing that a test does not put there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("grep", "env", "dirname"):
        (folder / name).symlink_to(f"/usr/bin/{name}")
    return folder


def test_a_shim_without_a_python_behind_it_is_passed_over(bare: Path) -> None:
    program(bare, "python3", 'echo "pyenv: version not installed" >&2; exit 127')
    program(bare, "python3.12", "exit 0")
    assert run("python.sh", path=str(bare)).stdout == f"{bare}/python3.12\n"


def test_an_old_python_is_refused_in_words(bare: Path) -> None:
    for name in ("python3", "python3.13", "python3.12", "python3.11"):
        program(bare, name, "exit 1")
    text = (TOOLS / "python.sh").read_text().replace("/usr/bin/python3", str(bare / "python3"))
    done = subprocess.run(["/bin/sh", "-c", text], env={"PATH": str(bare)}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr


def test_only_missing_packages_are_installed(bare: Path, tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    program(bare, "dpkg-query", 'for last; do :; done; [ "$last" = there ] && echo "install ok installed"')
    program(bare, "id", "echo 0")
    program(bare, "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> {calls}')
    done = run("packages.sh", "there", "missing", path=str(bare))
    assert done.returncode == 0, done.stderr
    install = calls.read_text().splitlines()[-1]
    assert install.startswith("noninteractive install")
    assert install.split()[-1] == "missing"
    assert "there" not in install.split()


def test_nothing_is_called_when_nothing_is_missing(bare: Path) -> None:
    program(bare, "dpkg-query", 'echo "install ok installed"')
    program(bare, "apt-get", "exit 9")
    done = run("packages.sh", "there", path=str(bare))
    assert (done.returncode, done.stdout) == (0, "")


def test_without_root_and_sudo_the_packages_are_named(bare: Path) -> None:
    program(bare, "dpkg-query", "exit 1")
    program(bare, "id", "echo 1000")
    program(bare, "apt-get", "exit 9")
    done = run("packages.sh", "perl", "bc", path=str(bare))
    assert done.returncode == 1
    assert "apt-get install perl bc" in done.stderr


def test_make_help_explains_every_target() -> None:
    done = subprocess.run(["make", "help"], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    for target in ("run", "test", "check", "env", "wheel", "bench", "campaign"):
        assert f"make {target} " in done.stdout
