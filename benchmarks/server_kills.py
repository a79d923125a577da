"""A database server that dies twenty times under a running production, whose driver dies, too, and is replaced.

``python -m benchmarks.server_kills`` runs a toy analysis with its bookkeeping on a MariaDB of its own. At instants
drawn from a seed the server gets SIGKILL, and comes back after a random while; half-way the driver is killed with all
its children, and another takes over. Afterwards each job must have one result, and the counters must be right.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from parisana.app.session import Session
from parisana.errors import BookkeepingError
from tests.app.toy import Toy
from tests.servers.mariadb import MariaDB

from .kills import Trial, found, good
from .measure import keep

SEED = 2026
KILLS = 20
SLICES = 60
#: A production that does not end within this many seconds is stuck, on whatever machine.
PATIENCE = 1500.0
#: Seconds that the server lives, and is away, at most.
LIVES, AWAY = 2.5, 2.0


class ServerTrial(Trial):
    """One production whose database dies."""

    def recorded(self) -> bool:
        """Whether the production is in the books, as far as they can be read now."""
        session = Session(self.toy.root / "home")
        try:
            return bool(session.productions())
        except BookkeepingError:
            return False
        finally:
            session.close()

    def end(self) -> None:
        """Follow until nothing is pending, however busy the machine is."""
        session, deadline = Session(self.toy.root / "home"), time.monotonic() + PATIENCE
        while not self.recorded() or session.pending():
            self.drive()
            if time.monotonic() > deadline:
                raise SystemExit(f"The production does not end: {self.kills}.")
            time.sleep(0.5)
        session.close()


def begin(folder: Path, address: str) -> ServerTrial:
    """Prepare the analysis, and start its driver."""
    toy = Toy(folder)
    os.environ.update({**toy.environment, "PARISANA_BOOK": address})
    toy.profile(range(1, SLICES + 1))
    for number in range(1, SLICES + 1):
        toy.order(f"make.slice-{number:03d}", "wait", "always")
    trial = ServerTrial(toy, random.Random(SEED))
    trial.drive()
    while not trial.recorded() or not toy.starts():
        time.sleep(0.05)
    return trial


def kill_server(trial: ServerTrial, server: MariaDB) -> None:
    """Let the server die at a random instant, and come back a random while later."""
    time.sleep(trial.dice.uniform(0.1, LIVES))
    server.kill()
    instant, away = round(time.monotonic() - trial.began, 3), trial.dice.uniform(0.0, AWAY)
    started = trial.toy.starts().total()
    trial.kills.append({"after_s": instant, "what": "server", "job": None, "payloads_started": started})
    time.sleep(away)
    server.start()


def replace_driver(trial: ServerTrial) -> None:
    """Kill the driver with its children, and start another."""
    assert trial.driver is not None
    if trial.driver.poll() is None:
        os.killpg(trial.driver.pid, signal.SIGKILL)
        trial.driver.wait()
    trial.drive()


def run(folder: Path, server: MariaDB, name: str) -> dict[str, Any]:
    """Carry it through; return what is found."""
    trial = begin(folder, server.address(name))
    for number in range(KILLS):
        kill_server(trial, server)
        if number == KILLS // 2:
            replace_driver(trial)
    trial.end()
    session = Session(folder / "home")
    counters_right = session.book.differences(1) == []
    session.close()
    return {**found(trial, SLICES), "counters_right": counters_right}


def main() -> int:
    """Run it; done when nothing was lost, and nothing came twice."""
    server = MariaDB()
    try:
        server.install()
        with tempfile.TemporaryDirectory(prefix="parisana-kills-", ignore_cleanup_errors=True) as folder:
            with server.database() as name:
                result = run(Path(folder), server, name)
    finally:
        server.remove()
    kept = keep("server_kills", {"seed": SEED, "kills": KILLS, "good": good(result), "production": result})
    print(f"{KILLS} kills of the server, one of the driver: {'' if good(result) else 'NOT '}good; kept in {kept}")
    return 0 if good(result) else 1


if __name__ == "__main__":
    sys.exit(main())
