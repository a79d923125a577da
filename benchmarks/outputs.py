"""10,000 outputs, 3 % of which meet a fault on their way to a storage: each ends there once, whole, and recorded.

``python -m benchmarks.outputs``, a part of ``make campaign``. 500 jobs make 20 outputs each and send them to an XRootD
server of this machine by the real client, which fails in eight ways at calls drawn from a seed
(``tests/app/faulty_transfers.py``). The same with 300 outputs is a test.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from parisana.app.session import Session
from parisana.plugins.fake_backend import fake_site, forget_sites, run_here
from tests.app.faulty_transfers import Laboratory, Trial
from tests.servers import xrootd

from .measure import keep

SEED = 2026
JOBS, EACH = 500, 20
#: What must be zero in the verdict; a job whose output was refused is computed once more.
NOTHING = ("lost", "wrong", "more_than_planned", "recorded_otherwise", "unknown")


class Hurried:
    """A clock that passes at once what the driver would wait for: pauses before retries are hours in all."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return time.time() + self._ahead

    def sleep(self, seconds: float) -> None:
        """Let time pass, and a little of it for what is done beside."""
        self._ahead += seconds
        time.sleep(0.02)


@contextmanager
def prepared(folder: Path, server: xrootd.XRootD) -> Iterator[Trial]:
    """Make the analysis, its client and its batch system; nothing stays of them."""
    Laboratory.each = EACH
    trial = Trial(Laboratory(folder, "fake"), server, JOBS, SEED)
    trial.prepare()
    path = f"{trial.client()}:{os.environ['PATH']}"
    os.environ |= {**trial.toy.environment, "PARISANA_PAUSES": "0", "PATH": path}
    fake_site(str(folder)).run_row = run_here
    yield trial
    forget_sites()


def main() -> int:
    """Run the trial; done when nothing is lost, wrong, or there twice."""
    with tempfile.TemporaryDirectory(prefix="parisana-outputs-") as name, xrootd.running() as server:
        with prepared(Path(name), server) as trial:
            began, clock = time.monotonic(), Hurried()
            with closing(Session(clock=clock, sleep=clock.sleep)) as session:
                found = trial.verdict(session, trial.run(session))
            happened = dict(sorted(trial.happened().items()))
    good = found["outputs"] == JOBS * EACH and not any(found[each] for each in NOTHING)
    seconds = round(time.monotonic() - began)
    print(f"{found}, faults {happened}, {seconds} s")
    kept = {"seed": SEED, "jobs": JOBS, "seconds": seconds, "faults": happened, **found, "good": good}
    print(f"kept in {keep('outputs', kept)}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
