"""How long the stages of a production took, and what the program itself cost, from the jobs' reports."""

from __future__ import annotations

import json
from dataclasses import dataclass

from parisana.app.session import Session
from parisana.bookkeeping.values.records import JobRecord
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.share import Ran, own_share


@dataclass(frozen=True, slots=True)
class StageTime:
    """One stage: its jobs, those that ran, and their payloads' seconds together."""

    stage: str
    jobs: int
    ran: int
    seconds: float
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Timing:
    """The times of a production."""

    stages: tuple[StageTime, ...]
    seconds: float
    own_share: float | None
    """``None`` when nothing had to be computed."""


def timing(session: Session, production: int, began: float, ended: float, cores: int) -> Timing:
    """Read the reports of a finished production."""
    jobs = list(session.all_jobs(production))
    spans: dict[int, tuple[float, float, float]] = {}
    for job in jobs:
        span = _payload(session, job)
        if span is not None:
            spans[job.id] = span
    inputs = session.book.inputs_of([job.id for job in jobs])
    payloads = []
    for job_id, (started, finished, _) in spans.items():
        makers = [spans[each.input_job_id][1] for each in inputs.get(job_id, ()) if each.input_job_id in spans]
        payloads.append(Ran(max([began, *makers]), started, finished))
    share = own_share(payloads, began, ended, cores) if payloads else None
    return Timing(_stages(jobs, spans), ended - began, share)


def _payload(session: Session, job: JobRecord) -> tuple[float, float, float] | None:
    """Return when the payload of a job's good attempt started and ended, and its CPU seconds."""
    for attempt in session.attempts(job):
        if attempt.state is AttemptState.DONE and attempt.report:
            report = json.loads(attempt.report)
            for step in report["steps"]:
                if step["step"] == "run":
                    return step["started"], step["started"] + step["seconds"], report.get("cpu_s") or 0.0
    return None


def _stages(jobs: list[JobRecord], spans: dict[int, tuple[float, float, float]]) -> tuple[StageTime, ...]:
    names = dict.fromkeys(job.stage for job in jobs)
    found = []
    for name in names:
        mine = [job for job in jobs if job.stage == name]
        ran = [spans[job.id] for job in mine if job.id in spans]
        seconds = sum(end - start for start, end, _ in ran)
        found.append(StageTime(name, len(mine), len(ran), seconds, sum(cpu for _, _, cpu in ran)))
    return tuple(found)
