"""``make campaign``: the Crab at full size on each kind of elements of the Grid, with areas on each kind of storage.

Only the word after ``site:`` and where its areas lie differ. Each way starts with nothing computed; counts and fit are
compared with those of this machine, and each job has to run once, say a ledger and the stand-ins themselves.
``python -m benchmarks.grid_crab`` runs this alone; with names (``arc cream:srm+gridftp``), only these, and nothing is
kept. ``--profile crab-mini`` takes another analysis.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.servers import arc, xrootd
from tests.servers.grid_ways import SYSTEMS, Stores, reached, stores
from tests.servers.ways import CHECKOUT

from .crab_ways import asked, run, tried

TRIAL = "grid_crab"
#: Where DST and results lie: on each kind of storage, read and written.
AREAS = (("xrootd", "srm"), ("srm", "gridftp"), ("gridftp", "xrootd"))
WAYS = tuple(f"{name}:{'+'.join(kinds)}" for kinds in AREAS for name in SYSTEMS)
PYTHON = CHECKOUT / ".venv-analysis/bin/python"


@contextmanager
def servers() -> Iterator[tuple[Stores, arc.Arc]]:
    """Run the real element and all storages, for the same people."""
    element = arc.element()
    try:
        with xrootd.known() as server, stores(element.people, server) as made:
            yield made, element
    finally:
        element.stop()


def measured(way: str, profile: str, home: Path, known: Stores, element: arc.Arc) -> dict[str, Any]:
    """Run it one way; count, and see what the stand-in itself knows of."""
    name, _, kinds = way.partition(":")
    dst, _, results = kinds.partition("+")
    real = name == "arc"
    with reached(name, (dst, results), home, known, element if real else None, PYTHON) as place:
        found, attempts = run(place.profile(profile), home, place.environment, known.path, place.ledger)
        accounted = len(set(attempts)) if real else place.taken()
        return {"title": f"{SYSTEMS[name].title}, DST on {dst}, results on {results}", **found, "accounted": accounted}


def chosen(names: Sequence[str]) -> list[str]:
    """Return the ways that are meant."""
    if unknown := set(names) - set(WAYS) - set(SYSTEMS):
        raise SystemExit(f"No way is called {', '.join(sorted(unknown))}; --help names them.")
    return [way for way in WAYS if not names or way in names or way.partition(":")[0] in names]


def main() -> int:
    """Run all ways; done when all of them come to the same."""
    wanted = asked(TRIAL, __doc__, f"some of {', '.join(WAYS)}, or of {', '.join(SYSTEMS)}")
    ways = chosen(wanted.names)
    with servers() as (known, element):
        return tried(TRIAL, wanted, ways, lambda way, home: measured(way, wanted.profile, home, known, element))


if __name__ == "__main__":
    sys.exit(main())
