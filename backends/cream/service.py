"""How computing elements are: as the information system describes them, or else asked one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parisana.backends.grid.bdii import entries, servers
from parisana.backends.grid.glue import Published, candidate, elements_for
from parisana.core.sites.shares import Candidate, own_weights, shares, weighted
from parisana.errors import SiteError
from parisana.plugins.backend import Element

from .answers import trouble
from .asking import Run
from .commands import infosites_command, service_command
from .elements import endpoint_of
from .settings import CreamSettings

ENABLED = re.compile(r"^Submission enabled = \[(YES|NO)\]", re.MULTILINE)
#: CPUs, free, all jobs, running, waiting, element.
ROW = re.compile(r"^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\S+)$", re.MULTILINE)
#: Numbers from here on stand for what an element does not know.
PLACEHOLDER = 400_000


def published(settings: CreamSettings, run: Run) -> list[Published]:
    """Return the elements of the organisation: from the information system, or by the user interface's own tool."""
    places = servers(settings.bdii)
    if places:
        return elements_for(settings.vo, entries(places))
    try:
        outcome = run(infosites_command(settings.vo))
    except SiteError:
        return []
    return [_listed(row) for row in ROW.findall(outcome.stdout)] if outcome.code == 0 else []


def _listed(row: Sequence[str]) -> Published:
    cpus, free, _, running, waiting = (int(text) if int(text) < PLACEHOLDER else None for text in row[:5])
    return Published(row[5], "Production", None, cpus, free, running, waiting)


def candidates(queues: Iterable[str], known: Iterable[Published]) -> list[Candidate]:
    """Return the queues that the user chose, with what is known of them."""
    described = {each.name: each for each in known}
    return [candidate(described[name], True) if name in described else Candidate(name, None) for name in queues]


def rows(settings: CreamSettings, queues: Sequence[str], known: Sequence[Published], run: Run) -> list[Element]:
    """Return the rows of the dialog: what is published for the organisation, and what else the user chose."""
    named = {each.name for each in known}
    others = [Published(name, _state(name, run)) for name in queues if name not in named]
    asked = known if servers(settings.bdii) else [_asked(each, each.name in queues, run) for each in known]
    known_ones = weighted(candidates(queues, [*asked, *others]), own_weights(settings.weights))
    shared = shares(known_ones, settings.longest_wait_s)
    return [_row(each, each.name in queues, shared.get(each.name, 0.0)) for each in (*asked, *others)]


def _row(known: Published, in_use: bool, share: float) -> Element:
    numbers = (known.cpus, known.free, known.running, known.waiting)
    return Element(known.name, known.status, known.response_s, *numbers, in_use, share)


def _asked(known: Published, in_use: bool, run: Run) -> Published:
    """Return a listed element with its own word on whether it takes jobs; only those in use are asked."""
    status = _state(known.name, run) if in_use else known.status
    return Published(known.name, status, known.response_s, known.cpus, known.free, known.running, known.waiting)


def _state(element: str, run: Run) -> str:
    """Ask one element whether it takes jobs; why it is silent is an answer, too."""
    try:
        outcome = run(service_command(endpoint_of(element)))
        found = ENABLED.search(outcome.stdout)
        if outcome.code != 0 or found is None:
            raise trouble(outcome, refused=False)
    except SiteError as error:
        return error.message
    return "Production" if found[1] == "YES" else "Closed"
