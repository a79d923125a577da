"""What is looked at before a plan is sent, one answer after the other: runs, limits, areas, software, the site."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from parisana.app.driving.credential import long_enough
from parisana.app.planning.prepared import Prepared
from parisana.app.sites import site_check
from parisana.app.sites.area_check import AreaAnswer
from parisana.app.sites.equipment import carries, site_backend
from parisana.app.sites.view import Sites, counted
from parisana.core.jobs.resources import MEGABYTE, neediest
from parisana.core.jobs.states import Answer
from parisana.core.texts.words import counted as say
from parisana.core.texts.words import duration, size
from parisana.errors import InputError, ParisanaError
from parisana.plugins.held import token_here
from parisana.plugins.registry import backend_class

from .checks import jobs_in, used_areas
from .dry_matching import new_runs

GET_TOKEN = "Get one (oidc-token, htgettoken) into BEARER_TOKEN_FILE or $XDG_RUNTIME_DIR/bt_u<uid>."
AREA_HINT = "Make room there, or choose another place on the batch page."


@dataclass(frozen=True, slots=True)
class Check:
    """One answer: ``yes`` all is well, ``no`` it cannot work, ``unknown`` look at it yourself."""

    what: str
    answer: Answer
    text: str
    detail: str = ""


def checks(prepared: Prepared, sites: Sites) -> Iterator[Check]:
    """Look at everything; what takes longest comes last, so that the window can show each at once."""
    yield runs(prepared)
    if (said := new_runs(prepared)) is not None:
        yield Check("new runs", Answer.YES if said[0] else Answer.NO, said[1], str(prepared.profile.matching))
    yield limits(prepared)
    for name in used_areas(prepared):
        yield area(prepared, name, sites)
    if carries(prepared.site):
        yield carried(prepared)
    yield from filter(None, (credential(prepared), token(prepared)))
    remark = site_check.software(prepared.site)
    yield Check("software", remark.answer, f"{remark.what}: {remark.text}")
    yield site(prepared, sites)


def runs(prepared: Prepared) -> Check:
    """Say where the runs come from; one that is missing has ended the planning already."""
    number = len(prepared.order.runs)
    outside = {entry.path for job in prepared.plan.jobs for entry in job.inputs if entry.job is None}
    if not outside:
        return Check("runs", Answer.YES, _without_files(prepared, number))
    done = len(prepared.plan.jobs) - sum(not job.done for job in prepared.plan.jobs)
    detail = f"{size(prepared.plan.bytes_in)} to read" + (f"; {done:,} jobs are computed already" if done else "")
    return Check("runs", Answer.YES, f"{number:,} of {number:,} runs in {', '.join(sorted(outside))}", detail)


def _without_files(prepared: Prepared, number: int) -> str:
    """Say what is worked on when no files are read."""
    profile = prepared.profile
    if profile.production:
        showers = sum(row.showers for row in profile.production.scheduled)
        return f"{showers:,} showers are simulated, in {say(len(profile.production.rows), '1 row', '{0} rows')}"
    return f"{number:,} runs are simulated" if profile.runs and profile.runs.simulate else f"{number:,} runs"


def limits(prepared: Prepared) -> Check:
    """Compare the neediest job with what the site allows; one that is too needy has ended the planning already."""
    to_do = [job.resources for job in prepared.plan.jobs if not job.done]
    if not to_do:
        return Check("limits", Answer.YES, "Nothing is left to compute.")
    most, allowed = neediest(to_do), prepared.site.limits
    detail = f"the longest job asks for {duration(most.time_s)}, the largest for {most.memory_mb:,} MB"
    stated = [
        *([f"{allowed.duration:,} s"] if allowed.duration else []),
        *([f"{allowed.memory:,} MB"] if allowed.memory else []),
    ]
    text = f"takes {' and '.join(stated)} a job" if stated else "states no limits of time and memory"
    return Check("limits", Answer.YES, f"{prepared.site.title} {text}", detail)


def area(prepared: Prepared, name: str, sites: Sites) -> Check:
    """Say whether an area can be written to, and holds what the jobs may write."""
    needs = [job.resources.disk_mb * MEGABYTE for job in jobs_in(prepared, name)]
    return space(prepared, name, sites, sum(needs), max(needs, default=0))


def space(prepared: Prepared, name: str, sites: Sites, total: int, most: int) -> Check:
    """Say whether an area holds so many bytes in all; one that has no room for the largest job cannot be used."""
    place = next(area for known, area in prepared.site.areas.items() if known == name)
    found = sites.look_at(name, place, total, prepared.site)
    answer = Answer.NO if _holds_not_even_one(found, most) else found.answer
    return Check(f"area {name}", answer, f"{name}: {found.text}", found.path if answer is Answer.YES else AREA_HINT)


def carried(prepared: Prepared) -> Check:
    """Say which outputs would lie on a disk that nodes far away must see."""
    on_disk = {str(name) for name, place in prepared.site.places if place.storage == "disk" and name != "working"}
    disks = [name for name in used_areas(prepared) if name in on_disk]
    if not disks:
        return Check("nodes", Answer.YES, "Jobs bring all with them, and reach every area by its storage.")
    text = f"Nodes of {prepared.site.title} must see the disk of {counted_areas(disks)}."
    return Check("nodes", Answer.UNKNOWN, text, "Areas on SFTP, XROOTD, WebDAV or S3 are reached from anywhere.")


def credential(prepared: Prepared) -> Check | None:
    """Compare the life of the proxy or token with the longest job; nothing for a site that asks for none."""
    what = "credential"
    if not backend_class(prepared.site.backend).shows:
        return None
    backend = site_backend(prepared.site)
    try:
        held = backend.held()
    except InputError as error:  # a file that is named, and cannot be read
        return Check(what, Answer.NO, error.message, error.hint or "")
    if held is None:
        return Check(what, Answer.UNKNOWN, f"You have no {backend.shows} here.", "Make one: parisana proxy init.")
    if held.trouble:
        return Check(what, Answer.UNKNOWN, f"Your {held.kind} cannot be read: {held.trouble}.", held.place)
    return Check(what, *long_enough(held, _longest(prepared), time.time()))


def token(prepared: Prepared) -> Check | None:
    """Compare the life of the bearer token with the longest job, where an area's storage is shown nothing else."""
    uses = {kind: use.settings for kind, use in prepared.site.storages.items()}
    kinds = {str(place.storage) for name, place in prepared.site.places if name in used_areas(prepared)}
    only = [uses[kind] for kind in sorted(kinds & uses.keys()) if uses[kind].get("credential") == "token"]
    if not only:
        return None
    try:
        held = token_here(account=str(only[0].get("oidc_account") or ""))
    except InputError as error:  # the agent, or a file that is named, gives none
        return Check("token", Answer.NO, error.message, error.hint or "")
    if held is None:
        return Check("token", Answer.NO, "You have no bearer token, and an area takes nothing else.", GET_TOKEN)
    return Check("token", *long_enough(held, _longest(prepared), time.time()))


def _longest(prepared: Prepared) -> int:
    """Return the seconds that the longest job asks for."""
    return max((job.resources.time_s for job in prepared.plan.jobs if not job.done), default=0)


def counted_areas(names: list[str]) -> str:
    """Name areas in a sentence."""
    return f"the area {names[0]}" if len(names) == 1 else f"the areas {', '.join(names)}"


def _holds_not_even_one(found: AreaAnswer, need: int) -> bool:
    free = found.free_bytes if found.most_free is None else found.most_free
    return free is not None and free < need


def site(prepared: Prepared, sites: Sites) -> Check:
    """Ask the batch system whether it is there."""
    what, began = "site", time.monotonic()
    try:
        found = sites.elements(prepared.site)
    except ParisanaError as error:
        return Check(what, Answer.UNKNOWN if error.transient else Answer.NO, error.message, error.hint or "")
    took = time.monotonic() - began
    return Check(what, Answer.YES, f"{prepared.site.title} answers", f"in {took:.1f} s: {counted(found.rows)}")
