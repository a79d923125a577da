"""``make bench``: what is measured in this folder, or what was named of it, printed as ratios and kept as JSON."""

from __future__ import annotations

import argparse

from . import bookkeeping, clusters, jobs_table, large_plan, startup, storages, window
from .measure import as_table, keep

MEASURES = {
    "startup": startup.measure,
    "large_plan": large_plan.measure,
    "bookkeeping": bookkeeping.measure,
    "window": window.measure,
    "jobs_table": jobs_table.measure,
    "clusters": clusters.measure,
    "storages": storages.measure,
}


def main() -> None:
    """Measure everything, or what was named: ``python -m benchmarks window``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(MEASURES)} (default: all)")
    wanted = parser.parse_args().names
    if unknown := set(wanted) - set(MEASURES):
        parser.error(f"nothing is called {', '.join(sorted(unknown))}")
    for name in wanted or MEASURES:
        ratios = MEASURES[name]()
        for each in ratios:
            print(each)
        print(f"kept in {keep(name, {'ratios': as_table(ratios)})}")


main()
