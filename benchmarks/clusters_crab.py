"""``make campaign``: the Crab at full size on real clusters, every way there is, and on this machine: the same counts.

Only the word after ``site:`` differs. Each way starts with nothing computed; each job has to run once, says a ledger
that the jobs write themselves, and the batch system's own accounting. ``python -m benchmarks.clusters_crab`` runs this
alone; with names of ways, only these, and nothing is kept.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.servers import gridengine, slurm
from tests.servers.ways import CHECKOUT, WAYS, reached

from .measure import keep

PROFILE = "crab-local"
HERE = "unix"
#: What has to be the same, each way.
COUNTED = ("on", "off", "alpha", "excess", "significance", "livetime_s", "runs", "missing", "rejected")
FITTED = ("fitted", "errors", "stat")


def measured(name: str, home: Path) -> dict[str, Any]:
    """Run it one way; count, and see what the batch system itself knows of."""
    if name == HERE:
        profile, known = CHECKOUT / "profiles" / f"{PROFILE}.yaml", {"PARISANA_LEDGER": str(home / "ledger")}
        return {"title": "this machine", **run(profile, home, known)[0]}
    with reached(name, home) as place:
        found, attempts = run(place.profile(PROFILE), home, place.environment)
        return {"title": WAYS[name].title, **found, "accounted": len(place.accounted(attempts))}


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
    production = str(ask(own, "run", str(profile))["production"])
    seconds = time.monotonic() - began
    jobs = ask(own, "jobs", production)
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
    }
    return found, [job["native_id"] for job in jobs]


def ask(environment: Mapping[str, str], *words: str) -> Any:
    """Give a command of the program, which must succeed."""
    argv = [sys.executable, "-m", "parisana", *words, "--json"]
    done = subprocess.run(argv, env=environment, capture_output=True, text=True, check=False, cwd=CHECKOUT)
    if done.returncode:
        raise SystemExit(f"parisana {' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def is_good(found: Mapping[str, Any], first: Mapping[str, Any]) -> bool:
    """Whether a way counted what the first one did, and did each job once, by all accounts."""
    once = found["each_once"] and found.get("accounted", found["jobs"]) == found["jobs"]
    return bool(once and found["counts"] == first["counts"] and found["fit"] == first["fit"])


def main(names: Sequence[str]) -> int:
    """Run all ways; done when all of them come to the same."""
    found: dict[str, Any] = {}
    try:
        for name in names or (HERE, *WAYS):
            with tempfile.TemporaryDirectory(prefix="parisana-crab-", ignore_cleanup_errors=True) as folder:
                found[name] = measured(name, Path(folder))
            print(f"{found[name]['title']}: {found[name]['wall_s']} s, {found[name]['counts']}", flush=True)
    finally:
        for server in (gridengine.cell, slurm.cluster):
            if server.cache_info().currsize:
                server().stop()
    first = next(iter(found.values()))
    good = all(is_good(each, first) for each in found.values())
    if not names:
        print(f"kept in {keep('clusters_crab', {'profile': PROFILE, 'good': good, 'ways': found})}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
