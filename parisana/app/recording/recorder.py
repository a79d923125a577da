"""Putting a plan into the books and its files into the Working area; getting a driver's hands on it again."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.books.whose import require_owner, require_place, require_right
from parisana.app.ground import places
from parisana.app.planning.prepared import Prepared
from parisana.app.planning.recorded import recorded_site
from parisana.app.planning.simulated import simulation_of, with_showers
from parisana.app.planning.spreading import spread_out
from parisana.app.sites.equipment import make_backend, make_storage
from parisana.app.sites.reach import files_of, need_mounts
from parisana.app.sites.site_check import templates
from parisana.app.working.scripts import InstalledProgram, install_program
from parisana.app.working.working import MOVED, Working
from parisana.bookkeeping.values.entries import NewInput, NewJob, NewProduction, NewRevision
from parisana.bookkeeping.values.records import ProductionRecord
from parisana.core.plans.plan import Plan, PlannedJob
from parisana.core.profiles.profile import Profile
from parisana.core.sites.site import Site
from parisana.errors import InputError, StorageError
from parisana.plugins.files import Files

from .drive import Drive, Notice, resources_text
from .gates import gated
from .lease import lease
from .manifest import submitted_by_hand

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: Which program the scripts of the newest revision lie in.
PROGRAM = "program.json"
#: How the folder of a production is called until it has a number.
UNNUMBERED = ".production-"


def record(book: Bookkeeping, prepared: Prepared, now: float) -> int:
    """Put a plan's files into the Working area and record it as a new production; return its number.

    The files come first, in a folder that has no number yet: a production in the books is whole.
    """
    prepared, texts = placed_outputs(book, prepared), prepared.texts
    folder = prepared.working / f"{UNNUMBERED}{uuid.uuid4().hex[:8]}"
    files = files_of(prepared.site)
    install(prepared, Working(folder, files))
    new = NewProduction(
        name=prepared.plan.name,
        suite=prepared.suite.name,
        site=prepared.site.name,
        owner=places.user(),
        host=places.host(),
        machine=places.machine(),
        working=str(folder),
        digest=prepared.plan.digest,
        profile_text=texts.profile,
        suite_text=texts.suite,
        site_text=texts.site,
        created=now,
    )
    stages = [(stage.name, stage.title) for stage in prepared.plan.stages]
    simulation = simulation_of(prepared)
    production = book.create_production(new, stages, _jobs(book, prepared), simulation=simulation)
    settle_folder(book, production, files, now)
    return production


def mount_areas(site: Site, profile: Profile) -> None:
    """Mount what the site wants mounted, before its files are looked at."""
    need_mounts(site, {**templates(), "profile": profile.name, "production": profile.name})


def settle_folder(book: Bookkeeping, production: int, files: Files, now: float) -> Working:
    """Give the folder of a new production its number, also where a program died half-way; return it."""
    found = Path(book.production(production).working)
    if not found.name.startswith(UNNUMBERED):
        return Working(found, files)
    plain = found.with_name(f"production-{production:06d}")
    unique = found.with_name(f"{plain.name}-{found.name.removeprefix(UNNUMBERED)}")
    if files.exists(str(found)) and not files.rename(str(found), str(plain)):
        files.rename(str(found), str(unique))
    home = unique if files.exists(str(unique)) else plain
    book.set_working(production, str(home), now)
    return Working(home, files)


def record_revision(
    book: Bookkeeping, production: ProductionRecord, prepared: Prepared, superseded: dict[int, int], now: float
) -> int:
    """Record a changed plan for a production that is there; return the revision's number."""
    prepared, texts = placed_outputs(book, prepared), prepared.texts
    install(prepared, Working(Path(production.working), files_of(prepared.site)))
    new = NewRevision(prepared.plan.digest, texts.profile, texts.suite, texts.site, now)
    stages = [(stage.name, stage.title) for stage in prepared.plan.stages]
    jobs, simulation = _jobs(book, prepared), simulation_of(prepared)
    return book.add_revision(production.id, new, stages, jobs, superseded, simulation=simulation)


def placed_outputs(book: Bookkeeping, prepared: Prepared) -> Prepared:
    """Return a plan whose outputs have their places: those of areas that are several are chosen now."""
    return replace(prepared, plan=spread_out(book.outputs_by_key, prepared.site, prepared.plan))


def _jobs(book: Bookkeeping, prepared: Prepared) -> Iterator[NewJob]:
    jobs = new_jobs(prepared)
    return with_showers(book, gated(prepared, jobs)) if prepared.order.rows else jobs


def new_jobs(prepared: Prepared) -> Iterator[NewJob]:
    """Yield the plan's jobs as the books take them."""
    return planned_jobs(prepared.plan)


def planned_jobs(plan: Plan) -> Iterator[NewJob]:
    """Yield the jobs of a plan as the books take them."""
    parameters = {stage.name: stage.parameters_name for stage in plan.stages}
    texts = cache(resources_text)
    return (_new_job(job, parameters[job.stage], texts(job.resources)) for job in plan.jobs)


def _new_job(job: PlannedJob, parameters: str, needs: str) -> NewJob:
    inputs = [NewInput(entry.name, entry.job, entry.path, entry.declared) for entry in job.inputs]
    runs = ",".join(map(str, job.runs))
    made = (job.number, job.key, job.stage, job.unit, runs, needs, parameters, job.output)
    return NewJob(*made, inputs, job.done, job.row)


def install(prepared: Prepared, working: Working) -> InstalledProgram:
    """Write scripts, payload, parameters and copies of the three files, with what they name beside them."""
    working.make()
    program = install_program(working.root, dict(prepared.scripts), prepared.payload, working.files)
    texts = {working.parameters(stage.parameters_name): stage.parameters + "\n" for stage in prepared.plan.stages}
    texts |= {working.root / f"{name}.yaml": getattr(prepared.texts, name) for name in ("profile", "suite", "site")}
    texts |= {working.root / name: text for name, text in prepared.texts.beside.items()}
    working.write_many(texts)
    working.write(working.root / PROGRAM, json.dumps({"digest": program.digest}) + "\n")
    return program


def installed(working: Working) -> InstalledProgram:
    """Return the program that a production's jobs use."""
    path = working.root / PROGRAM
    try:
        digest = str(json.loads(working.files.text(str(path)) or "")["digest"])
    except (StorageError, ValueError, KeyError) as error:
        raise InputError("The Working area of this production cannot be read.", file=str(path), hint=MOVED) from error
    return InstalledProgram(digest, working.root / "program" / digest)


@contextmanager
def driving(
    book: Bookkeeping,
    production: int,
    clock: Callable[[], float],
    tell: Callable[[Notice], None],
    by_hand: bool = False,
    known: Prepared | None = None,
) -> Iterator[Drive]:
    """Take the lease of a production and everything that driving it needs; ``by_hand`` only to adopt.

    ``known``: what it was recorded with just now, which need not be read again.
    """
    found = book.production(production)
    require_owner(found)
    require_place(book, found)
    if not by_hand:
        _refuse_by_hand(found)
    profile, site = (known.profile, known.site) if known else recorded_site(book, production)
    mount_areas(site, profile)
    working = settle_folder(book, production, files_of(site), clock())
    program = installed(working)
    with lease(book, production) as epoch:
        drive = Drive(
            book=book,
            production=found,
            epoch=epoch,
            backend=make_backend(site, profile),
            storage=make_storage(site),
            working=working,
            program=program,
            most_jobs=site.limits.jobs or 1_000_000,
            log_dir=str(working.logs),
            tell=tell,
            clock=clock,
            simulates=bool(book.rows(production)),
        )
        drive.tapes.there = any(drive.storage.most_asked(place.path) for _, place in site.places)
        try:
            yield drive
        finally:
            book.release_lease(production, drive.epoch)


def changeable(book: Bookkeeping, production: int, *, anywhere: bool = False) -> ProductionRecord:
    """Return a production that this user may change from here, or say why not; ``anywhere`` only the books change."""
    found = book.production(production)
    require_right(book, found)
    if not anywhere:
        require_place(book, found)
    _refuse_by_hand(found)
    return found


def _refuse_by_hand(production: ProductionRecord) -> None:
    """Refuse to send the jobs of a written folder: the batch system may have them already."""
    if submitted_by_hand(production.working):
        raise InputError(
            f"Production {production.id} is submitted by hand, from {production.working}.",
            hint="bash submit.sh there sends its jobs; parisana adopt takes what they made.",
        )
