"""What several commands share: the session, a plan in words, the progress of a production."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterable
from typing import Any

from parisana.app.driving.follower import Progress
from parisana.app.planning.prepared import Prepared
from parisana.app.recording.drive import Notice
from parisana.app.session import Session
from parisana.app.ssh.asked import Asked
from parisana.cli.output import Show
from parisana.core.jobs.states import JobState, ProductionState
from parisana.core.measures import quantity
from parisana.core.texts.document import Wrong
from parisana.core.texts.words import counted, duration, size
from parisana.errors import InputError

#: Exit code of a production at its end.
ENDS = {ProductionState.DONE: 0, ProductionState.FAILED: 1, ProductionState.STOPPED: 1}


def session(show: Show) -> Session:
    """Return the user's session; what the driver has to say goes to standard error."""

    def tell(notice: Notice) -> None:
        show.note(f"parisana: {notice.text}")

    made = Session(tell=tell)
    made.answer_with(answer)
    return made


def answer(asked: Asked) -> str | None:
    """Put a question of ssh to the person at the terminal, without showing the answer; nobody there is no answer.

    Keys of hosts are looked at with ``parisana site trust``.
    """
    return None if asked.key is not None else ask_secret(asked.words)


def ask_secret(question: str) -> str | None:
    """Ask the person at the terminal for something that is not shown; nobody there is no answer."""
    if not sys.stdin.isatty():
        return None
    try:
        return getpass.getpass(question if question.endswith(" ") else f"{question} ")
    except (EOFError, KeyboardInterrupt):
        return None


def add_production(parser: argparse.ArgumentParser, optional: bool = False) -> None:
    """Let a command take a production's number."""
    parser.add_argument("production", type=int, nargs="?" if optional else None, help="number of the production")


def numbers(text: str) -> list[int]:
    """Read job numbers separated by commas."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not all(word.isdigit() for word in words):
        raise InputError(f"{text!r} are no job numbers.", hint="Write them with commas, for example 3,7.")
    return [int(word) for word in words]


def amount(unit: str) -> Callable[[str], int]:
    """Return what reads a quantity in this unit, rounded up."""

    def read(text: str) -> int:
        try:
            return -int(-quantity.parse(text, unit) // 1)
        except Wrong as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read


def plan_document(prepared: Prepared) -> dict[str, Any]:
    """Return a plan as the JSON that scripts rely on."""
    plan = prepared.plan
    stages = [
        {"stage": stage.name, "jobs": stage.jobs, "to_do": stage.to_do, "script": f"{stage.name}.sh"}
        | ({"places": list(stage.places)} if stage.places else {})
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
    jobs = counted(len(prepared.plan.jobs), "1 job", "{0} jobs")
    show.line(f"{prepared.plan.name} on {prepared.site.title}: {jobs}")
    show.table(("stage", "jobs", "there already", "memory MB", "time s"), rows)
    show.line(f"reads {size(prepared.plan.bytes_in)}, writes up to {size(prepared.plan.bytes_out)}")
    for places, names in _spread_stages(prepared).items():
        show.line(f"outputs of {', '.join(names)} go by free space to {', '.join(places)}")
    show.line(f"digest {prepared.plan.digest}")


def _spread_stages(prepared: Prepared) -> dict[tuple[str, ...], list[str]]:
    """Return the stages whose outputs are spread over the same places."""
    found: dict[tuple[str, ...], list[str]] = {}
    for stage in prepared.plan.stages:
        if stage.places:
            found.setdefault(stage.places, []).append(stage.title)
    return found


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


def totals(counts: Any) -> dict[str, int]:
    """Return the number of jobs in each state, all stages together."""
    found: dict[str, int] = {}
    for states in counts.values():
        for state, number in states.items():
            found[str(state)] = found.get(str(state), 0) + number
    return found
