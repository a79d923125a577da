"""What several commands share: the session, a plan in words, the progress of a production."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import Any

from parisana.app.drive import Notice
from parisana.app.follower import Progress
from parisana.app.prepare import Prepared
from parisana.app.session import Session
from parisana.cli.output import Show
from parisana.core.states import JobState, ProductionState

#: Exit code of a production at its end.
ENDS = {ProductionState.DONE: 0, ProductionState.FAILED: 1, ProductionState.STOPPED: 1}


def session(show: Show) -> Session:
    """Return the user's session; what the driver has to say goes to standard error."""

    def tell(notice: Notice) -> None:
        show.note(f"parisana: {notice.text}")

    return Session(tell=tell)


def add_production(parser: argparse.ArgumentParser, optional: bool = False) -> None:
    """Let a command take a production's number."""
    parser.add_argument("production", type=int, nargs="?" if optional else None, help="number of the production")


def plan_document(prepared: Prepared) -> dict[str, Any]:
    """Return a plan as the JSON that scripts rely on."""
    plan = prepared.plan
    stages = [
        {"stage": stage.name, "jobs": stage.jobs, "to_do": stage.to_do, "script": f"{stage.name}.sh"}
        for stage in plan.stages
    ]
    return {
        "digest": plan.digest,
        "name": plan.name,
        "site": prepared.site.name,
        "stages": stages,
        "jobs": len(plan.jobs),
        "bytes_in": plan.bytes_in,
        "bytes_out": plan.bytes_out,
    }


def show_plan(show: Show, prepared: Prepared) -> None:
    """Write a plan as a table."""
    needs = {job.stage: job.resources for job in reversed(prepared.plan.jobs)}
    rows = [
        (stage.title, stage.jobs, stage.jobs - stage.to_do, needs[stage.name].memory_mb, needs[stage.name].time_s)
        for stage in prepared.plan.stages
    ]
    show.line(f"{prepared.plan.name} on {prepared.site.title}: {len(prepared.plan.jobs):,} jobs")
    show.table(("stage", "jobs", "there already", "memory MB", "time s"), rows)
    show.line(f"reads {megabytes(prepared.plan.bytes_in)}, writes up to {megabytes(prepared.plan.bytes_out)}")
    show.line(f"digest {prepared.plan.digest}")


def megabytes(size: int) -> str:
    """Return a size in words."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"


def follow_to_end(show: Show, progresses: Iterable[Progress]) -> Progress:
    """Follow a production; on a terminal a line shows how it goes, elsewhere a line for each finished stage."""
    live = sys.stderr.isatty()
    last = None
    finished: set[str] = set()
    for last in progresses:
        if live:
            print(f"\r\033[K{progress_line(last)}", end="", file=sys.stderr, flush=True)
        else:
            _say_finished(show, last, finished)
    if live:
        print(file=sys.stderr)
    assert last is not None, "following yields at least once"
    return last


def _say_finished(show: Show, progress: Progress, finished: set[str]) -> None:
    for stage, states in progress.counts.items():
        total = sum(states.values())
        if stage not in finished and total and all(state.final for state in states):
            finished.add(stage)
            words = ", ".join(f"{number} {state}" for state, number in states.items())
            show.note(f"{stage}: {words}")


def progress_line(progress: Progress) -> str:
    """Return the progress as one line with a bar."""
    width = 30
    full = round(width * progress.done / progress.total) if progress.total else width
    running = sum(states.get(JobState.RUNNING, 0) for states in progress.counts.values())
    left = "" if progress.seconds_left is None else f", about {duration(progress.seconds_left)} left"
    bar = "█" * full + "·" * (width - full)
    return f"{bar} {progress.done:,} of {progress.total:,} jobs, {running} running{left}"


def duration(seconds: float) -> str:
    """Return a time span in words."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def totals(counts: Any) -> dict[str, int]:
    """Return the number of jobs in each state, all stages together."""
    found: dict[str, int] = {}
    for states in counts.values():
        for state, number in states.items():
            found[str(state)] = found.get(str(state), 0) + number
    return found
