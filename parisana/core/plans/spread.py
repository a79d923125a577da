"""Outputs spread over several places: each goes to the one that is filled least for it, by what is free there.

Free space is asked once, when jobs are recorded; from then on the place is the job's own, like its number. So the
shares of the places follow their free space, and no output has two places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

from parisana.core.jobs.resources import MEGABYTE
from parisana.errors import StorageError

from .plan import Plan, PlannedJob

GIGABYTE = 1_000_000_000
HINT = "Make room there, or add a place (also: under areas: in the site or the profile's overrides)."


@dataclass(frozen=True, slots=True)
class Room:
    """What is free at a place; ``None`` where the storage does not tell."""

    free: int | None = None


@dataclass
class Scales:
    """The places with their free space, and what each has been given."""

    rooms: Mapping[str, Room]
    given: dict[str, int] = field(default_factory=dict)
    _weights: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        """Weigh the places; one that does not tell its free space counts as the mean of those that do."""
        known = [room.free for room in self.rooms.values() if room.free is not None]
        usual = (fmean(known) if known else 0) or 1.0
        self._weights = {path: usual if room.free is None else room.free for path, room in self.rooms.items()}

    def choose(self, places: Sequence[str], need: int) -> str | None:
        """Return the place of an output of so many bytes, and count it there; ``None`` when none holds it."""
        holding = [path for path in places if path in self.rooms and self._holds(path, need)]
        if not holding:
            return None
        chosen = min(holding, key=lambda path: (self.given.get(path, 0) + max(need, 1)) / self._weights[path])
        self.count(chosen, need)
        return chosen

    def emptiest(self, places: Sequence[str]) -> str:
        """Return the place with the most free space, for an output that none of them may hold."""
        return max(places, key=lambda path: self._weights.get(path, -1.0))

    def count(self, place: str, need: int) -> None:
        """Note what was given to a place."""
        self.given[place] = self.given.get(place, 0) + max(need, 1)

    def _holds(self, path: str, need: int) -> bool:
        free = self.rooms[path].free
        return self._weights[path] > 0 and (free is None or free >= need)


def spread(plan: Plan, rooms: Mapping[str, Room], kept: Mapping[str, str], *, even_so: bool = False) -> Plan:
    """Return a plan with a place for each output; by key, ``kept`` says which have theirs already.

    An output that no place holds is an error; ``even_so``, it goes where most is free. The digest stays what it was.
    """
    scales = Scales(rooms)
    places = {stage.name: stage.places for stage in plan.stages if stage.places}
    moved: dict[int, str] = {}
    for job in plan.jobs:
        if not job.done and job.stage in places:
            there = places[job.stage]
            place = _own_place(job, there, kept, scales) or _chosen(job, there, scales, even_so=even_so)
            moved[job.number] = place + job.output.removeprefix(there[0])
    return replace(plan, jobs=tuple(_moved(job, moved) for job in plan.jobs))


def _own_place(job: PlannedJob, places: Sequence[str], kept: Mapping[str, str], scales: Scales) -> str | None:
    """Return the place that a job's output has already."""
    tail = job.output.removeprefix(places[0])
    place = next((path for path in places if kept.get(job.key) == path + tail), None)
    if place is not None:
        scales.count(place, job.resources.disk_mb * MEGABYTE)
    return place


def _chosen(job: PlannedJob, places: Sequence[str], scales: Scales, *, even_so: bool) -> str:
    need = job.resources.disk_mb * MEGABYTE
    if (place := scales.choose(places, need)) is not None:
        return place
    if even_so:
        return scales.emptiest(places)
    raise no_room(job.stage, places, scales.rooms, need)


def no_room(
    what: str, places: Sequence[str], rooms: Mapping[str, Room], need: int, where: str | None = None
) -> StorageError:
    """Say that no place holds an output, and how much is missing; ``where`` is the field of the site."""
    most = max((rooms[path].free or 0 for path in places if path in rooms), default=0)
    missing = (need - most) / GIGABYTE
    message = (
        f"None of the {len(places)} places for {what} has room: a job may write {need / GIGABYTE:,.3g} GB, "
        f"at most {most / GIGABYTE:,.3g} GB are free at one, and {missing:,.3g} GB are missing."
    )
    return StorageError(message, hint=HINT, field=where)


def _moved(job: PlannedJob, moved: Mapping[int, str]) -> PlannedJob:
    """Return a job with its place, and those of what it reads."""
    inputs = tuple(
        replace(entry, path=moved[entry.job]) if entry.job is not None and entry.job in moved else entry
        for entry in job.inputs
    )
    return replace(job, output=moved.get(job.number, job.output), inputs=inputs)
