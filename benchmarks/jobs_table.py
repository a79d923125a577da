"""The table of jobs with a million of them, on SQLite and on MariaDB: clocks beside their goals, stalls beside nothing.

All jobs in memory, and with little memory: the rows page by page from the database. A million jobs are recorded first,
which takes some minutes; the clocks are medians of five within one window, the first rows those of five windows, the
gaps of the event loop those of three.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.servers.mariadb import MariaDB
from tests.servers.screen import screen

from .many_jobs import record
from .measure import Ratio, medians
from .window import CHECKOUT, once, surroundings

#: What is measured in a window, by its name in the answer, and the goal in seconds; the second is for little memory.
CLOCKS = {
    "first": ("first rows after the page is opened", 0.1, 0.1),
    "frame": ("a frame while scrolling", 0.016, 0.016),
    "jump": ("a jump to any row, until it is painted", 0.1, None),
    "state": ("filter by state, until it is painted", 0.05, 0.05),
    "text": ("filter by text, until it is painted", 0.1, None),
    "sort_number": ("sort by a number, until it is painted", 0.25, None),
    "sort_text": ("sort by a text, until it is painted", 0.6, None),
}
#: Megabytes of the whole program: window, driver, and the process that holds the jobs.
MEMORY, LITTLE_MEMORY = 400.0, 150.0
#: So many windows are opened for the first rows, and for the gaps.
OPENED, LIVED = 5, 3


def measure() -> list[Ratio]:
    """Return all clocks for both databases, in both modes."""
    found: list[Ratio] = []
    with screen() as display, tempfile.TemporaryDirectory(prefix="parisana-bench-") as scratch, _places() as places:
        for name, place in places(Path(scratch)):
            record(place)
            for mode in ("memory", "books"):
                environment = {**surroundings(display, Path(scratch)), "PARISANA_BOOK": str(place)}
                measured = _window(mode, environment)
                measured["first"] = statistics.median(
                    _window(f"first-{mode}", environment)["first"] for _ in range(OPENED)
                )
                found += _clocks(f"{name}, {mode}", measured, mode == "books")
                if mode == "memory":
                    found += _stalls(name, environment)
    return found


@contextmanager
def _places() -> Iterator[Callable[[Path], Sequence[tuple[str, Path | str]]]]:
    """Yield what yields the two databases."""
    server = MariaDB()
    try:
        server.install()
        with server.database() as name:
            yield lambda scratch: (("SQLite", scratch / "many.sqlite"), ("MariaDB", server.address(name)))
    finally:
        server.remove()


def _window(mode: str, environment: dict[str, str]) -> dict[str, float]:
    """Let a process of its own measure a window."""
    words = [sys.executable, "-m", "benchmarks.jobs_table_once", mode]
    done = subprocess.run(words, env=environment, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _clocks(where: str, measured: dict[str, float], little: bool) -> list[Ratio]:
    found = []
    for name, (what, goal, goal_little) in CLOCKS.items():
        wanted = goal_little if little else goal
        if name in measured:
            found.append(Ratio(f"{where}: {what}", "the goal" if wanted else "nothing", measured[name], wanted or goal))
    limit = LITTLE_MEMORY if little else MEMORY
    found.append(Ratio(f"{where}: the whole program", "the goal", measured["first"], 0.1, measured["mb"], limit))
    return found


def _stalls(where: str, environment: dict[str, str]) -> list[Ratio]:
    """Return how evenly the loop goes with 1,000 updates a second, beside an empty window."""

    def once_each() -> tuple[float, ...]:
        ours, plain = _window("live", environment), once("stalls-empty", environment)
        return ours["p99"], plain["p99"], ours["longest"], plain["longest"]

    p99, plain_p99, longest, plain_longest = medians(once_each, LIVED)
    words = f"{where}: event loop, 1,000 updates a second"
    return [
        Ratio(f"{words}, 99 % of its gaps", "an empty window", p99, plain_p99),
        Ratio(f"{words}, longest gap", "an empty window", longest, plain_longest),
    ]
