"""The same analysis on elements of the Grid, with its areas on three kinds of storages: the same counts, each job once.

Each kind of elements meets two storages here, and all of them in ``python -m benchmarks.grid_crab``. ARC is real.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.core.texts.document import read
from tests.servers.arc import Arc
from tests.servers.authority import authority
from tests.servers.grid_ways import Place, Stores, reached, stores
from tests.servers.xrootd import XRootD

from .conftest import Laboratory, Production
from .test_crab_mini import COUNTS

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.server, pytest.mark.slow]

#: Kind of elements -> where DST and results lie.
WAYS = {"cream": ("xrootd", "srm"), "wms": ("gridftp", "xrootd"), "htcondorce": ("srm", "xrootd")}
ON_ARC = ("xrootd", "gridftp")


@pytest.fixture(scope="module")
def known(one_xrootd: XRootD, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """Return the storages."""
    with stores(authority(tmp_path_factory.mktemp("people") / "people"), one_xrootd) as made:
        yield made


def is_the_same(sent: Production, mini: Production, known: Stores, place: Place) -> None:
    """See that it counted what was counted here, that each job ran once, and that nothing partial is left."""
    jobs = sent.jobs()
    (output,) = [job["output"] for job in jobs if job["stage"] == "output"]
    (summary,) = known.path(output).rglob("summary.json")
    there, here = read(summary.read_text(), "summary").data, mini.result("output", "summary")
    assert {name: there[name] for name in COUNTS} == {name: here[name] for name in COUNTS}
    started = Counter(line.split()[0] for line in place.ledger.read_text().splitlines())
    assert started == dict.fromkeys((job["key"] for job in jobs), 1)
    tops = [known.path(url) for url in place.areas.values()]
    assert {path.name for top in tops for path in top.glob("*/*")} == {job["output"].split("/")[-1] for job in jobs}
    assert not [path for top in tops for path in top.rglob("*") if "part" in path.name]
    assert not any(place.home.rglob("excluded.reg")), "no output lies where only this machine sees it"


@pytest.mark.parametrize("name", WAYS)
def test_the_analysis_runs_on_the_grid_by_changing_the_site_and_its_areas_only(
    name: str, mini: Production, known: Stores, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No node sees the Working area; what each job said comes back, and nothing partial is left."""
    with reached(name, WAYS[name], tmp_path_factory.mktemp("grid"), known) as place:
        sent = Laboratory(place.home).run(place.profile("crab-mini"), **place.environment)
        is_the_same(sent, mini, known, place)
        assert place.taken() == len(sent.jobs())


def test_the_analysis_runs_on_a_real_element(
    mini: Production, arc: Arc, one_xrootd: XRootD, analysis_python: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its jobs are another user's, carry everything with them, and show storages the proxy that they were handed."""
    arc.open_door()
    home = tmp_path_factory.mktemp("grid")
    with stores(arc.people, one_xrootd) as known, reached("arc", ON_ARC, home, known, arc, analysis_python) as place:
        sent = Laboratory(place.home).run(place.profile("crab-mini"), **place.environment)
        is_the_same(sent, mini, known, place)
        assert {job["attempts"] for job in sent.jobs()} == {1}
        assert sent.laboratory.ask("book", "check", str(sent.number), **place.environment)["problems"] == []
