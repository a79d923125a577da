"""A profile's name becomes a plan: files are found and read, scripts rendered, stores looked into."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from parisana.app import environment, library, places
from parisana.app.committed import look
from parisana.app.payload_archive import build_payload
from parisana.app.planner import Order, StoreFile, make_plan
from parisana.app.scripts import render_script
from parisana.app.store_index import StoreIndex, open_store
from parisana.bookkeeping import Bookkeeping
from parisana.core.document import Document
from parisana.core.jobscript import ENVIRONMENTS, ScriptSpec
from parisana.core.overrides import configure
from parisana.core.plan import Plan, digest_of
from parisana.core.profile import Profile
from parisana.core.resources import Resources
from parisana.core.site import Site
from parisana.core.states import Answer
from parisana.core.suite import Stage, Suite
from parisana.errors import InputError
from parisana.plugins.backend import Backend
from parisana.plugins.registry import backend_class, storage_class
from parisana.plugins.runner import LocalRunner
from parisana.plugins.storage import Storage

#: The profile's words for the working place, as the script knows them.
WORK_IN = {"tmpdir": "tmpdir", "workingdir": "workingdir", "startdir": "start"}


@dataclass(frozen=True)
class Texts:
    """The three files of a production, as they were written."""

    profile: str
    suite: str
    site: str


@dataclass(frozen=True)
class Prepared:
    """A plan with all that is needed to record and to send it."""

    plan: Plan
    profile: Profile
    suite: Suite
    site: Site
    texts: Texts
    scripts: Mapping[str, str]
    payload: bytes
    origins: Mapping[str, str]
    order: Order

    @property
    def working(self) -> Path:
        """Return the Working area, where each production has a folder."""
        return Path(self.site.areas["working"].path)


@dataclass(frozen=True)
class Changes:
    """What a plan may differ in from its profile."""

    names: Callable[[str], Sequence[str]] | None = None
    overrides: Mapping[str, Any] | None = None
    """Parameters by stage that count instead of the profile's."""
    available: Callable[[str, tuple[int, ...]], bool] | None = None
    again: bool = False
    """Compute even what is recorded."""


def prepare(name: str | Path, book: Bookkeeping | None, changes: Changes = Changes()) -> Prepared:
    """Read a profile with its suite and site, and plan it."""
    profile, document = library.load_profile(name)
    suite, suite_document = library.load_suite(profile.suite)
    site_document = library.site_document(profile.site)
    return plan_documents(profile, document, suite, suite_document.text, site_document, book, changes)


def plan_documents(
    profile: Profile,
    document: Document,
    suite: Suite,
    suite_text: str,
    site_document: Document,
    book: Bookkeeping | None,
    changes: Changes = Changes(),
) -> Prepared:
    """Plan a profile whose documents are read."""
    configured = configure(site_document, profile.overrides, document)
    site = configured.filled(_templates(profile, suite))
    values = _values(profile, suite, document, changes.overrides or {})
    stages = [stage for stage in profile.settled(suite, document).stages if stage.has_jobs]
    payload = build_payload()
    backend = make_backend(site, profile)
    scripts = {stage.name: _script(stage, site, profile, payload, backend) for stage in stages}
    order = Order(
        name=profile.name,
        suite=suite,
        values=values,
        seed=profile.seed,
        stages=stages,
        runs=library.profile_runs(profile, document).numbers,
        runs_per_slice=profile.analysis.runs_per_slice if profile.analysis.sliced else None,
        areas=_areas(site, stages, document),
        scripts=scripts,
        store_file=_store_file(),
        recorded=_recorded(book, make_storage(site)) if book is not None and not changes.again else lambda keys: {},
        needs=_needs(profile, site),
    )
    if changes.available is not None:
        order = replace(order, available=changes.available)
    texts = Texts(document.text, suite_text, site_document.text)
    return Prepared(make_plan(order), profile, suite, site, texts, scripts, payload, configured.origins, order)


def make_backend(site: Site, profile: Profile) -> Backend:
    """Return the site's backend, with what the profile's batch page says of it."""
    known = getattr(backend_class(site.backend).settings_class, "model_fields", {})
    page = {
        "open_in_terminal": profile.batch.open_in_terminal,
        "terminal_type": profile.batch.terminal_type,
        "priority": profile.batch.priority,
    }
    return site_backend(site, {name: value for name, value in page.items() if name in known})


def site_backend(site: Site, page: Mapping[str, Any] = MappingProxyType({})) -> Backend:
    """Return the site's backend with its settings checked; those of the site file win."""
    from pydantic import ValidationError

    kind = backend_class(site.backend)
    try:
        return kind(kind.settings_class(**{**page, **site.settings}), LocalRunner())
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in ("settings", *fault["loc"]))
        raise InputError(f"{site.name}: {fault['msg']}.", field=field, hint="See parisana site show.") from error


def make_storage(site: Site) -> Storage:
    """Return the storage of the areas; all of a site's areas are on one kind, for the time being."""
    kinds = {area.storage for area in site.areas.values()}
    if len(kinds) > 1:
        raise InputError(
            f"The areas of {site.name} lie on {', '.join(sorted(kinds))}; jobs can only use one storage kind yet.",
            field="areas",
            hint="Put them all on disk.",
        )
    return storage_class(kinds.pop())()


def _templates(profile: Profile, suite: Suite) -> dict[str, str]:
    return {
        "user": places.user(),
        "home": str(Path.home()),
        "host": places.host(),
        "profile": profile.name,
        "production": profile.name,
        "analysis_environment": str(environment.place(suite.environment)),
    }


def _values(
    profile: Profile, suite: Suite, document: Document, overrides: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return all parameters, paths made absolute, with what is overridden for this plan."""
    values = {stage: dict(parameters) for stage, parameters in profile.effective(suite, document).items()}
    for stage in suite.stages:
        for parameter in stage.parameters:
            value = values.get(stage.name, {}).get(parameter.name)
            if parameter.type == "path" and value:
                values[stage.name][parameter.name] = str(_beside(value, document))
    for name, parameters in overrides.items():
        values.setdefault(name, {}).update(parameters)
    return values


def _beside(text: str, document: Document) -> Path:
    """Return a path that the user wrote: variables and ``~`` expanded, relative to the profile's folder."""
    path = Path(os.path.expandvars(os.path.expanduser(text)))
    folder = Path(document.file).parent if document.file else Path.cwd()
    return path if path.is_absolute() else (folder / path).absolute()


def _script(stage: Stage, site: Site, profile: Profile, payload: bytes, backend: Backend) -> str:
    import hashlib

    return render_script(
        ScriptSpec(
            stage=stage.name,
            command=stage.command,
            environment=_environment(site),
            outputs=tuple((output.pattern, output.min) for output in stage.outputs),
            work_in=WORK_IN[profile.batch.work_in],
            clean=profile.batch.clean_afterwards,
            payload_sha256=hashlib.sha256(payload).hexdigest(),
        )
    )


def _environment(site: Site) -> dict[str, Any]:
    """Return the site's environment with the keys that its kind takes."""
    given = site.environment.model_dump(exclude_none=True)
    needed, allowed = ENVIRONMENTS[given["kind"]]
    return {name: value for name, value in given.items() if name == "kind" or name in needed | allowed}


def _areas(site: Site, stages: Iterable[Stage], document: Document) -> dict[str, str]:
    for stage in stages:
        if (stage.area or "working") not in site.areas:
            raise document.error(
                ("site",),
                f"The site {site.name} has no area {stage.area}, which {stage.name} writes to.",
                f"Add it under overrides: areas: {{{stage.area}: {{storage: disk, path: …}}}}.",
            )
    return {name: area.path.rstrip("/") for name, area in site.areas.items()}


def _store_file() -> Callable[[str, int], StoreFile]:
    """Return a look-up of runs in data stores, each store read once."""
    indices: dict[str, StoreIndex] = {}

    def find(store: str, run: int) -> StoreFile:
        if store not in indices:
            indices[store] = open_store(Path(store))
        path = indices[store].file_of(run)
        found = path.stat()
        return StoreFile(digest_of(f"{path.name}:{found.st_size}:{found.st_mtime_ns}"), found.st_size)

    return find


def _recorded(book: Bookkeeping, storage: Storage) -> Callable[[Sequence[str]], Mapping[str, str]]:
    """Return a look-up of results that are recorded, and still there."""

    def find(keys: Sequence[str]) -> dict[str, str]:
        return {
            done.key: done.output
            for done in book.jobs_by_key(keys).values()
            if look(storage, done.output, done.key).answer is Answer.YES
        }

    return find


def _needs(profile: Profile, site: Site) -> Callable[[Stage, int, float], Resources]:
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
