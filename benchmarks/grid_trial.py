"""Three thousand jobs on the Grid's stand-ins, with seeded faults of all kinds on the way: all done, each started once.

``python -m benchmarks.grid_trial [cream wms] [--jobs 3000]``. Commands lose their answers, or answer with nothing,
garbage or half of it; delegations lapse; elements and servers go out of service and come back; the proxy ends on the
way. A job is a line of bash. What has to be waited for is short: the numbers tell of the program, not of a Grid.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from parisana.app.driving.follower import Follower
from parisana.app.session import Session
from parisana.backends.cream import CreamBackend
from parisana.backends.wms import WmsBackend
from parisana.core.jobs.states import JobState
from parisana.plugins.backend import Backend
from tests.app.toy import Toy, keys, suite
from tests.contract.grid import ELEMENTS, SERVERS
from tests.servers.voms import write_proxy
from tests.standins.batch.face import Command
from tests.standins.grid import cream, wms
from tests.standins.grid.node import plain_node
from tests.standins.grid.unsteady import Unsteady, in_a_hurry

from .measure import keep

JOBS, SEED, CHANCE = 3000, 20261122, 0.03
#: A production that does not end within this many seconds is stuck, on whatever machine.
PATIENCE = 7200.0
#: So many turns an element or a server stays in service, or out of it.
TURNS = 5
VO = {"vo": "vo.hess-experiment.eu"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to the Grid, and what can go wrong there besides."""

    backend: type[Backend]
    commands: Mapping[str, Command]
    settings: Mapping[str, Any]
    troubles: Mapping[str, Sequence[str]]
    closed: str
    """Where the stand-in keeps what is out of service."""
    places: tuple[str, ...]


KINDS = {
    "cream": Kind(
        CreamBackend,
        cream.COMMANDS,
        {**VO, "elements": list(ELEMENTS)},
        {"glite-ce-job-submit": ("lapsed",)},
        "closed_elements",
        tuple(each.partition("/")[0] for each in ELEMENTS),
    ),
    "wms": Kind(
        WmsBackend,
        wms.COMMANDS,
        {**VO, "use_wms": True, "wms_servers": list(SERVERS), "jobs_at_once": 100},
        {"glite-wms-job-submit": ("unsure", "unstarted", "lapsed"), "glite-wms-job-output": ("away",)},
        "closed_servers",
        SERVERS,
    ),
}


class Trial:
    """One production, what it is sent to, and what goes wrong."""

    def __init__(self, kind: Kind, folder: Path, jobs: int, patch: pytest.MonkeyPatch) -> None:
        self.kind, self.jobs, self.dice = kind, jobs, random.Random(SEED)
        self.toy, self.told = analysis(folder, kind), list[str]()
        os.environ.update({**self.toy.environment, "X509_USER_PROXY": str(write_proxy(folder / "proxy"))})
        self.runner = Unsteady(folder / "state", kind.commands, kind.troubles, SEED, chances=(CHANCE, CHANCE))
        with self.runner.engine.state() as state:
            state["node"] = plain_node(folder / "bin", self.toy.environment["PARISANA_LEDGER"])
        patch.setattr("parisana.app.sites.equipment.runner_of", lambda site: self.runner)
        patch.setattr(kind.backend, "limits", replace(kind.backend.limits, grace_s=1.0, poll_s=0.5))
        patch.setattr("parisana.backends.wms.backend.ABANDONED", 1.0)
        in_a_hurry(patch)

    def run(self) -> dict[str, Any]:
        """Carry it through; return what came of it."""
        session, began = Session(tell=lambda notice: self.told.append(notice.text)), time.monotonic()
        production = session.submit(session.plan(self.toy.profile(range(1, self.jobs + 1))))
        with session.driving(production) as driver:
            self.drive(driver, self.jobs // 3)
            self.without_a_proxy(driver)
            self.drive(driver, self.jobs)
            driver.step()
            counts = driver.progress.counts["make"]
        once = self.toy.starts() == dict.fromkeys(keys(session, production), 1)
        session.close()
        given = Counter(words[0] for words in self.runner.given)
        return {
            "jobs": self.jobs,
            "good": once and counts == {JobState.DONE: self.jobs},
            "seconds": round(time.monotonic() - began, 1),
            "faults": dict(sorted(self.runner.failed.items())),
            "paused": any("pauses since" in words for words in self.told),
            "commands": dict(sorted(given.items())),
        }

    def drive(self, driver: Follower, done: int) -> None:
        """Take turns until so many jobs are done; now and then something goes out of service, or comes back."""
        turn, deadline = 0, time.monotonic() + PATIENCE
        while driver.step().done < done:
            turn += 1
            if turn % TURNS == 0:
                self.close(self.dice.choice([(), *((place,) for place in self.kind.places)]))
            if time.monotonic() > deadline:
                raise SystemExit(f"The production does not end: {driver.progress.counts}.")
            time.sleep(0.2)

    def close(self, places: Sequence[str]) -> None:
        """Let these take no jobs, and all others."""
        with self.runner.engine.state() as state:
            state[self.kind.closed] = list(places)

    def without_a_proxy(self, driver: Follower) -> None:
        """Let the proxy end for a turn."""
        write_proxy(self.toy.root / "proxy", hours=-1)
        driver.step()
        write_proxy(self.toy.root / "proxy", hours=12)


def analysis(folder: Path, kind: Kind) -> Toy:
    """Return an analysis of one stage, whose program is a line of bash."""
    toy, document = Toy(folder), suite()
    (make, *_) = document["stages"]
    make["command"] = ["bash", "-c", 'echo 1 >"$0/sum.txt"', "{output}"]
    toy._write("config/parisana/suites/toy.yaml", {**document, "stages": [make]})
    toy.site(backend="cream", settings=dict(kind.settings))
    return toy


def tried(name: str, jobs: int) -> dict[str, Any]:
    """Run one kind in a folder of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="parisana-grid-", ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        result = Trial(KINDS[name], Path(folder), jobs, patch).run()
    print(f"{name}: {jobs} jobs with {sum(result['faults'].values())} faults in {result['seconds']} s: ", end="")
    print("all done, each started once" if result["good"] else "NOT GOOD")
    return result


def main() -> int:
    """Run all that are asked for; keep what came of the full size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grid_trial", description=__doc__)
    parser.add_argument("kinds", nargs="*", default=list(KINDS), help=f"some of {', '.join(KINDS)} (default: all)")
    parser.add_argument("--jobs", type=int, default=JOBS, help=f"how many (default: {JOBS})")
    asked = parser.parse_args()
    results = {name: tried(name, asked.jobs) for name in asked.kinds}
    if asked.jobs == JOBS and set(results) == set(KINDS):
        print(f"kept in {keep('grid_trial', {'seed': SEED, 'chance': CHANCE, 'trials': results})}")
    return 0 if all(result["good"] and result["paused"] for result in results.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
