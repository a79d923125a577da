"""The same analysis on computing elements of the Grid, with its areas on XROOTD: the same counts, each job once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from parisana.core.texts.document import read
from tests.contract.grid import CONDORS, ELEMENTS
from tests.servers.xrootd import XRootD
from tests.standins.batch.engine import Engine
from tests.standins.batch.face import install

from .conftest import Production
from .test_crab_mini import COUNTS
from .test_storages import AREAS, send

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.server, pytest.mark.slow]


@dataclass(frozen=True)
class Kind:
    """One kind of computing elements, on a stand-in: its backend, its settings, and where jobs must have been."""

    backend: str
    settings: Mapping[str, object]
    endpoints: frozenset[str]
    named: str
    """How the stand-in calls the element of a submission."""


KINDS = (
    Kind(
        "cream",
        {"vo": "vo.hess-experiment.eu", "elements": list(ELEMENTS)},
        frozenset(name.partition("/")[0] for name in ELEMENTS),
        "endpoint",
    ),
    Kind("htcondorce", {"elements": list(CONDORS)}, frozenset({"ce1.standin:9619", "ce2.standin:9620"}), "pool"),
)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.backend for kind in KINDS])
def test_the_analysis_runs_on_the_grid_by_changing_the_site_only(
    kind: Kind, mini: Production, one_xrootd: XRootD, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No node sees the Working area; results go to XROOTD, and what each job said comes back."""
    home = tmp_path_factory.mktemp("grid")
    path = f"{install(home / 'standin', kind.backend)}:{os.environ['PATH']}"
    engine = Engine(home / "standin" / "state")
    with engine.state() as state:
        state["node"] = {"PARISANA_LEDGER": str(home / "ledger")}
    top = one_xrootd.url(f"/{kind.backend}")
    sent = send(home, "xrootd", top, PATH=path, at={"backend": kind.backend, "settings": dict(kind.settings)})
    jobs = sent.jobs()
    (output,) = [job["output"] for job in jobs if job["stage"] == "output"]
    (summary,) = one_xrootd.path(output).rglob("summary.json")
    there, here = read(summary.read_text(), "summary").data, mini.result("output", "summary")
    assert {name: there[name] for name in COUNTS} == {name: here[name] for name in COUNTS}
    assert Counter(sent.laboratory.ledger) == dict.fromkeys((job["key"] for job in jobs), 1)
    with engine.state() as state:
        submissions = list(state["jobs"].values())
    assert sum(len(submission["tasks"]) for submission in submissions) == len(jobs)
    assert {submission[kind.named] for submission in submissions} == kind.endpoints
    area = one_xrootd.path(top)
    distant = [job["output"] for job in jobs if "://" in job["output"]]
    assert len([path for place in AREAS.values() for path in (area / place).glob("*/*")]) == len(distant) == len(jobs)
    assert not any(home.rglob("excluded.reg")), "no output lies where only this machine sees it"
    assert [path for path in area.rglob("*") if "part" in path.name] == []
