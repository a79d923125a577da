"""``parisana statistics PRODUCTION``: jobs in time, memory and duration by stage and site."""

from __future__ import annotations

import argparse
import time
from typing import Any

from parisana.app.jobs.statistics import Figures, Measure, Strand, TimeLine
from parisana.cli.common import add_production, session
from parisana.cli.output import Show
from parisana.core.texts.words import duration


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Show the figures as they are now."""
    at = session(show)
    at.production(arguments.production)
    figures = at.statistics.of(arguments.production)
    show.table(("from", "done", "failed", "running", "waiting at the site"), _times(figures.line))
    show.line()
    headers = ("stage", "site", "attempts", "done", "mean MB", "most MB", "mean time", "longest")
    show.table(headers, [_row(strand) for strand in figures.strands if strand.success is not None])
    show.json(_document(figures))
    return 0


def _times(line: TimeLine) -> list[tuple[object, ...]]:
    """Return the stretches in which something ended or lived."""
    series = (line.done, line.failed, line.running, line.waiting)
    found = [(at, [each.get(at, 0) for each in series]) for at in range(line.number)]
    return [(_moment(line.start + at * line.width), *counts) for at, counts in found if any(counts)]


def _moment(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at))


def _row(strand: Strand) -> tuple[object, ...]:
    memory, spent = strand.spreads.get(Measure.MEMORY), strand.spreads.get(Measure.TIME)
    ended = strand.done + strand.failed
    done = None if strand.success is None else f"{strand.success:.1%}"
    used = (round(memory.mean), round(memory.most)) if memory else (None, None)
    times = (duration(spent.mean), duration(spent.most)) if spent else (None, None)
    return (strand.stage or "all", strand.site or None, ended, done, *used, *times)


def _document(figures: Figures) -> dict[str, Any]:
    line = figures.line
    return {
        "production": figures.production,
        "start": line.start,
        "width": line.width,
        "times": [
            {"at": line.start + at * line.width, "done": line.done.get(at, 0), "failed": line.failed.get(at, 0),
             "running": line.running.get(at, 0), "waiting": line.waiting.get(at, 0)}
            for at in range(line.number)
        ],
        "strands": [_strand(figures, strand) for strand in figures.strands],
    }  # fmt: skip


def _strand(figures: Figures, strand: Strand) -> dict[str, Any]:
    found: dict[str, Any] = {"stage": strand.stage or None, "site": strand.site or None}
    found |= {"done": strand.done, "failed": strand.failed, "success": strand.success}
    for measure, spread in strand.spreads.items():
        counts = [spread.counts.get(step, 0) for step in range(figures.numbers[measure])]
        found[measure] = {"attempts": spread.attempts, "mean": spread.mean, "most": spread.most,
                            "width": figures.widths[measure], "counts": counts}  # fmt: skip
    return found
