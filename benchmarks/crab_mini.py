"""What the smallest whole analysis costs: CPU seconds of its payloads, and of all processes that it took.

``python -m benchmarks.crab_mini`` runs the profile ``crab-mini`` in a folder of its own. All processes, the detached
queue too, come back to this one when they lose their parents, so that none is forgotten.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from parisana.app.session import Session
from parisana.app.timing import timing

from .measure import keep

PR_SET_CHILD_SUBREAPER = 36
MOST = 20.0


def adopt_orphans() -> None:
    """Become the parent of descendants whose parents end."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def run(folder: Path) -> int:
    """Run the profile, and wait for all that it left behind; return the production."""
    apart = {**os.environ, "HOME": str(folder), "PARISANA_HOME": str(folder / "home")}
    argv = [sys.executable, "-m", "parisana", "run", "crab-mini", "--json"]
    done = subprocess.run(argv, env=apart, capture_output=True, text=True, check=True)
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return int(json.loads(done.stdout)["production"])


def measured(folder: Path) -> dict[str, Any]:
    """Return the CPU seconds of the payloads, by stage, and of everything."""
    adopt_orphans()
    began = time.time()
    production = run(folder)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    session = Session(folder / "home")
    times = timing(session, production, began, time.time(), os.cpu_count() or 1)
    session.close()
    return {
        "payloads_cpu_s": round(sum(each.cpu_s for each in times.stages), 1),
        "all_cpu_s": round(used.ru_utime + used.ru_stime, 1),
        "stages": {each.stage: {"jobs": each.jobs, "cpu_s": round(each.cpu_s, 2)} for each in times.stages},
    }


def main() -> int:
    """Measure once; done when it costs no more than it may."""
    with tempfile.TemporaryDirectory(prefix="parisana-mini-") as folder:
        result = measured(Path(folder))
    for stage, cost in result["stages"].items():
        print(f"{stage:10} {cost['jobs']:2} jobs {cost['cpu_s']:6.2f} s")
    print(f"payloads {result['payloads_cpu_s']} s, all processes {result['all_cpu_s']} s of CPU")
    print(f"kept in {keep('crab_mini', {**result, 'most_s': MOST})}")
    return 0 if result["payloads_cpu_s"] < MOST else 1


if __name__ == "__main__":
    sys.exit(main())
