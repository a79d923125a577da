"""The rows of a site's elements and servers, and the columns in which they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from parisana.app.sites.view import Element
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.widgets.rows import Column, missing

#: Statuses in which jobs are taken, and those in which none are; others are looked at by a person.
TAKING = ("production", "open", "up", "idle", "free", "online", "ok", "in use")
SHUT = ("closed", "down", "offline", "disabled")


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a dialog, when they were true, and what there is to say of them."""

    rows: tuple[Element, ...]
    at: float
    text: str = ""
    weighable: bool = False
    """Whether the user can give the elements weights."""


def state_of(row: Element) -> str:
    """Return the state whose dot stands before a status."""
    status = row.status.lower()
    return "yes" if status in TAKING else "no" if status in SHUT else "unknown"


def decimals(value: float | None, places: int) -> str:
    """Return a number with as many decimals as its neighbours."""
    return missing(None) if value is None else f"{value:,.{places}f}"


def columns(name: str, *, counts: bool) -> list[Column[Element]]:
    """Return the columns: of elements, or of servers, which count nothing."""
    numbers: list[Column[Element]] = [
        Column(translate("Elements", "CPUs"), lambda row: missing(row.cpus), lambda row: row.cpus, number=True),
        Column(
            translate("Elements", "FreeCPUs"),
            lambda row: missing(row.free_cpus),
            lambda row: row.free_cpus,
            number=True,
        ),
        Column(
            translate("Elements", "Running Jobs"),
            lambda row: missing(row.running),
            lambda row: row.running,
            number=True,
        ),
        Column(
            translate("Elements", "Queued Jobs"), lambda row: missing(row.queued), lambda row: row.queued, number=True
        ),
    ]
    return [
        Column(name, lambda row: row.element, width=-1, middle=True),
        Column(translate("Elements", "Status"), lambda row: row.status, state=state_of),
        Column(
            translate("Elements", "Response Time (s)"),
            lambda row: decimals(row.response_time, 1),
            lambda row: row.response_time,
            number=True,
        ),
        *(numbers if counts else []),
        Column(
            translate("Elements", "In Use"),
            lambda row: translate("Elements", "yes") if row.in_use else translate("Elements", "no"),
            tick=lambda row: row.in_use,
        ),
        Column(
            translate("Elements", "Priority"),
            lambda row: decimals(row.priority, 4),
            lambda row: row.priority,
            number=True,
        ),
    ]
