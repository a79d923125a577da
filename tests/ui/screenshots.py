"""``make screenshots``: a picture of every page and dialog, light and dark, once and twice as large.

Small productions are computed first, so that jobs, results and simulations are there to be seen, and compared; another
one has failures.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
#: What is computed: showers, the smallest analysis, and one with maps and several nights, which the pictures show.
PROFILES = ("showers-local", "crab-mini", str(CHECKOUT / "tests/ui/pictured.yaml"))


def main() -> None:
    """Take all pictures; each scale and theme in a process of its own, as the scale is read once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--home", type=Path, help="a PARISANA_HOME with productions in it (default: a new one)")
    parser.add_argument("--only", nargs="*", default=[], help="only these addresses and dialogs")
    parser.add_argument("--theme", choices=["light", "dark"])
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    if arguments.theme:
        from tests.ui.taking import take

        take(arguments.folder, arguments.theme, arguments.only)
        return
    with tempfile.TemporaryDirectory(prefix="parisana-pictures-") as scratch:
        environment = surroundings(arguments.home or Path(scratch, "parisana"), Path(scratch))
        if arguments.home is None:
            failing = [sys.executable, "-m", "tests.ui.failing", str(Path(scratch, "failing"))]
            subprocess.run(failing, env=environment, check=True, cwd=CHECKOUT)
            for profile in PROFILES:
                words = [sys.executable, "-m", "parisana", "run", profile]
                subprocess.run(words, env=environment, check=True, cwd=scratch)
        for scale in ("1", "2"):
            for theme in ("light", "dark"):
                folder = arguments.folder / f"{theme}-{scale}x"
                words = [str(folder), "--theme", theme, "--only", *arguments.only]
                subprocess.run(
                    [sys.executable, "-m", "tests.ui.screenshots", *words],
                    env={**environment, "QT_SCALE_FACTOR": scale},
                    check=True,
                    cwd=CHECKOUT,
                )
    print(f"The pictures are in {arguments.folder}")


def surroundings(home: Path, scratch: Path) -> dict[str, str]:
    """Return an environment in which nothing of the user's is seen or changed."""
    own = {"PARISANA_HOME": str(home), "HOME": str(scratch), "XDG_CONFIG_HOME": str(scratch / "config")}
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    return {**os.environ, **own, "QT_QPA_PLATFORM": platform, "PYTHONPATH": str(CHECKOUT)}


if __name__ == "__main__":
    main()
