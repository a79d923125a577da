"""A look at the areas before anything is recorded: whether they can be written to, and have room."""

from __future__ import annotations

from collections.abc import Iterable

from parisana.app.drive import Notice
from parisana.app.prepare import Prepared
from parisana.core.plan import PlannedJob
from parisana.core.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Storage

HINT = "Choose another place on the batch page (overrides: areas: in the profile)."


def check_areas(prepared: Prepared, storage: Storage) -> list[Notice]:
    """Refuse areas that no job could write to; return what a person should know of the others."""
    jobs = [job for job in prepared.plan.jobs if not job.done]
    used = {stage.area or "working" for stage in prepared.order.stages} | {"working"}
    notices: list[Notice] = []
    for name, area in prepared.site.areas.items():
        if name not in used:
            continue
        path = area.path
        mine = jobs if name == "working" else [job for job in jobs if job.output.startswith(f"{path.rstrip('/')}/")]
        _refuse_unwritable(storage, name, path)
        notices.extend(_room(storage, name, path, mine))
    return notices


def _refuse_unwritable(storage: Storage, name: str, path: str) -> None:
    answer, why = storage.writable(path)
    if answer is not Answer.YES:
        said = "cannot be written to" if answer is Answer.NO else "does not answer"
        raise StorageError(f"The area {name} at {path!r} {said}. {why}".rstrip(), field=f"areas.{name}", hint=HINT)


def _room(storage: Storage, name: str, path: str, jobs: Iterable[PlannedJob]) -> list[Notice]:
    """Refuse an area that is too small for a single job; warn where all of them may not fit."""
    free = storage.space(path).free
    needs = [job.resources.disk_mb for job in jobs]
    if free is None or not needs:
        return []
    if free < max(needs) * 1_000_000:
        raise StorageError(
            f"The area {name} at {path!r} has {free // 1_000_000:,} MB free, but one job may need {max(needs):,} MB.",
            field=f"areas.{name}",
            hint=HINT,
        )
    if free < sum(needs) * 1_000_000:
        text = f"The area {name} has {free // 1_000_000:,} MB free; the jobs may write up to {sum(needs):,} MB."
        return [Notice(text, warning=True)]
    return []
