"""A slice is lost: it is named, the rest is merged when asked, and the livetime is that of the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Laboratory, Production

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.slow]


@pytest.fixture
def rotten(mini: Production) -> Iterator[Path]:
    """Let one bit of the selected events of the second slice flip on the disk, for the time of a test."""
    path = next(mini.folder("selection", "slice-002").glob("*obs_id*.fits*"))
    good = path.read_bytes()
    middle = len(good) // 2
    path.write_bytes(good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :])
    yield path
    path.write_bytes(good)


def test_a_lost_slice_is_named_and_counts_for_nothing(mini: Production, laboratory: Laboratory, rotten: Path) -> None:
    """The slice fails over its damaged input; the merge of what is there names it, and drops its livetime."""
    profile = laboratory.variant("lost", background={"max_regions": 999})
    done = laboratory.call("run", str(profile), "--stages", "microdst,merging")
    assert done.returncode == 1
    production = Production(laboratory, json.loads(done.stdout)["production"])
    (failed,) = [job for job in production.jobs("microdst") if job["state"] == "failed"]
    assert (failed["unit"], failed["failure"]) == ("slice-002", "inputs")
    assert rotten.name in failed["reason"]

    assert laboratory.ask("merge", str(production.number))["missing"] == ["microdst slice-002"]
    laboratory.call("follow", str(production.number))
    merged, complete = production.result("merging"), mini.result("merging")
    assert merged["missing"] == [{"slices": "slice-002 to the end", "runs": [900002]}]
    assert merged["runs"].keys() == {"900001"}
    assert merged["livetime_s"] == complete["runs"]["900001"]["livetime_s"]
    share = complete["runs"]["900002"]["livetime_s"]
    assert complete["livetime_s"] - merged["livetime_s"] == pytest.approx(share, rel=1e-12)
    assert (merged["on"], merged["off"]) == tuple(complete["runs"]["900001"][side] for side in ("on", "off"))
