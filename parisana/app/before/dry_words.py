"""What a dry run says beside its table: submit commands, where settings come from, what changed since the last time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from parisana.app.planning.prepared import Prepared
from parisana.app.sites.equipment import make_backend
from parisana.app.working.scripts import program_digest
from parisana.app.working.working import Working
from parisana.core.jobs.resources import Resources, neediest
from parisana.core.texts.compare import differences
from parisana.core.texts.document import read
from parisana.plugins.backend import Backend, Submission

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: What stands where the number of the production will be.
TAG = "NUMBER"
#: The texts of a revision, and how their fields are called.
TEXTS = (("profile", ""), ("site", "site."), ("suite", "suite."))


@dataclass(frozen=True, slots=True)
class Change:
    """One field that was written otherwise; ``None`` where nothing was written."""

    field: str
    then: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Last:
    """The last production of a profile's name."""

    production: int
    created: float
    changes: tuple[Change, ...]


def last_production(prepared: Prepared, book: Bookkeeping) -> Last | None:
    """Return the last production of this profile's name, and the fields that differ."""
    found = book.latest_production(prepared.profile.name)
    if found is None:
        return None
    revision = book.revision(found.id)
    changes = [
        Change(f"{prefix}{field}", then, now)
        for name, prefix in TEXTS
        for field, then, now in _compared(getattr(revision, f"{name}_text"), getattr(prepared.texts, name), name)
    ]
    return Last(found.id, revision.created, tuple(changes))


def _compared(then: str, now: str, name: str) -> Iterator[tuple[str, Any, Any]]:
    """Compare two texts; equal ones are not read."""
    if then != now:
        yield from differences(read(then, f"{name} as submitted").data, read(now, f"{name} as it is").data)


def commands(prepared: Prepared) -> dict[str, str]:
    """Return the submit command of each stage that has something to do."""
    backend = make_backend(prepared.site, prepared.profile)
    working = Working(prepared.working / f"production-{TAG}")
    program = working.root / "program" / program_digest(dict(prepared.scripts), prepared.payload)
    to_do = Counter(job.stage for job in prepared.plan.jobs if not job.done)
    return {
        stage: _command(
            backend,
            Submission(
                tag=f"p{TAG}-{stage}",
                script=str(program / f"{stage}.sh"),
                table=str(working.table(f"p{TAG}-{stage}")),
                rows=min(rows, backend.limits.rows_per_submission),
                resources=_needs(prepared, stage),
                log_dir=str(working.logs),
            ),
            -(-rows // backend.limits.rows_per_submission),
        )
        for stage, rows in to_do.items()
    }


def _command(backend: Backend, submission: Submission, calls: int) -> str:
    try:
        words = backend.call_in_words(submission)
    except Exception as error:  # somebody else's plug-in may fail in any way, and this is only for the eye
        return f"# The plug-in {backend.name} failed: {type(error).__name__}: {error}"
    return words if calls == 1 else f"{words}  # the first of {calls} calls"


def _needs(prepared: Prepared, stage: str) -> Resources:
    return neediest([job.resources for job in prepared.plan.jobs if job.stage == stage and not job.done])


def settings_origins(prepared: Prepared) -> dict[str, str]:
    """Say of every setting where it comes from: the profile, a default, the site file or an override of it."""
    profile = prepared.profile
    pages: dict[str, BaseModel] = {"analysis": profile.analysis, "batch": profile.batch}
    found = {
        f"{page}.{name}": "profile" if name in model.model_fields_set else "default"
        for page, model in pages.items()
        for name in type(model).model_fields
    }
    for stage, values in prepared.order.values.items():
        written = profile.stages.get(stage, {})
        found |= {f"stages.{stage}.{name}": "profile" if name in written else "default" for name in values}
    return found | {f"site.{field}": origin for field, origin in prepared.origins.items()}
