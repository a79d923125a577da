"""``parisana jobs PRODUCTION…``: their jobs, a page at a time, filtered by options or as a saved view says."""

from __future__ import annotations

import argparse
import time
from dataclasses import fields, replace

from parisana.app.jobs.job_views import JobView
from parisana.app.session import Session
from parisana.bookkeeping.values.views import JobRow, JobSort
from parisana.cli.common import amount, session
from parisana.cli.output import Show
from parisana.core.jobs.states import Failure, JobState
from parisana.core.measures.between import between
from parisana.core.texts.document import Wrong
from parisana.errors import InputError

#: Options that say what a view says; one that is not given is as the view has it, or as nobody wishes anything.
OPTIONS = ("stage", "site", "failure", "text", "within", "between", "longer", "shorter", "sort", "descending")
USUAL = JobView(sort=JobSort.NUMBER)
#: What is listed, and what of a job that is.
LISTED: dict[JobSort, tuple[str, str]] = {
    JobSort.PRODUCTION: ("production", "production"), JobSort.NUMBER: ("job", "number"),
    JobSort.STAGE: ("stage", "stage"), JobSort.UNIT: ("unit", "unit"), JobSort.STATE: ("state", "state"),
    JobSort.SITE: ("site", "site"), JobSort.ATTEMPTS: ("attempts", "attempts"), JobSort.TIME: ("s", "seconds"),
    JobSort.MEMORY: ("MB", "peak_memory_mb"), JobSort.NATIVE_ID: ("native id", "native_id"),
    JobSort.FAILURE: ("failure", "failure"), JobSort.REASON: ("reason", "reason"),
    JobSort.CHANGED: ("changed", "changed_at"),
}  # fmt: skip
UNUSUAL = (JobSort.PRODUCTION, JobSort.SITE, JobSort.FAILURE, JobSort.CHANGED)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("productions", type=int, nargs="*", metavar="production", help="number of a production")
    parser.add_argument(
        "--state", type=JobState, choices=list(JobState), action="append", help="only jobs in this state (repeatable)"
    )
    parser.add_argument("--stage", help="only jobs of this stage")
    parser.add_argument("--site", help="only jobs that were sent to this site")
    parser.add_argument("--failure", type=Failure, choices=list(Failure), help="only jobs that failed so")
    parser.add_argument("--text", help="only jobs with this in stage, unit, native id, reason or failure")
    parser.add_argument("--within", type=amount("s"), metavar="'6 h'", help="only jobs that changed so lately")
    parser.add_argument(
        "--between", type=span, metavar="'2026-11-21 10:00..12:00'", help="only jobs that changed then, or on that day"
    )
    parser.add_argument("--longer", type=amount("s"), metavar="'1 h'", help="only jobs that took so long, or longer")
    parser.add_argument("--shorter", type=amount("s"), metavar="'1 min'", help="only jobs that took so long, or less")
    parser.add_argument("--sort", type=JobSort, choices=list(JobSort), help="by what they are sorted (number)")
    parser.add_argument("--descending", action="store_true", default=None, help="the other way round")
    parser.add_argument("--view", metavar="NAME", help="as this saved view says; other options go before it")
    parser.add_argument("--save-view", metavar="NAME", help="keep what is asked here as a view, for the window, too")
    parser.add_argument("--forget-view", metavar="NAME", help="remove a saved view, and list nothing")
    parser.add_argument("--limit", type=int, default=1000, help="at most so many")
    parser.add_argument("--after", type=int, default=0, help="only those that come after this job")


def span(text: str) -> str:
    """Return a stretch of time as it was written; one that cannot be read is refused."""
    try:
        between(text)
    except Wrong as error:
        raise argparse.ArgumentTypeError(f"{error.message} {error.hint}") from error
    return text


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Show the jobs."""
    at = session(show)
    if arguments.forget_view:
        at.job_views.remove(arguments.forget_view)
        show.json([])
        return 0
    if not arguments.productions:
        raise InputError("Of which production?", hint="`parisana status` lists those that there are.")
    view = _view(arguments, at)
    first, *others = arguments.productions
    query = view.query(first, time.time(), tuple(others))
    found = at.job_rows(replace(query, limit=arguments.limit, after=arguments.after or None))
    if arguments.save_view:
        at.job_views.save(replace(view, name=arguments.save_view))
    _list(show, found, view, bool(others))
    show.json([_document(job) for job in found])
    return 0


def _view(arguments: argparse.Namespace, at: Session) -> JobView:
    """Return what is asked for: a saved view, and what the options say otherwise."""
    view = at.job_views.view(arguments.view) if arguments.view else USUAL
    given = {name: getattr(arguments, name) for name in OPTIONS if getattr(arguments, name) is not None}
    if arguments.state:
        given["states"] = tuple(arguments.state)
    return replace(view, **given)


def _list(show: Show, found: list[JobRow], view: JobView, several: bool) -> None:
    """Show a table, with the columns of the view if it has any."""
    usual = [sort for sort in LISTED if sort not in UNUSUAL or (several and sort is JobSort.PRODUCTION)]
    titles, names = zip(*(LISTED[sort] for sort in [sort for sort, _ in view.columns] or usual), strict=True)
    rows = [tuple(_word(name, getattr(job, name)) for name in names) for job in found]
    show.table(titles, rows, "There is no such job.")


def _word(name: str, value: object) -> object:
    if name == "changed_at" and isinstance(value, float):
        return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(value))
    return f"{value:.0f}" if isinstance(value, float) else value


def _document(job: JobRow) -> dict[str, object]:
    """Return a job as programs read it."""
    names = [field.name for field in fields(job) if field.name not in ("id", "stage_position", "number", "runs")]
    return {"job": job.number, **{name: getattr(job, name) for name in names}}
