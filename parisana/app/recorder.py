"""Putting a plan into the books and its files into the Working area; getting a driver's hands on it again."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from parisana.app import places
from parisana.app.drive import Drive, Notice, resources_text
from parisana.app.lease import lease
from parisana.app.manifest import NAME as MANIFEST
from parisana.app.prepare import Prepared, make_backend, make_storage
from parisana.app.scripts import InstalledProgram, install_program
from parisana.app.working import Working, in_words, write_once
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.records import NewInput, NewJob, NewProduction, NewRevision, ProductionRecord
from parisana.core import document
from parisana.core.overrides import configure
from parisana.core.plan import Plan, PlannedJob
from parisana.core.profile import Profile, read_profile
from parisana.core.site import Site
from parisana.core.states import ProductionState
from parisana.errors import InputError

#: Which program the scripts of the newest revision lie in.
PROGRAM = "program.json"
#: How the folder of a production is called until it has a number.
UNNUMBERED = ".production-"


def record(book: Bookkeeping, prepared: Prepared, now: float) -> int:
    """Put a plan's files into the Working area and record it as a new production; return its number.

    The files come first, in a folder that has no number yet: a production in the books is whole.
    """
    texts = prepared.texts
    folder = prepared.working / f"{UNNUMBERED}{uuid.uuid4().hex[:8]}"
    install(prepared, Working(folder))
    new = NewProduction(
        name=prepared.plan.name,
        suite=prepared.suite.name,
        site=prepared.site.name,
        owner=places.user(),
        host=places.host(),
        working=str(folder),
        digest=prepared.plan.digest,
        profile_text=texts.profile,
        suite_text=texts.suite,
        site_text=texts.site,
        created=now,
    )
    stages = [(stage.name, stage.title) for stage in prepared.plan.stages]
    production = book.create_production(new, stages, new_jobs(prepared))
    settle_folder(book, production, now)
    return production


def settle_folder(book: Bookkeeping, production: int, now: float) -> Working:
    """Give the folder of a new production its number, also where a program died half-way; return it."""
    found = Path(book.production(production).working)
    if not found.name.startswith(UNNUMBERED):
        return Working(found)
    plain = found.with_name(f"production-{production:06d}")
    unique = found.with_name(f"{plain.name}-{found.name.removeprefix(UNNUMBERED)}")
    with in_words(found), suppress(FileNotFoundError):
        found.rename(unique if plain.exists() else plain)
    home = unique if unique.exists() else plain
    book.set_working(production, str(home), now)
    return Working(home)


def record_revision(
    book: Bookkeeping, production: ProductionRecord, prepared: Prepared, superseded: dict[int, int], now: float
) -> int:
    """Record a changed plan for a production that is there; return the revision's number."""
    install(prepared, Working(Path(production.working)))
    texts = prepared.texts
    new = NewRevision(prepared.plan.digest, texts.profile, texts.suite, texts.site, now)
    stages = [(stage.name, stage.title) for stage in prepared.plan.stages]
    return book.add_revision(production.id, new, stages, new_jobs(prepared), superseded)


def new_jobs(prepared: Prepared) -> Iterator[NewJob]:
    """Yield the plan's jobs as the books take them."""
    return planned_jobs(prepared.plan)


def planned_jobs(plan: Plan) -> Iterator[NewJob]:
    """Yield the jobs of a plan as the books take them."""
    parameters = {stage.name: stage.parameters_name for stage in plan.stages}
    texts = cache(resources_text)
    return (_new_job(job, parameters[job.stage], texts(job.resources)) for job in plan.jobs)


def _new_job(job: PlannedJob, parameters: str, needs: str) -> NewJob:
    inputs = [NewInput(entry.name, entry.job, entry.path) for entry in job.inputs]
    runs = ",".join(map(str, job.runs))
    return NewJob(job.number, job.key, job.stage, job.unit, runs, needs, parameters, job.output, inputs, job.done)


def install(prepared: Prepared, working: Working) -> InstalledProgram:
    """Write scripts, payload, parameters and copies of the three files; nothing that is there changes."""
    working.make()
    program = install_program(working.root, dict(prepared.scripts), prepared.payload)
    for stage in prepared.plan.stages:
        write_once(working.parameters(stage.parameters_name), stage.parameters + "\n")
    for name in ("profile", "suite", "site"):
        write_once(working.root / f"{name}.yaml", getattr(prepared.texts, name))
    write_once(working.root / PROGRAM, json.dumps({"digest": program.digest}) + "\n")
    return program


def installed(working: Working) -> InstalledProgram:
    """Return the program that a production's jobs use."""
    path = working.root / PROGRAM
    try:
        digest = str(json.loads(path.read_text(encoding="utf-8"))["digest"])
    except (OSError, ValueError, KeyError) as error:
        hint = (
            "Was the Working area moved or cleaned? Submit the profile again; what is recorded is not computed twice."
        )
        raise InputError("The Working area of this production cannot be read.", file=str(path), hint=hint) from error
    return InstalledProgram(digest, working.root / "program" / digest)


def documents_of(book: Bookkeeping, production: int) -> tuple[Profile, document.Document, Site]:
    """Return profile and site as the newest revision has them."""
    revision = book.revision(production)
    profile_text = document.read(revision.profile_text, f"profile of production {production}")
    profile = read_profile(profile_text)
    site_text = document.read(revision.site_text, f"site of production {production}")
    configured = configure(site_text, profile.overrides, profile_text)
    return profile, profile_text, configured.site


@contextmanager
def driving(
    book: Bookkeeping,
    production: int,
    clock: Callable[[], float],
    tell: Callable[[Notice], None],
    by_hand: bool = False,
) -> Iterator[Drive]:
    """Take the lease of a production and everything that driving it needs; ``by_hand`` only to adopt."""
    found = book.production(production) if by_hand else changeable(book, production)
    refuse_foreign(found)
    profile, _, site = documents_of(book, production)
    working = settle_folder(book, production, clock())
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
        )
        try:
            yield drive
        finally:
            book.release_lease(production, drive.epoch)


def changeable(book: Bookkeeping, production: int) -> ProductionRecord:
    """Return a production that this user may change from here, or say why not."""
    found = book.production(production)
    refuse_foreign(found)
    _refuse_by_hand(found)
    return found


def _refuse_by_hand(production: ProductionRecord) -> None:
    """Refuse to send the jobs of a written folder: the batch system may have them already."""
    if (Path(production.working) / MANIFEST).exists():
        raise InputError(
            f"Production {production.id} is submitted by hand, from {production.working}.",
            hint="bash submit.sh there sends its jobs; parisana adopt takes what they made.",
        )


def refuse_foreign(production: ProductionRecord) -> None:
    """Refuse to drive what belongs to another person or another machine."""
    if production.owner != places.user():
        raise InputError(
            f"Production {production.id} belongs to {production.owner}; you may look at it, not drive it.",
            hint="Submit the same profile under your own name.",
        )
    if production.host != places.host():
        raise InputError(
            f"Production {production.id} runs on {production.host}, and its files are there.",
            hint=f"Drive it from {production.host}.",
        )
    if production.state is ProductionState.CLOSED:
        raise InputError(f"Production {production.id} is closed.", hint="parisana status lists the others.")
