"""The same analysis written as scripts, sent by hand on a real Slurm and adopted: the same counts."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environment import set_environment
from tests.servers.slurm import Slurm
from tests.servers.ways import Place, reached

from .conftest import Laboratory, Production
from .test_crab_mini import COUNTS

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.server, pytest.mark.slow]


@pytest.fixture
def place(slurm: Slurm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """Return a home that knows the real Slurm, with nothing computed yet."""
    with reached("slurm", tmp_path) as place:
        set_environment(monkeypatch, place.environment)
        yield place


def test_sent_by_hand_and_adopted(place: Place, mini: Production, slurm: Slurm) -> None:
    """All stages wait for each other in the queue; what is queued is not sent again; adopting finds every result."""
    cluster, folder = Laboratory(place.home), place.home / "by hand"
    written = cluster.ask("write", str(place.profile("crab-mini")), str(folder))
    first = by_hand(folder, cluster)
    assert first.returncode == 0, first.stderr
    again = by_hand(folder, cluster, "--again")
    assert again.returncode == 2 and "Still in the queue" in again.stderr
    slurm.wait_for_all()
    adopted = Production(cluster, cluster.ask("adopt", str(folder))["production"])
    assert [job["state"] for job in adopted.jobs()] == ["done"] * written["jobs"]
    here, there = mini.result("output", "summary"), adopted.result("output", "summary")
    assert {name: there[name] for name in COUNTS} == {name: here[name] for name in COUNTS}
    assert Counter(cluster.ledger) == dict.fromkeys((job["key"] for job in adopted.jobs()), 1)


def by_hand(folder: Path, laboratory: Laboratory, *words: str) -> subprocess.CompletedProcess[str]:
    """Run ``submit.sh`` as somebody who sits at the cluster."""
    known = {**os.environ, "HOME": str(laboratory.home), "PARISANA_LEDGER": str(laboratory.home / "ledger")}
    argv = ["bash", str(folder / "submit.sh"), *words]
    return subprocess.run(argv, capture_output=True, text=True, check=False, env=known, cwd="/")
