"""``make campaign``: the Crab at full size on real clusters, every way there is, and on this machine: the same counts.

Only the word after ``site:`` differs. Each way starts with nothing computed; each job has to run once, says a ledger
that the jobs write themselves, and the batch system's own accounting. ``python -m benchmarks.clusters_crab`` runs this
alone; with names of ways, only these after this machine, and nothing is kept. ``--profile crab-mini`` takes another
analysis.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.servers import gridengine, slurm
from tests.servers.ways import WAYS, reached

from .crab_ways import asked, run, tried

TRIAL = "clusters_crab"


@contextmanager
def clusters() -> Iterator[None]:
    """Stop, at the end, the clusters that were started."""
    try:
        yield
    finally:
        for server in (gridengine.cell, slurm.cluster):
            if server.cache_info().currsize:
                server().stop()


def measured(way: str, profile: str, home: Path) -> dict[str, Any]:
    """Run it one way; count, and see what the batch system itself knows of."""
    with reached(way, home) as place:
        found, attempts = run(place.profile(profile), home, place.environment)
        return {"title": WAYS[way].title, **found, "accounted": len(place.accounted(attempts))}


def main() -> int:
    """Run all ways; done when all of them come to the same."""
    wanted = asked(TRIAL, __doc__, f"some of {', '.join(WAYS)}")
    with clusters():
        return tried(TRIAL, wanted, wanted.names or WAYS, lambda way, home: measured(way, wanted.profile, home))


if __name__ == "__main__":
    sys.exit(main())
