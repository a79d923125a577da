"""The jobs of a production: a page of them, one of them with its log and report, a picture that it made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parisana.app.jobs.job_detail import AttemptDetail
from parisana.app.jobs.job_table import JobQuery, JobSort
from parisana.app.visit import Visit
from parisana.core.jobs.states import Failure, JobState
from parisana.errors import InputError, ParisanaError, StorageError
from parisana.ui.web.asked import Asked
from parisana.ui.web.page import Page, cut

LIMIT = 100


def jobs(visit: Visit, asked: Asked) -> Page:
    """Show a page of the jobs of a production, filtered and sorted."""
    number = asked.number_of("production")
    standing = visit.production(number)
    query = _query(number, asked)
    rows, last = cut(visit.job_rows(query), LIMIT)
    data = {
        "production": standing,
        "jobs": rows,
        "stages": visit.book.standing(number),
        "narrowed": asked.equal("state", "stage", "failure", "text"),
        "sort": query.sort,
    }
    following = asked.link(after=last.number) if last else None
    return Page(f"{standing.name}: jobs", "jobs.html", data, "/productions", following, f"production {number}")


def _query(production: int, asked: Asked) -> JobQuery:
    state = asked.word("state", JobState)
    failure = asked.word("failure", Failure)
    return JobQuery(
        production,
        states=(JobState.FAILED,) if failure else (state,) if state else (),
        stage=asked.text("stage") or None,
        failure=failure,
        text=asked.text("text"),
        sort=asked.word("sort", JobSort) or JobSort.NUMBER,
        descending=asked.text("order") == "down",
        limit=LIMIT + 1,
        after=asked.number("after"),
    )


def job(visit: Visit, asked: Asked) -> Page:
    """Show one job: its attempts, the end of its log, its newest report."""
    production, number = asked.number_of("production"), asked.number_of("job")
    standing, detail = visit.production(production), visit.job(production, number)
    newest = detail.attempts[-1] if detail.attempts else None
    data = {
        "production": standing,
        "job": detail.job,
        "inputs": detail.inputs,
        "attempts": detail.attempts,
        **(_log(visit, production, newest) if newest else {"log": [], "log_trouble": "It was never sent."}),
    }
    title = f"{detail.job.stage} {detail.job.unit}"
    return Page(title, "job.html", data, "/productions", beside=f"job {production}.{number}")


def _log(visit: Visit, production: int, attempt: AttemptDetail) -> Mapping[str, Any]:
    """Return the last lines of a log, or why there are none."""
    try:
        return {"log": [line.text for line in visit.log_end(production, attempt)], "log_trouble": ""}
    except ParisanaError as error:
        return {"log": [], "log_trouble": error.message}


def picture(visit: Visit, asked: Asked) -> tuple[bytes, str]:
    """Return a picture that a job made, and its media type."""
    production, number, name = asked.number_of("production"), asked.number_of("job"), asked.text("name")
    visit.production(production)
    outcome = visit.outcomes.concluding(production)
    for file in outcome.pictures:
        if (file.job, file.name) == (number, name):
            content = visit.outcomes.content(file)
            if not content.picture:
                raise StorageError(content.sentence)
            return content.picture, "image/svg+xml" if name.lower().endswith(".svg") else "image/png"
    raise InputError(f"Job {production}.{number} has no picture {name!r}.")
