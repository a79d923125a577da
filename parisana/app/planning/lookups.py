"""What the planner asks the world: files in data stores, results that are recorded, needs that the site allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.working.committed import Committed, look_many
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer
from parisana.core.plans.plan import digest_of
from parisana.core.profiles.profile import Profile
from parisana.core.sites.site import Site
from parisana.core.suites.stage import Stage
from parisana.errors import InputError
from parisana.plugins.storage import Storage

from .planner import StoreFile
from .store_index import StoreIndex, open_store

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


def store_files() -> Callable[[str, int], StoreFile]:
    """Return a look-up of runs in data stores, each store read once."""
    indices: dict[str, StoreIndex] = {}

    def find(store: str, run: int) -> StoreFile:
        if store not in indices:
            indices[store] = open_store(Path(store))
        path = indices[store].file_of(run)
        found = path.stat()
        return StoreFile(digest_of(f"{path.name}:{found.st_size}:{found.st_mtime_ns}"), found.st_size)

    return find


def recorded_results(book: Bookkeeping, storage: Storage) -> Callable[[Sequence[str]], Mapping[str, str]]:
    """Return a look-up of results that are recorded, and still there."""

    def find(keys: Sequence[str]) -> dict[str, str]:
        recorded = book.jobs_by_key(keys).values()
        there = look_many(storage, [(done.output, done.key) for done in recorded])
        return {done.key: done.output for done in recorded if _is_there(there[done.output])}

    return find


def _is_there(found: Committed) -> bool:
    """Take the books' word for what is on tape."""
    return found.answer is Answer.YES or found.asleep


def allowed_needs(profile: Profile, site: Site) -> Callable[[Stage, int, float], Resources]:
    """Return how needs are found: computed from the suite, or as typed; checked against the site's limits."""

    def needs(stage: Stage, runs: int, gigabytes: float) -> Resources:
        computed = stage.resources.of(runs, gigabytes)
        if not profile.batch.automatic_resources:
            batch = profile.batch
            computed = Resources(batch.memory, batch.duration, batch.disk, computed.cores)
        for name, need, limit in (
            ("memory", computed.memory_mb, site.limits.memory),
            ("duration", computed.time_s, site.limits.duration),
        ):
            if limit is not None and need > limit:
                raise InputError(
                    f"{stage.title} needs {need} of {name}, but {site.name} allows {limit}.",
                    field=f"batch.{name}",
                    hint="Take fewer runs per slice, or another site.",
                )
        return computed

    return needs
