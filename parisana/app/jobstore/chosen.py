"""Which jobs come through the filters of a question: of all, or of some that have changed."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from parisana.bookkeeping.values.views import JobQuery

from .columns import FAILURES, STATES, Columns, Places

Mask = NDArray[np.bool_]


def let_through(columns: Columns, query: JobQuery, places: Places | None = None) -> Mask:
    """Return which jobs come through all filters but that of states; of all, or of those at these places."""

    def column(name: str) -> NDArray[Any]:
        return columns[name] if places is None else columns[name][places]

    found: Mask = column("shown") & _among(column("production"), query.productions)
    if query.stage is not None:
        found &= _coded(column("stage"), [stage.name == query.stage for stage in columns.stages])
    if query.failure is not None:
        found &= column("failure") == FAILURES.index(query.failure)
    if query.site is not None:
        found &= _equal(columns, "site", query.site, places)
    for name, least, most in (("changed_at", query.since, query.until), ("seconds", query.longer, query.shorter)):
        if least is not None:
            found &= column(name) >= least
        if most is not None:
            found &= column(name) <= most
    if query.text:
        found &= _holding(columns, query.text, places)
    return found


def _among(numbers: NDArray[Any], wanted: tuple[int, ...]) -> Mask:
    return np.asarray(numbers == wanted[0] if len(wanted) == 1 else np.isin(numbers, wanted))


def in_states(columns: Columns, query: JobQuery, places: Places | None = None) -> Mask:
    """Return which jobs are in the states that are asked for."""
    states = columns["state"] if places is None else columns["state"][places]
    if not query.states:
        return np.ones(len(states), np.bool_)
    return _coded(states, [state in query.states for state in STATES])


def _coded(codes: NDArray[Any], wanted: list[bool]) -> Mask:
    """Return for which codes something is so; nothing is, where there are no codes at all."""
    return np.asarray(np.array([*wanted, False], np.bool_)[codes])


def _equal(columns: Columns, name: str, wanted: str, places: Places | None) -> Mask:
    """Return whose text is this one: it may have several codes."""
    codes = columns[name] if places is None else columns[name][places]
    same = {code: columns.texts[name].text(code) == wanted for code in np.unique(codes).tolist()}
    return np.isin(codes, [code for code, equal in same.items() if equal])


def _holding(columns: Columns, text: str, places: Places | None) -> Mask:
    """Return who has a text somewhere: in stage, failure, unit, native id or reason."""
    wanted = text.lower()
    stages = [wanted in stage.name.lower() for stage in columns.stages]
    failures = [failure is not None and wanted in failure for failure in FAILURES]
    if places is not None:
        found = _coded(columns["stage"][places], stages) | _coded(columns["failure"][places], failures)
        return found | np.array([_has(columns, place, wanted) for place in places.tolist()], np.bool_)
    found = _coded(columns["stage"], stages) | _coded(columns["failure"], failures)
    for name in ("unit", "native_id", "reason"):
        found |= columns.texts[name].holding(wanted)[columns[name]]
    return found


def _has(columns: Columns, place: int, wanted: str) -> bool:
    """Return whether one job has a text in one of its own."""
    codes = ((name, int(columns[name][place])) for name in ("unit", "native_id", "reason"))
    return any(wanted in (columns.texts[name].text(code) or "").lower() for name, code in codes)
