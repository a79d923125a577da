"""The window: how long until it can be used, and how evenly it answers while 10,000 jobs are followed.

Both beside an empty window of the same toolkit in the same run, on a display of their own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers.screen import screen

from .measure import Ratio, medians

CHECKOUT = Path(__file__).resolve().parents[1]


def measure() -> list[Ratio]:
    """Return the ratios of start and of stalls."""
    with screen() as display, tempfile.TemporaryDirectory(prefix="parisana-bench-") as scratch:
        environment = surroundings(display, Path(scratch))
        start = medians(lambda: (once("full", environment)["start"], once("empty", environment)["start"]))
        ours_p99, ours_longest, plain_p99, plain_longest = medians(lambda: stalls(Path(scratch), environment))
    return [
        Ratio("new process to a painted window with a profile", "an empty PySide6 window", *start),
        Ratio("event loop, 99 % of its gaps, 10,000 jobs followed", "an empty window", ours_p99, plain_p99),
        Ratio("event loop, longest gap, 10,000 jobs followed", "an empty window", ours_longest, plain_longest),
    ]


def surroundings(display: dict[str, str], scratch: Path) -> dict[str, str]:
    """Return an environment with a home of its own."""
    own = {"HOME": str(scratch), "PARISANA_HOME": str(scratch / "parisana"), "XDG_CONFIG_HOME": str(scratch / "config")}
    return {**os.environ, **own, **display}


def once(what: str, environment: dict[str, str]) -> dict[str, float]:
    """Start a process that makes a window, and return what it measured of itself."""
    words = [sys.executable, "-m", "benchmarks.window_once", what]
    done = subprocess.run(words, env=environment, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def stalls(scratch: Path, display: dict[str, str]) -> tuple[float, float, float, float]:
    """Return the gap that 99 % stay below and the longest, while jobs are followed, and beside in an empty window."""
    with tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as fresh:
        ours, plain = (once(f"stalls-{what}", surroundings(display, Path(fresh))) for what in ("followed", "empty"))
    return ours["p99"], ours["longest"], plain["p99"], plain["longest"]
