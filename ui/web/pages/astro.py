"""Astro: the catalogue of sources, and what is known of a target."""

from __future__ import annotations

from collections import defaultdict

from parisana.app.visit import TargetCount, Visit
from parisana.core.sky.targets import Target, plain
from parisana.errors import InputError
from parisana.ui.web.asked import Asked
from parisana.ui.web.page import Page

#: Degrees around a target in which other sources are named.
AROUND = 5.0


def targets(visit: Visit, asked: Asked) -> Page:
    """Show what was observed: the targets of the recorded runs."""
    return Page("Target info", "targets.html", {"targets": visit.totals.run_targets()}, "/targets")


def sources(visit: Visit, asked: Asked) -> Page:
    """Show the sources that are known at TeV energies, with their runs."""
    counts = _counts(visit)
    rows = [{"source": each, "runs": _runs(each, counts)} for each in visit.observations.targets.rows]
    return Page("Source catalogue", "sources.html", {"sources": rows}, "/sources")


def target(visit: Visit, asked: Asked) -> Page:
    """Show one target: where it is, what is near, how much of it was observed."""
    name = asked.part("name")
    known = _known(visit, name)
    counts = _counts(visit)
    seen = [each for word in {plain(word) for word in (known.names if known else (name,))} for each in counts[word]]
    if not known and not seen:
        raise InputError(f"Neither the catalogue nor a recorded run knows {name!r}.")
    near = visit.observations.targets.near(known.ra, known.dec, AROUND)[1:] if known else []
    data = {"name": known.name if known else name, "source": known, "observed": seen, "near": near}
    return Page(known.name if known else name, "target.html", data, "/targets")


def _known(visit: Visit, name: str) -> Target | None:
    try:
        return visit.observations.target(name)
    except InputError:
        return None


def _counts(visit: Visit) -> defaultdict[str, list[TargetCount]]:
    found: defaultdict[str, list[TargetCount]] = defaultdict(list)
    for each in visit.totals.run_targets():
        found[plain(each.target)].append(each)
    return found


def _runs(source: Target, counts: defaultdict[str, list[TargetCount]]) -> int:
    words = {plain(name) for name in source.names}
    return sum(each.runs for word in words for each in counts.get(word, ()))
