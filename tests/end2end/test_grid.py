"""The same analysis on elements of the Grid, with its areas on three kinds of storages: the same counts, each job once.

Each kind of elements meets two storages here, and all of them in ``python -m benchmarks.grid_crab``; the real element
has a file of its own (``test_arc.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from parisana.core.texts.document import read
from tests.servers.authority import authority
from tests.servers.grid_ways import Stores, reached, stores
from tests.servers.xrootd import XRootD

from .conftest import Laboratory, Production
from .test_crab_mini import COUNTS

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.server, pytest.mark.slow]

#: Kind of elements -> where DST and results lie.
WAYS = {"cream": ("xrootd", "srm"), "wms": ("gridftp", "xrootd"), "htcondorce": ("srm", "xrootd")}


@pytest.fixture(scope="module")
def known(one_xrootd: XRootD, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """Return the storages."""
    with stores(authority(tmp_path_factory.mktemp("people") / "people"), one_xrootd) as made:
        yield made


@pytest.mark.parametrize("name", WAYS)
def test_the_analysis_runs_on_the_grid_by_changing_the_site_and_its_areas_only(
    name: str, mini: Production, known: Stores, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No node sees the Working area; what each job said comes back, and nothing partial is left."""
    with reached(name, WAYS[name], tmp_path_factory.mktemp("grid"), known) as place:
        sent = Laboratory(place.home).run(place.profile("crab-mini"), **place.environment)
        jobs = sent.jobs()
        (output,) = [job["output"] for job in jobs if job["stage"] == "output"]
        (summary,) = known.path(output).rglob("summary.json")
        there, here = read(summary.read_text(), "summary").data, mini.result("output", "summary")
        assert {name: there[name] for name in COUNTS} == {name: here[name] for name in COUNTS}
        assert Counter(sent.laboratory.ledger) == dict.fromkeys((job["key"] for job in jobs), 1)
        assert place.taken() == len(jobs)
        tops = [known.path(url) for url in place.areas.values()]
        assert {path.name for top in tops for path in top.glob("*/*")} == {job["output"].split("/")[-1] for job in jobs}
        assert not [path for top in tops for path in top.rglob("*") if "part" in path.name]
        assert not any(place.home.rglob("excluded.reg")), "no output lies where only this machine sees it"
