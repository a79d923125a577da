"""A look at the areas before anything is recorded: whether they can be written to, and have room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from parisana.app.planning.prepared import Prepared
from parisana.app.planning.spreading import room_at
from parisana.app.recording.drive import Notice
from parisana.core.jobs.resources import MEGABYTE
from parisana.core.jobs.states import Answer
from parisana.core.plans.plan import PlannedJob
from parisana.core.plans.spread import Room, no_room
from parisana.errors import StorageError
from parisana.plugins.storage import Storage

HINT = "Choose another place on the batch page (overrides: areas: in the profile)."


def check_areas(prepared: Prepared, storage: Storage) -> list[Notice]:
    """Refuse areas that no job could write to; return what a person should know of the others."""
    notices: list[Notice] = []
    for name, path in used_areas(prepared).items():
        places, jobs = [path, *prepared.order.also.get(name, ())], jobs_in(prepared, name)
        usable, said = _usable(storage, name, places)
        notices.extend([*said, *_room(storage, name, usable, jobs)])
    return notices


def used_areas(prepared: Prepared) -> dict[str, str]:
    """Return the paths of the areas that the jobs write to; of several places the first."""
    used = {stage.area or "working" for stage in prepared.order.stages} | {"working"}
    return {name: area.path for name, area in prepared.site.areas.items() if name in used}


def jobs_in(prepared: Prepared, name: str) -> list[PlannedJob]:
    """Return the jobs that need room in an area: those that write there, and all of them in the Working area."""
    folder = f"{used_areas(prepared)[name].rstrip('/')}/"
    to_do = (job for job in prepared.plan.jobs if not job.done)
    return [job for job in to_do if name == "working" or job.output.startswith(folder)]


def _usable(storage: Storage, name: str, places: Sequence[str]) -> tuple[list[str], list[Notice]]:
    """Return the places that can be written to, and a warning for each of the others; one there must be."""
    refused = {path: why for path in places if (why := _refusal(storage, path))}
    said = [f"The area {name} at {path!r} {why}" for path, why in refused.items()]
    if len(refused) == len(places):
        raise StorageError(said[0], field=f"areas.{name}", hint=HINT)
    notices = [Notice(f"{words} Its outputs go to the other places.", warning=True) for words in said]
    return [path for path in places if path not in refused], notices


def _refusal(storage: Storage, path: str) -> str:
    """Say why a place cannot be used; nothing for one that can."""
    answer, why = storage.writable(path)
    words = {Answer.YES: "", Answer.NO: "cannot be written to.", Answer.UNKNOWN: "does not answer."}[answer]
    return f"{words} {why}".rstrip() if words else ""


def _room(storage: Storage, name: str, places: Sequence[str], jobs: Iterable[PlannedJob]) -> Iterator[Notice]:
    """Refuse an area that is too small for a single job; warn where all of them may not fit."""
    rooms = {path: room_at(storage, path) for path in places}
    needs = [job.resources.disk_mb for job in jobs]
    free = [room.free for room in rooms.values() if room.free is not None]
    if len(free) < len(places) or not needs:
        return
    if max(free) < max(needs) * MEGABYTE:
        raise _too_small(name, rooms, max(needs))
    if sum(free) < sum(needs) * MEGABYTE:
        text = f"The area {name} has {sum(free) // MEGABYTE:,} MB free; the jobs may write up to {sum(needs):,} MB."
        yield Notice(text, warning=True)


def _too_small(name: str, rooms: Mapping[str, Room], need: int) -> StorageError:
    """Say how much room there is, and how much one job needs (MB)."""
    where = f"areas.{name}"
    if len(rooms) > 1:
        return no_room(f"the area {name}", list(rooms), rooms, need * MEGABYTE, where)
    ((path, room),) = rooms.items()
    free = (room.free or 0) // MEGABYTE
    message = f"The area {name} at {path!r} has {free:,} MB free, but one job may need {need:,} MB."
    return StorageError(message, field=where, hint=HINT)
