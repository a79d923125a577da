"""300 outputs of which 3 % meet a fault on their way: in the end each is there once, whole, and recorded.

10,000 of them: ``python -m benchmarks.outputs``, a part of ``make campaign``.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.plugins.fake_backend import FakeSite
from tests.servers.xrootd import XRootD

from .conftest import Clock
from .faulty_transfers import KINDS, Laboratory, Trial

pytestmark = [pytest.mark.xdist_group("storages of jobs"), pytest.mark.server]


@pytest.fixture
def fake_toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laboratory:
    """Return an analysis whose jobs each make 25 outputs."""
    monkeypatch.setattr(Laboratory, "each", 25)
    toy = Laboratory(tmp_path, "fake")
    for name, value in {**toy.environment, "PARISANA_PAUSES": "0"}.items():
        monkeypatch.setenv(name, value)
    return toy


def test_many_outputs_survive_faults_of_all_kinds(
    fake_toy: Laboratory,
    batch: FakeSite,
    clock: Clock,
    session: Session,
    xrootd: XRootD,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trial = Trial(fake_toy, xrootd, jobs=12, seed=2026)
    assert trial.prepare() == 9
    monkeypatch.setenv("PATH", f"{trial.client()}:{os.environ['PATH']}")
    monkeypatch.setattr(clock, "sleep", lambda seconds: _pass(clock, seconds))
    production = trial.run(session)
    assert trial.happened().keys() == set(KINDS)
    found = trial.verdict(session, production)
    computed_twice = found.pop("computed_twice")
    assert found == {"outputs": 300, **dict.fromkeys(list(found)[1:], 0)}
    assert computed_twice <= sum(trial.happened()[kind] for kind in ("refused", "full", "other"))


def _pass(clock: Clock, seconds: float) -> None:
    """Let time pass for the driver, and a little for what it does beside."""
    clock.now += seconds
    time.sleep(0.02)
