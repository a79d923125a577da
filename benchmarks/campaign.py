"""``make campaign``: the demo at full size for five seeds, and whether the fits find what was injected."""

from __future__ import annotations

import json
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


def demo(seed: int, folder: Path) -> dict[str, Any]:
    """Run the demo with one seed; return what it says."""
    program = str(Path(sys.executable).parent / "parisana")
    done = LocalRunner().run([program, "demo", "--seed", str(seed), "--dir", str(folder), "--json"], timeout=7200)
    if done.code:
        raise SystemExit(f"parisana demo --seed {seed} ended with {done.code}:\n{done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout)
    print(f"seed {seed}: {answer['significance']:.1f} sigma, pulls {answer['pulls']}", flush=True)
    return answer


def main() -> int:
    """Run all seeds; done when every pull is within bounds."""
    with tempfile.TemporaryDirectory(prefix="parisana-campaign-") as folder:
        answers = [demo(seed, Path(folder) / f"seed-{seed}") for seed in SEEDS]
    pulls = [abs(pull) for answer in answers for pull in answer["pulls"].values()]
    worst, mean = max(pulls), statistics.mean(pulls)
    good = worst < WORST and mean < MEAN
    results: dict[str, object] = {"worst_pull": worst, "mean_pull": mean, "good": good, "seeds": answers}
    print(f"worst |pull| {worst:.2f} (< {WORST:g}), mean {mean:.2f} (< {MEAN:g}); kept in {keep('demo', results)}")
    return 0 if good else 1


sys.exit(main())
