"""``make campaign``: the demo at full size for five seeds: do the fits find what was injected, and at what cost."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from parisana.plugins.runner import LocalRunner

from .measure import keep

SEEDS = (1, 2, 3, 4, 5)
WORST = 3.0
MEAN = 1.5
OWN_SHARE = 0.15


def demo(seed: int, folder: Path) -> dict[str, Any]:
    """Run the demo with one seed and a bookkeeping of its own; return what it says."""
    program = str(Path(sys.executable).parent / "parisana")
    apart = {**os.environ, "PARISANA_HOME": str(folder / "home")}
    words = [program, "demo", "--seed", str(seed), "--dir", str(folder), "--json"]
    done = LocalRunner().run(words, environment=apart, timeout=7200)
    if done.code:
        raise SystemExit(f"parisana demo --seed {seed} ended with {done.code}:\n{done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout)
    pulls = ", ".join(f"{name} {pull:+.2f}" for name, pull in answer["pulls"].items())
    print(f"seed {seed}: {answer['significance']:.1f} sigma, pulls {pulls}, own {answer['own_share']:.1%}", flush=True)
    return {**answer, "versions": versions(answer)}


def versions(answer: dict[str, Any]) -> dict[str, str]:
    """Return the versions of the analysis programs that made a demo's spectrum, and drop the paths of this machine."""
    bundle = Path(answer.pop("files")["spectrum"]).parents[1]
    made: dict[str, str] = json.loads((bundle / "provenance.json").read_text(encoding="utf-8"))["versions"]["spectrum"]
    return made


def judged(answers: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the worst and the mean pull, the largest own share, and whether all are within bounds."""
    pulls = [abs(pull) for answer in answers for pull in answer["pulls"].values()]
    worst, mean = max(pulls), statistics.mean(pulls)
    share = max(answer["own_share"] for answer in answers)
    good = worst < WORST and mean < MEAN and share < OWN_SHARE
    return {"worst_pull": worst, "mean_pull": mean, "largest_own_share": share, "good": good}


def main() -> int:
    """Run all seeds; done when every pull, and the program's own share, is within bounds."""
    with tempfile.TemporaryDirectory(prefix="parisana-campaign-") as folder:
        answers = [demo(seed, Path(folder) / f"seed-{seed}") for seed in SEEDS]
    found = judged(answers)
    print(f"worst |pull| {found['worst_pull']:.2f} (< {WORST:g}), mean {found['mean_pull']:.2f} (< {MEAN:g})")
    print(f"largest own share {found['largest_own_share']:.1%} (< {OWN_SHARE:.0%})")
    print(f"kept in {keep('demo', {**found, 'seeds': answers})}")
    return 0 if found["good"] else 1


if __name__ == "__main__":
    sys.exit(main())
