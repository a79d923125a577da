"""``make campaign``: the Crab at full size on each kind of elements of the Grid, with areas on each kind of storage.

Only the word after ``site:`` and where its areas lie differ. Each way starts with nothing computed; counts and fit are
compared with those of this machine, and each job has to run once, say a ledger and the stand-ins themselves.
``python -m benchmarks.grid_crab`` runs this alone; with names (``arc cream:srm+gridftp``), only these, and nothing is
kept. ``--profile crab-mini`` takes another analysis.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.servers import arc, xrootd
from tests.servers.grid_ways import SYSTEMS, Stores, reached, stores
from tests.servers.ways import CHECKOUT

from .clusters_crab import HERE, PROFILE, is_good, run
from .measure import keep

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


def here(profile: str, home: Path) -> dict[str, Any]:
    """Run it on this machine, to compare with."""
    known = {"PARISANA_LEDGER": str(home / "ledger")}
    return {"title": "this machine", **run(CHECKOUT / "profiles" / f"{profile}.yaml", home, known)[0]}


def chosen(names: Sequence[str]) -> list[str]:
    """Return the ways that are meant."""
    return [way for way in WAYS if not names or way in names or way.partition(":")[0] in names]


def main() -> int:
    """Run all ways; done when all of them come to the same."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grid_crab", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"some of {', '.join(WAYS)}, or of {', '.join(SYSTEMS)}")
    parser.add_argument("--profile", default=PROFILE, help=f"which analysis (default: {PROFILE})")
    asked = parser.parse_args()
    found: dict[str, Any] = {}
    with servers() as (known, element):
        for way in (HERE, *chosen(asked.names)):
            with tempfile.TemporaryDirectory(prefix="parisana-crab-", ignore_cleanup_errors=True) as folder:
                home = Path(folder)
                more = here(asked.profile, home) if way == HERE else None
                found[way] = more or measured(way, asked.profile, home, known, element)
            same = is_good(found[way], found[HERE])
            print(
                f"{found[way]['title']}: {found[way]['wall_s']} s, {'the same' if same else 'NOT THE SAME'}", flush=True
            )
    good = all(is_good(each, found[HERE]) for each in found.values())
    if not asked.names and asked.profile == PROFILE:
        print(f"kept in {keep('grid_crab', {'profile': PROFILE, 'good': good, 'ways': found})}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
