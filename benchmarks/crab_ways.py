"""The Crab analysis several ways: on this machine first, and each further way has to come to the same.

Each way starts with nothing computed, in a home of its own; a ledger that the jobs write themselves says how often each
of them ran.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parisana.app.session import Session
from tests.servers.ways import CHECKOUT

from .measure import keep

PROFILE = "crab-local"
HERE = "unix"
#: What has to be the same, each way.
COUNTED = ("on", "off", "alpha", "excess", "significance", "livetime_s", "runs", "missing", "rejected")
FITTED = ("fitted", "errors", "stat")
#: What was found on a way.
Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person wants to be tried."""

    names: Sequence[str]
    """Of ways; empty: all, and then the result is kept."""
    profile: str


def asked(trial: str, about: str | None, names: str) -> Asked:
    """Read the command line of a trial; ``names`` says which ways there are."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{trial}", description=about)
    parser.add_argument("names", nargs="*", help=names)
    parser.add_argument("--profile", default=PROFILE, help=f"which analysis (default: {PROFILE})")
    given = parser.parse_args()
    return Asked(given.names, given.profile)


def is_good(found: Found, first: Found) -> bool:
    """Whether a way counted what the first one did, and did each job once, by all accounts."""
    once = found["each_once"] and found.get("accounted", found["jobs"]) == found["jobs"]
    return bool(once and found["counts"] == first["counts"] and found["fit"] == first["fit"])


def tried(
    trial: str,
    wanted: Asked,
    ways: Iterable[str],
    measured: Callable[[str, Path], dict[str, Any]],
    is_right: Callable[[Found, Found], bool] = is_good,
) -> int:
    """Go all ways; done when all of them come to the same. The result is kept when all was tried at full size."""
    found: dict[str, dict[str, Any]] = {}
    for way in dict.fromkeys((HERE, *ways)):
        with tempfile.TemporaryDirectory(prefix="parisana-crab-", ignore_cleanup_errors=True) as home:
            found[way] = here(wanted.profile, Path(home)) if way == HERE else measured(way, Path(home))
        same = "the same" if is_right(found[way], found[HERE]) else "NOT THE SAME"
        print(f"{found[way]['title']}: {found[way]['wall_s']} s, {same}", flush=True)
        for key, reasons in found[way]["tried_again"].items():
            print(f"  {key} was tried again: {'; '.join(reasons)}", flush=True)
    good = all(is_right(each, found[HERE]) for each in found.values())
    if not wanted.names and wanted.profile == PROFILE:
        print(f"kept in {keep(trial, {'profile': PROFILE, 'good': good, 'ways': found})}")
    return 0 if good else 1


def shipped(profile: str) -> Path:
    """Return the file of a profile that comes with the program."""
    return CHECKOUT / "profiles" / f"{profile}.yaml"


def here(profile: str, home: Path) -> dict[str, Any]:
    """Run a profile on this machine, to compare with."""
    return {"title": "this machine", **run(shipped(profile), home, {"PARISANA_LEDGER": str(home / "ledger")})[0]}


def run(
    profile: Path,
    home: Path,
    known: Mapping[str, str],
    lies: Callable[[str], Path] = Path,
    ledger: Path | None = None,
) -> tuple[dict[str, Any], list[str]]:
    """Run a profile from a home of its own to its end; return what was counted, and the attempts' names.

    ``lies``: where on this machine the file of an output is.
    """
    own = {**os.environ, **known, "HOME": str(home), "PARISANA_HOME": str(home / "own")}
    began = time.monotonic()
    production = str(answer(own, "run", str(profile))["production"])
    seconds = time.monotonic() - began
    jobs = answer(own, "jobs", production)
    (output,) = (job["output"] for job in jobs if job["stage"] == "output")
    summary = json.loads((lies(output) / "summary.json").read_text(encoding="utf-8"))
    starts = Counter(line.split()[0] for line in (ledger or home / "ledger").read_text().splitlines())
    found = {
        "wall_s": round(seconds, 1),
        "jobs": len(jobs),
        "started": starts.total(),
        "each_once": starts == dict.fromkeys((job["key"] for job in jobs), 1),
        "counts": {name: summary[name] for name in COUNTED},
        "fit": {name: summary[name] for name in FITTED},
        "tried_again": tried_again(home / "own", int(production)),
    }
    return found, [job["native_id"] for job in jobs]


def tried_again(home: Path, production: int) -> dict[str, list[str]]:
    """Return why jobs were sent more than once, by their keys."""
    session = Session(home)
    try:
        attempts = {job.key: session.attempts(job) for job in session.all_jobs(production)}
    finally:
        session.close()
    return {key: [each.reason for each in some[:-1]] for key, some in attempts.items() if len(some) > 1}


def answer(environment: Mapping[str, str], *words: str) -> Any:
    """Return what a command of the program says, which must succeed."""
    argv = [sys.executable, "-m", "parisana", *words, "--json"]
    done = subprocess.run(argv, env=environment, capture_output=True, text=True, check=False, cwd=CHECKOUT)
    if done.returncode:
        raise SystemExit(f"parisana {' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout)
