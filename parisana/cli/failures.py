"""``parisana failures PRODUCTION``: failed jobs, in groups that failed alike."""

from __future__ import annotations

import argparse
from typing import Any

from parisana.app.jobs.failures import FailedQuery, FailureGroup, FailureReport
from parisana.app.session import Session
from parisana.cli.common import add_production, session
from parisana.cli.output import Show
from parisana.core.jobs.advice import ADVICE
from parisana.core.jobs.causes import CAUSES


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)
    parser.add_argument("--limit", type=int, default=100, help="at most so many groups")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Show each group with its count and one example, the largest class first."""
    at = session(show)
    at.production(arguments.production)
    report = at.failures.of(arguments.production)
    groups = [_document(at, report, group) for group in report.groups[: arguments.limit]]
    show.json(groups)
    _show(show, report, groups)
    return 0


def _show(show: Show, report: FailureReport, groups: list[dict[str, Any]]) -> None:
    if not groups:
        show.line("No job has failed.")
        return
    rows = [
        (each["failure"], each["jobs"], _share(each["jobs"], report.jobs), each["stage"], each["message"] or None,
         f"{report.production}.{each['example']}", ", ".join(host["host"] for host in each["hosts"][:2]) or None)
        for each in groups
    ]  # fmt: skip
    show.table(("failure", "jobs", "of all", "stage", "message", "example", "hosts"), rows)
    left = len(report.groups) - len(groups)
    if left > 0:
        show.line(f"{left:,} smaller groups are not shown; --limit shows more.")
    for failure in report.classes:
        show.line(f"{failure}: {CAUSES[failure].usual} {ADVICE[failure]}")
    show.line(f"A job's log: parisana log {report.production}.N; to try again: parisana retry {report.production}")
    show.line("One group alone: --stage, --failure and --message; with more: --memory '4 GB', --time '2 h'.")


def _document(at: Session, report: FailureReport, group: FailureGroup) -> dict[str, Any]:
    chosen = FailedQuery(report.production, group.stage, group.failure, group.message)
    examples = [job.number for job in at.book.failed_jobs(chosen, limit=1)]
    affected = at.book.affected(chosen)
    return {
        "failure": group.failure,
        "stage": group.stage,
        "message": group.message,
        "reason": group.message,
        "jobs": group.jobs,
        "share": group.jobs / report.jobs,
        "first": group.first_at,
        "last": group.last_at,
        "example": next(iter(examples), None),
        "hosts": [{"host": host, "jobs": n} for host, n in affected.hosts],
        "cause": CAUSES[group.failure].usual,
        "hint": ADVICE[group.failure],
    }


def _share(jobs: int, of: int) -> str:
    return f"{jobs / of:.1%}"
