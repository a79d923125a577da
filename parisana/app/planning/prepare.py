"""A profile's name becomes a plan: files are found and read, values settled, scripts rendered."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parisana.app.ground import environment, library, places
from parisana.app.ground.payload_archive import build_payload
from parisana.app.sites.equipment import carries, job_storages, make_backend, make_storage
from parisana.app.sites.reach import with_plain_areas
from parisana.app.working.portable import portable, portable_site
from parisana.app.working.scripts import render_script
from parisana.core.documents.upgrade import upgraded
from parisana.core.profiles.profile import Profile, read_profile
from parisana.core.sites.jobscript import ENVIRONMENTS, ScriptSpec
from parisana.core.sites.overrides import configure
from parisana.core.sites.site import Site
from parisana.core.suites.stage import Stage
from parisana.core.suites.suite import Suite
from parisana.core.texts.document import Document, read

from .lookups import allowed_needs, recorded_results, store_files
from .matched import listed
from .planner import Order, make_plan
from .prepared import UNCHANGED, Changes, Prepared, Sources, Texts
from .row_units import row_plan

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: The profile's words for the working place, as the script knows them.
WORK_IN = {"tmpdir": "tmpdir", "workingdir": "workingdir", "startdir": "start"}


def prepare(name: str | Path, book: Bookkeeping | None, changes: Changes = UNCHANGED) -> Prepared:
    """Read a profile with its suite and site, and plan it."""
    return prepare_document(*library.load_profile(name), book, changes)


def prepare_text(text: str, file: str | Path, book: Bookkeeping | None, changes: Changes = UNCHANGED) -> Prepared:
    """Plan a profile as it is being edited; files that it names lie beside ``file``, which need not exist."""
    document = upgraded(read(text, str(file)), "profile")
    return prepare_document(read_profile(document), document, book, changes)


def prepare_document(
    profile: Profile, document: Document, book: Bookkeeping | None, changes: Changes = UNCHANGED
) -> Prepared:
    """Find the suite and the site of a profile, and plan it."""
    return plan_sources(sources_for(profile, document), book, changes)


def sources_for(profile: Profile, document: Document) -> Sources:
    """Find the suite and the site of a profile."""
    suite, suite_document = library.load_suite(profile.suite)
    return Sources(profile, document, suite, suite_document.text, library.site_document(profile.site))


def plan_sources(sources: Sources, book: Bookkeeping | None, changes: Changes = UNCHANGED) -> Prepared:
    """Plan a profile that is read."""
    sources = listed(sources)
    profile, document = sources.profile, sources.document
    suite = profile.suited(sources.suite)
    configured = configure(sources.site, profile.overrides, document)
    site = with_plain_areas(configured.filled(_templates(profile, suite, configured.site)))
    values = _values(profile, suite, document, changes.overrides or {})
    stages = [stage for stage in profile.settled(suite, document).stages if stage.has_jobs]
    payload = build_payload()
    areas = _areas(site, stages, document)
    order = Order(
        name=profile.name,
        suite=suite,
        values=values,
        seed=profile.seed,
        stages=stages,
        runs=() if profile.production else library.profile_runs(profile, document).numbers,
        runs_per_slice=profile.analysis.runs_per_slice if profile.analysis.sliced else None,
        areas={name: paths[0] for name, paths in areas.items()},
        scripts=_scripts(stages, site, profile, payload),
        store_file=store_files(),
        recorded=recorded_results(book, make_storage(site)) if book and not changes.again else lambda keys: {},
        needs=allowed_needs(profile, site),
        rows=row_plan(profile, suite, document, changes.units),
        also={name: paths[1:] for name, paths in areas.items()},
    )
    if changes.available is not None:
        order = replace(order, available=changes.available)
    enclosed: Mapping[str, Any] = getattr(make_backend(site, profile).settings, "portable", dict)()
    text, beside = portable(profile, suite, document, enclosed)
    texts = Texts(text, sources.suite_text, portable_site(sources.site, enclosed), beside)
    return Prepared(make_plan(order), profile, suite, site, texts, order.scripts, payload, configured.origins, order)


def _templates(profile: Profile, suite: Suite, site: Site) -> dict[str, str]:
    host = site.reach.address
    return {
        "user": (host and host.user) or places.user(),
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
                values[stage.name][parameter.name] = str(library.beside(value, document))
    for name, parameters in overrides.items():
        values.setdefault(name, {}).update(parameters)
    return values


def _scripts(stages: Sequence[Stage], site: Site, profile: Profile, payload: bytes) -> dict[str, str]:
    storages = job_storages(site, {stage.area or "working" for stage in stages})
    return {stage.name: _script(stage, site, profile, payload, storages) for stage in stages}


def _script(
    stage: Stage, site: Site, profile: Profile, payload: bytes, storages: Mapping[str, Mapping[str, Any]]
) -> str:
    return render_script(
        ScriptSpec(
            stage=stage.name,
            command=stage.command,
            environment=_environment(site),
            scons=profile.batch.scons,
            outputs=tuple((output.pattern, output.min) for output in stage.outputs),
            work_in=WORK_IN[profile.batch.work_in],
            clean=profile.batch.clean_afterwards,
            storages=storages,
            payload_sha256=hashlib.sha256(payload).hexdigest(),
        )
    )


def _environment(site: Site) -> dict[str, Any]:
    """Return the site's environment with the keys that its kind takes."""
    given = site.environment.model_dump(exclude_none=True)
    needed, allowed = ENVIRONMENTS[given["kind"]]
    return {name: value for name, value in given.items() if name == "kind" or name in needed | allowed}


def _areas(site: Site, stages: Iterable[Stage], document: Document) -> dict[str, list[str]]:
    """Return all places of each area."""
    for stage in stages:
        if (stage.area or "working") not in site.areas:
            raise document.error(
                ("site",),
                f"The site {site.name} has no area {stage.area}, which {stage.name} writes to.",
                f"Add it under overrides: areas: {{{stage.area}: {{storage: disk, path: …}}}}.",
            )
    areas: dict[str, list[str]] = defaultdict(list)
    for name, place in site.places:
        areas[name].append(place.path.rstrip("/"))
    if carries(site) and "results" in areas and site.areas["results"].storage != "disk":
        areas["working"] = areas["results"][:1]  # the nodes see no Working area
    return areas
