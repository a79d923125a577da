"""A place for each output where areas have several: free space is asked when jobs are recorded, and only then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from parisana.app.sites.equipment import make_storage
from parisana.core.jobs.states import Answer
from parisana.core.plans.plan import Plan
from parisana.core.plans.spread import Room, spread
from parisana.core.sites.site import Site
from parisana.errors import StorageError
from parisana.plugins.storage import Storage

#: keys -> the output folder of each that has one, done or not.
Known = Callable[[Sequence[str]], Mapping[str, str]]


def spread_out(known: Known, site: Site, plan: Plan, *, even_so: bool = False) -> Plan:
    """Return a plan with a place for each output; what is known already keeps its place.

    ``even_so``: nobody is there to make room, so that an output which fits nowhere goes where most is free.
    """
    places = places_of(plan)
    if not places:
        return plan
    keys = [job.key for job in plan.jobs if not job.done]
    return spread(plan, rooms(make_storage(site), places), known(keys), even_so=even_so)


def places_of(plan: Plan) -> list[str]:
    """Return the places among which outputs are spread."""
    return list(dict.fromkeys(place for stage in plan.stages for place in stage.places))


def rooms(storage: Storage, places: list[str]) -> dict[str, Room]:
    """Return the places that can be written to, with what is free there; all of them when none says that it can."""
    usable = [place for place in places if storage.writable(place)[0] is Answer.YES]
    return {place: room_at(storage, place) for place in usable or places}


def room_at(storage: Storage, place: str) -> Room:
    """Ask a place for its free space; silence leaves it unknown."""
    try:
        return Room(storage.space(place).free)
    except StorageError:
        return Room()
