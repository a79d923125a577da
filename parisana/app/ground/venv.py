"""Building a Python environment where it will stay: it cannot be moved.

Whoever builds says so first: the marker is there, *unfinished*, before anything else is, so that a
half-built environment is known for what it is and built again. A folder without a marker is somebody
else's, and nothing in it is ever removed.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from parisana.errors import InputError, SiteError, StorageError
from parisana.plugins.runner import LocalRunner

MARKER = "parisana-environment.json"
UNFINISHED: dict[str, Any] = {"finished": False}
Say = Callable[[str], None]


def python_of(where: Path) -> Path:
    """Return the path of the environment's own Python, whether it is there or not."""
    return where / "bin" / "python"


def marker(where: Path) -> dict[str, Any] | None:
    """Return what the marker says; ``None`` when the folder is not one of ours."""
    try:
        found = json.loads((where / MARKER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return UNFINISHED
    return found if isinstance(found, dict) else UNFINISHED


def mark(where: Path, words: dict[str, Any]) -> None:
    """Write the marker, whole or not at all."""
    temporary = where / f"{MARKER}.part"
    temporary.write_text(json.dumps(words, indent=1), encoding="utf-8")
    temporary.replace(where / MARKER)


def build(where: Path, say: Say) -> None:
    """Make an empty environment; what was half-built there goes, what is not ours stays."""
    try:
        _clear(where)
        where.mkdir(parents=True, exist_ok=True)
        mark(where, UNFINISHED)
    except OSError as error:
        hint = "Choose another folder with --path."
        raise StorageError(
            f"The analysis environment cannot be written to {where}: {error.strerror}.", hint=hint
        ) from error
    say(f"making a Python environment in {where}")
    _run([sys.executable, "-m", "venv", str(where)], 600, "On Debian and Ubuntu: apt-get install python3-venv.")


def install(where: Path, pins: str, say: Say) -> None:
    """Install the pinned packages; those that fit already are left alone."""
    say("installing the analysis packages (several hundred megabytes: this takes a minute or more)")
    with tempfile.NamedTemporaryFile("w", prefix="parisana-pins-", suffix=".txt") as file:
        file.write(pins)
        file.flush()
        pip = [str(python_of(where)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run(
            [*pip, "--requirement", file.name], 7200, "Is the network there? The command can be run again at any time."
        )


def _clear(where: Path) -> None:
    if marker(where) is not None:
        shutil.rmtree(where)
    elif where.exists() and (not where.is_dir() or any(where.iterdir())):
        hint = "Choose an empty folder, or one that is not there yet."
        raise InputError(f"{where} holds other files: an analysis environment is not made over them.", hint=hint)


def _run(argv: Sequence[str], timeout: float, hint: str) -> None:
    done = LocalRunner().run(argv, timeout=timeout)
    if done.code:
        words = (done.stderr.strip() or done.stdout.strip()).splitlines()[-3:]
        raise SiteError(f"The analysis environment could not be built: {' '.join(words)}", hint=hint)
