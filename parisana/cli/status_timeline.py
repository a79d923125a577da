"""``parisana status PRODUCTION --timeline``: what ran when in each stage, and what was done to the production."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from parisana.app.jobs.timeline import Chronicle, StageLine, TimeLine
from parisana.app.session import Session
from parisana.cli.output import Show

#: So many stretches of time fit into a line; how high a level is, from none to all.
STRETCHES, BLOCKS = 60, " ▁▂▃▄▅▆▇█"
COUNTED = ("waiting", "running", "done", "failed", "retried")


def show_timeline(at: Session, show: Show, production: int) -> None:
    """Show a line a stage, and the deeds below."""
    told = at.chronicles.of(production, most=STRETCHES)
    line = told.total
    end = line.start + line.number * line.width
    show.line(f"{moment(line.start)} to {moment(end)}, running jobs by {line.width:g} s")
    rows = [_row(each) for each in told.stages]
    show.table(("stage", "running", "at most", "done", "failed", "tried again"), rows)
    show.line()
    show.table(("when", "who", "what"), [(moment(deed.at), deed.source, deed.text) for deed in told.deeds])
    show.json(_document(told))


def _row(stage: StageLine) -> tuple[object, ...]:
    line = stage.line
    sums = (sum(each.values()) for each in (line.done, line.failed, line.retried))
    return (stage.stage, f"|{_drawn(line)}|", max(line.running.values(), default=0), *sums)


def _drawn(line: TimeLine) -> str:
    """Draw the running jobs, each stretch as a block; a single one can be seen, too."""
    most = max(line.running.values(), default=0) or 1
    levels = (line.running.get(at, 0) for at in range(line.number))
    return "".join(BLOCKS[-(-level * (len(BLOCKS) - 1) // most)] for level in levels)


def moment(at: float) -> str:
    """Return a moment by the clock on the wall."""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at))


def _document(told: Chronicle) -> dict[str, Any]:
    line = told.total
    return {
        "production": told.production,
        "start": line.start,
        "width": line.width,
        "stages": [
            {"stage": each.stage, "begun": each.begun, "ended": each.ended, **_counts(each.line)}
            for each in told.stages
        ],
        "deeds": [{"at": deed.at, "who": deed.source, "what": deed.text} for deed in told.deeds],
    }


def _counts(line: TimeLine) -> dict[str, list[int]]:
    def listed(counts: Mapping[int, int]) -> list[int]:
        return [counts.get(at, 0) for at in range(line.number)]

    return {name: listed(getattr(line, name)) for name in COUNTED}
