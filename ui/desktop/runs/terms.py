"""What runs are searched by: a parameter of the suite where it has one, else a term that the page keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parisana.core.measures import quantity
from parisana.core.measures.instants import day
from parisana.core.runs.observation import QUALITIES, Search, telescope_numbers
from parisana.core.suites.parameter import Parameter
from parisana.core.suites.stage import Stage
from parisana.core.texts.document import Wrong
from parisana.ui.desktop.language import later, translate

#: Best first: the word for the worst quality that is wanted.
WORST = ("any", "medium", "good")
TERMS = (
    Parameter(name="radius", title=later("Terms", "Radius"),
              type="number", unit="deg", min=0, max=180, default="2.5 deg",
              help="Largest distance of a run's pointing from the target."),
    Parameter(name="zenith_max", title=later("Terms", "Zenith ≤"),
              type="number", unit="deg", min=0, max=90, default="60 deg",
              help="Runs farther from the zenith are left out."),
    Parameter(name="begin", title=later("Terms", "From"),
              type="text", optional=True, help="First day (UTC), for instance 2004-09-01."),
    Parameter(name="end", title=later("Terms", "To"),
              type="text", optional=True, help="Last day (UTC), for instance 2006-01-31."),
    Parameter(name="taking_part", title=later("Terms", "Telescopes"),
              type="text", optional=True,
              help="Telescopes that took part, for instance 1 2 3 4; empty: any."),
    Parameter(name="quality", title=later("Terms", "Quality"),
              type="choice", choices=WORST, default="any",
              help="Worst quality of the data that is wanted."),
    Parameter(name="min_duration", title=later("Terms", "Shortest run"),
              type="number", unit="min", min=0, max=60, default="0 min",
              help="Runs with less live time are left out."),
    Parameter(name="store", title=later("Terms", "Data store"),
              type="path", optional=True,
              help="Folder with obs-index and hdu-index files."),
)  # fmt: skip

#: Parameters that stand elsewhere on the page, or as something else.
APART = ("name", "position", "source", "store")
#: Short titles for what suites call by longer ones.
SHORT = {
    "radius": later("Terms", "Radius"),
    "zenith_min": later("Terms", "Zenith ≥"),
    "zenith_max": later("Terms", "Zenith ≤"),
    "min_telescopes": later("Terms", "Telescopes ≥"),
    "min_duration": later("Terms", "Shortest run"),
    "duration": later("Terms", "Run length"),
    "year": later("Terms", "Season"),
    "zenith": later("Terms", "Fixed zenith"),
    "wobble": later("Terms", "Wobble"),
}
SIGNS = {"deg": "°"}


def caption(parameter: Parameter) -> str:
    """Return what stands over a field: its short title with the unit."""
    title = translate("Terms", SHORT.get(parameter.name, parameter.title))
    unit = SIGNS.get(parameter.unit or "", parameter.unit)
    return f"{title} ({unit})" if unit else title


def own_terms(stage: Stage) -> list[Parameter]:
    """Return the terms that the suite has no parameter for."""
    known = {parameter.name for parameter in stage.parameters}
    return [term for term in TERMS if term.name not in known]


def in_order(stage: Stage) -> list[Parameter]:
    """Return all fields of the page: what is searched by first, then the other parameters of the stage."""
    declared = {parameter.name: parameter for parameter in stage.parameters}
    first = [declared.get(term.name, term) for term in TERMS]
    rest = [parameter for parameter in stage.parameters if parameter not in first]
    return [parameter for parameter in (*first, *rest) if parameter.name not in APART]


def search(values: Mapping[str, Any], near: tuple[float, float] | None) -> Search:
    """Return what is searched, from the fields as they are written."""
    radius = measured(values, "radius", "deg")
    worst = {word: level for level, word in QUALITIES.items()}
    taking_part = str(values.get("taking_part") or "")
    if taking_part and not telescope_numbers(taking_part):
        raise Wrong(
            f"{taking_part[:40]!r} names no telescopes.",
            translate("Terms", "Write for instance 1 2 3 4."),
            ("taking_part",),
        )
    return Search(
        near=None if near is None or radius is None else (*near, radius),
        zenith_min=measured(values, "zenith_min", "deg"),
        zenith_max=measured(values, "zenith_max", "deg"),
        begin=dated(values, "begin"),
        end=dated(values, "end"),
        n_tels=values.get("min_telescopes") if isinstance(values.get("min_telescopes"), int) else None,
        telescopes=frozenset(telescope_numbers(taking_part)),
        worst_quality=worst.get(str(values.get("quality"))),
        livetime_min=measured(values, "min_duration", "s"),
    )


def measured(values: Mapping[str, Any], name: str, unit: str) -> float | None:
    """Return a written quantity in a unit."""
    written = values.get(name)
    try:
        return None if written is None else quantity.parse(str(written), unit)
    except Wrong as wrong:
        raise Wrong(wrong.message, wrong.hint, (name,)) from wrong


def dated(values: Mapping[str, Any], name: str) -> float | None:
    """Return a written day; the last one counts to its end."""
    written = values.get(name)
    try:
        return day(str(written), whole=name == "end") if written else None
    except Wrong as wrong:
        raise Wrong(wrong.message, wrong.hint, (name,)) from wrong
