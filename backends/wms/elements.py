"""How elements and servers are: the elements that the WMS would choose from, the servers by whether they answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from parisana.backends.cream.settings import CreamSettings
from parisana.backends.grid.glue import Published, candidate
from parisana.backends.grid.jdl import classad, text
from parisana.backends.wms.description import rank, requirements
from parisana.core.jobs.resources import Resources
from parisana.core.sites.shares import own_weights, shares, weighted
from parisana.errors import InputError, ParisanaError
from parisana.plugins.backend import Element, Server

#: The smallest job, to ask which elements would take it.
SMALLEST = Resources(memory_mb=1, time_s=60)


def checked(settings: CreamSettings) -> tuple[str, ...]:
    """Return the servers that the user chose."""
    if not settings.wms_servers:
        hint = "Choose some on the batch page."
        raise InputError("No WMS server is chosen.", field="settings.wms_servers", hint=hint)
    return settings.wms_servers


def smallest_job(settings: CreamSettings) -> str:
    """Describe a job that every element takes that fits the settings."""
    return classad(
        {
            "Type": text("Job"),
            "JobType": text("Normal"),
            "Executable": text("/bin/true"),
            "VirtualOrganisation": text(settings.vo),
            "Requirements": requirements(SMALLEST, settings),
            "Rank": rank(settings),
        }
    )


def rows(settings: CreamSettings, published: Sequence[Published], matches: Mapping[str, int | None]) -> list[Element]:
    """Return the rows of the dialog: in use are those that the WMS would choose from, the best ones first.

    The share is what weights come to; the WMS decides job by job, and takes the element that ranks highest then.
    """
    known = {each.name: each for each in published}
    best = sorted(matches, key=lambda name: (-(matches[name] or 0), name))
    others = [name for name in known if name not in matches]
    shown = [known.get(name, Published(name, "Production")) for name in (*best, *others)]
    usable = [candidate(each, each.name in matches) for each in shown]
    shared = shares(weighted(usable, own_weights(settings.weights)), settings.longest_wait_s)
    return [_row(each, each.name in matches, shared[each.name]) for each in shown]


def _row(known: Published, in_use: bool, share: float) -> Element:
    numbers = (known.cpus, known.free, known.running, known.waiting)
    return Element(known.name, known.status, known.response_s, *numbers, in_use, share)


def ask_servers(servers: Sequence[str], delegate: Callable[[str], str]) -> list[Server]:
    """Return the rows of the servers dialog: each is handed the proxy, which is what sending needs first."""
    return [_asked(server, delegate) for server in servers]


def _asked(server: str, delegate: Callable[[str], str]) -> Server:
    began = time.monotonic()
    try:
        delegate(server)
    except ParisanaError as error:
        return Server(server, error.message, None)
    return Server(server, "Production", time.monotonic() - began)
