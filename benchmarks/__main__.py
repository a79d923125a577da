"""``make bench``: each module of this folder that measures, printed as ratios and kept as JSON."""

from __future__ import annotations

from . import large_plan, startup
from .measure import as_table, keep

MEASURES = {"startup": startup.measure, "large_plan": large_plan.measure}


def main() -> None:
    """Measure everything."""
    for name, measure in MEASURES.items():
        ratios = measure()
        for each in ratios:
            print(each)
        print(f"kept in {keep(name, {'ratios': as_table(ratios)})}")


main()
