"""``parisana demo``: simulate the Crab, analyse it, compare with what was injected."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from parisana.app import demo
from parisana.app.timing import Timing, timing
from parisana.cli.common import ENDS, follow_to_end, session
from parisana.cli.output import Show
from parisana.core.texts.words import duration

#: What is compared: key in the summary, name, unit.
COMPARED = (("index", "index", ""), ("norm", "norm at 1 TeV", "cm-2 s-1 TeV-1"), ("lambda", "1 / cut-off", "TeV-1"))


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--runs", type=int, default=8, help="how many runs of 28 minutes (default 8)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the simulation (default 1)")
    parser.add_argument("--dir", type=Path, default=Path("demo"), help="where to put everything (default ./demo)")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Run it to the end, and show what came out."""
    at = session(show)
    folder = arguments.dir.absolute()
    profile = demo.write_profile(folder, arguments.runs, arguments.seed)
    began = time.time()
    production = at.submit(at.plan(profile))
    show.note(f"production {production} in {folder}")
    end = follow_to_end(show, at.follow(production))
    times = timing(at, production, began, time.time(), os.cpu_count() or 1)
    outcome = demo.outcome(at, production)
    _show(show, outcome, times)
    show.json(
        {
            "production": production,
            "seed": arguments.seed,
            **{key: outcome.summary[key] for key in ("significance", "injected", "fitted", "errors", "pulls")},
            "jobs": {stage.stage: stage.jobs for stage in times.stages},
            "files": dict(outcome.files),
            "seconds": times.seconds,
            "own_share": times.own_share,
        }
    )
    return ENDS.get(end.state, 1)


def _show(show: Show, outcome: demo.Outcome, times: Timing) -> None:
    summary = outcome.summary
    show.table(("", "injected", "fitted", "error", "pull"), _comparison(summary))
    show.line()
    show.line(
        f"significance {summary['significance']:.1f} sigma, {summary['on']} ON, {summary['off']} OFF, "
        f"{summary['livetime_s'] / 3600:.2f} h live"
    )
    show.line()
    rows = [(s.stage, s.jobs, s.ran, f"{s.seconds:.1f}", f"{s.cpu_s:.1f}") for s in times.stages]
    show.table(("stage", "jobs", "computed now", "seconds", "CPU s"), rows)
    show.line()
    if times.own_share is None:
        show.line(f"All of it was computed before; looked up in {duration(times.seconds)}.")
    else:
        show.line(f"wall time {duration(times.seconds)}, of which the program itself took {times.own_share:.1%}")
    for name, path in outcome.files.items():
        show.line(f"{name:<12}{path}")


def _comparison(summary: Mapping[str, Any]) -> list[tuple[str, ...]]:
    rows = []
    for key, name, unit in COMPARED:
        injected, fitted = summary["injected"].get(key), summary["fitted"].get(key)
        error, pull = summary["errors"].get(key), summary["pulls"].get(key)
        cells = tuple("–" if value is None else f"{value:.4g}" for value in (injected, fitted, error))
        rows.append((f"{name} [{unit}]" if unit else name, *cells, "–" if pull is None else f"{pull:+.2f}"))
    return rows
