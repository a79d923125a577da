"""``parisana retry PRODUCTION``: send failed jobs again."""

from __future__ import annotations

import argparse

from parisana.app.driving.retrying import RetryPreview
from parisana.app.planning.needs import Wish
from parisana.cli.common import add_production, amount, numbers, session
from parisana.cli.output import Show
from parisana.core.jobs.states import Failure
from parisana.core.texts.words import counted, duration


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)
    parser.add_argument("--stage", help="only jobs of this stage")
    parser.add_argument("--failure", type=Failure, choices=list(Failure), help="only jobs that failed so")
    parser.add_argument("--message", help="only jobs with this message, in its own words or as `failures` shows it")
    parser.add_argument("--jobs", default="", metavar="3,7", help="only these jobs")
    parser.add_argument("--memory", type=amount("MB"), metavar="'4 GB'", help="with so much memory")
    parser.add_argument("--time", type=amount("s"), metavar="'2 h'", help="with so much time")
    parser.add_argument(
        "--avoid", default="", metavar="node7,node8", help="from now on nothing is to run on these nodes"
    )
    parser.add_argument("--preview", action="store_true", help="only say what would be sent, and what it may cost")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Set them free, and send what is ready."""
    at = session(show)
    wish = Wish(arguments.memory, arguments.time)
    chosen = (arguments.production, arguments.stage, arguments.failure, numbers(arguments.jobs), arguments.message)
    if arguments.preview:
        _show(show, at.preview_retry(*chosen, wish))
        return 0
    if nodes := [each.strip() for each in arguments.avoid.split(",") if each.strip()]:
        show.line(f"Left out from now on: {', '.join(at.nodes.avoid(arguments.production, nodes))}.")
    count = at.retry(*chosen, wish)
    if count:
        at.send(arguments.production)
    again = counted(count, "1 job is tried again.", "{0} jobs are tried again.")
    show.line(again if count else "No such job has failed.")
    show.json({"production": arguments.production, "jobs": count})
    return 0


def _show(show: Show, preview: RetryPreview) -> None:
    rows = [
        (each.stage, each.failure, each.jobs, each.before.memory_mb, each.after.memory_mb,
         duration(each.before.time_s), duration(each.after.time_s))
        for each in preview.groups
    ]  # fmt: skip
    show.table(("stage", "failure", "jobs", "MB before", "MB now", "time before", "time now"), rows)
    jobs = counted(preview.jobs, "1 job", "{0} jobs")
    show.line(f"{jobs} would be tried again, for at most {preview.core_hours:,.1f} core hours.")
    groups = [
        {"stage": each.stage, "failure": each.failure, "jobs": each.jobs,
         "memory_mb": [each.before.memory_mb, each.after.memory_mb], "time_s": [each.before.time_s, each.after.time_s]}
        for each in preview.groups
    ]  # fmt: skip
    show.json({"jobs": preview.jobs, "core_hours": preview.core_hours, "groups": groups, "command": preview.command})
