"""``parisana demo``: its one JSON document, on two runs that are simulated and mapped already."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Laboratory, Production

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.slow]

KEYS = {"production", "seed", "significance", "injected", "fitted", "errors", "pulls", "jobs", "files"}
PARAMETERS = {"index", "norm", "lambda"}


def test_the_demo_compares_with_what_was_injected(mapped: Production, laboratory: Laboratory, tmp_path: Path) -> None:
    """The document has the promised keys, the pulls are sound, and only fit, pictures and bundle are computed."""
    started = len(laboratory.ledger)
    answer = laboratory.ask("demo", "--runs", "2", "--seed", "1", "--dir", str(tmp_path / "a demo"))
    assert answer.keys() >= KEYS
    for name in ("injected", "fitted", "errors", "pulls"):
        assert answer[name].keys() == PARAMETERS
    assert max(map(abs, answer["pulls"].values())) < 3
    assert answer["significance"] == mapped.result("output", "summary")["significance"]
    assert all(Path(answer["files"][name]).is_file() for name in ("spectrum", "theta2", "map"))
    assert answer["jobs"]["microdst"] == 2
    jobs = {job["key"]: job["stage"] for job in Production(laboratory, answer["production"]).jobs()}
    fresh = [jobs[key] for key in laboratory.ledger[started:]]
    assert sorted(fresh) == ["morphology", "output", "plots", "spectrum"]
