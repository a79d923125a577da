"""The smallest whole analysis: a profile becomes a spectrum, every job once, and a second time nothing."""

from __future__ import annotations

import struct
from collections import Counter
from pathlib import Path

import pytest

from .conftest import Laboratory, Production

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.slow]

COUNTS = {"significance", "on", "off", "alpha", "excess", "livetime_s", "runs", "missing", "rejected"}
FIT = {"model", "injected", "fitted", "errors", "pulls", "stat", "degrees", "flux_1tev", "flux_1tev_error"}
FILES = {"spectrum", "theta2", "map"}
PNG = b"\x89PNG\r\n\x1a\n"


def test_the_summary_tells_everything(mini: Production) -> None:
    """Counts, fit and files are there, and the fit finds what was injected."""
    summary = mini.result("output", "summary")
    assert COUNTS | FIT | {"files"} <= summary.keys()
    assert summary["files"].keys() == FILES
    assert summary["injected"] == pytest.approx({"index": 2.39, "norm": 3.76e-11, "lambda": 1 / 14.3})
    assert summary["significance"] > 15
    assert summary["pulls"].keys() == summary["injected"].keys()
    assert max(map(abs, summary["pulls"].values())) < 3
    assert not summary["missing"]
    assert not summary["rejected"]


def test_maps_are_added_when_they_are_asked_for(mini: Production, mapped: Production) -> None:
    """Without them there is no morphology and no picture of it; with them all counts stay as they were."""
    without, with_maps = mini.result("output", "summary"), mapped.result("output", "summary")
    assert "morphology" not in without
    assert without["files"]["map"] is None
    assert with_maps["morphology"]["peak_significance"] > 15
    assert {name: with_maps[name] for name in COUNTS} == {name: without[name] for name in COUNTS}


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_pictures_can_be_looked_at(mapped: Production, name: str) -> None:
    """Each is a PNG of a size that fits a page, with something on it."""
    path = mapped.folder("output") / mapped.result("output", "summary")["files"][name]
    width, height = size_of_png(path)
    assert 600 < width < 2400
    assert 500 < height < 1600
    assert 20_000 < path.stat().st_size < 500_000


def size_of_png(path: Path) -> tuple[int, int]:
    """Return width and height from the picture's first block."""
    start = path.read_bytes()[:24]
    assert start[:8] == PNG
    width, height = struct.unpack(">II", start[16:24])
    return width, height


def test_every_job_ran_once(mini: Production) -> None:
    """The ledger, which the payloads' starts wrote, holds each planned job exactly once."""
    keys = [job["key"] for job in mini.jobs()]
    started = Counter(mini.laboratory.ledger)
    assert len(keys) == 14
    assert {key: started[key] for key in keys} == dict.fromkeys(keys, 1)


def test_a_second_run_computes_nothing(mini: Production, laboratory: Laboratory) -> None:
    """All is found as it was left: no payload starts, and the results are the same files."""
    before = laboratory.ledger
    again = laboratory.run("crab-mini")
    assert laboratory.ledger == before
    assert again.number != mini.number
    assert again.folder("output") == mini.folder("output")
    assert all(job["attempts"] == 0 for job in again.jobs())
