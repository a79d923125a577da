"""The same analysis with each area elsewhere: DST in HPSS, by RFIO, and results on a storage element, by SRM."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from parisana.core.texts import yamltext
from parisana.core.texts.document import read
from tests.contract.stores import FACES
from tests.servers.srm import SRM
from tests.servers.xrootd import XRootD
from tests.standins.store.store import Store, install

from .conftest import CHECKOUT, Laboratory, Production
from .test_crab_mini import COUNTS

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.server, pytest.mark.slow]

TAPE = "/hpss/in2p3.fr/group/hess"


def site(home: Path, results: str) -> str:
    """Return this machine as a site whose areas lie elsewhere."""
    found: dict[str, Any] = dict(read((CHECKOUT / "resources/sites/Unix.yaml").read_text(), "Unix").data)
    areas = {"dst": ("hpss", f"cchpsshess:{TAPE}/the dst"), "results": ("srm", results)}
    found["areas"] |= {name: {"storage": kind, "path": path} for name, (kind, path) in areas.items()}
    return yamltext.write({**found, "name": "Far", "settings": {"spool": str(home / "spool")}})


def test_the_counts_are_those_of_disk_and_nothing_partial_is_left(
    mini: Production, one_srm: SRM, one_xrootd: XRootD, tmp_path: Path
) -> None:
    """Each job ran once, says the ledger, and each file is as it was recorded."""
    store, top = Store(tmp_path / "store"), f"{tmp_path}/the results"
    commands = install(store.folder, "rfio", FACES["rfio"])
    store.path(TAPE).mkdir(parents=True)
    (tmp_path / "Far.yaml").write_text(site(tmp_path, one_srm.url(top)))
    profile = (CHECKOUT / "profiles" / "crab-mini.yaml").read_text().replace("site: Unix", "site: Far")
    (tmp_path / "crab-mini.yaml").write_text(profile)
    known = {"PATH": f"{commands}:{os.environ['PATH']}", **one_srm.authority.environment}
    sent = Laboratory(tmp_path).run(tmp_path / "crab-mini.yaml", PARISANA_SITES=str(tmp_path), **known)
    jobs = sent.jobs()
    (output,) = [job["output"] for job in jobs if job["stage"] == "output"]
    there = read((one_srm.element.file(output) / "summary.json").read_text(), "summary").data
    here = mini.result("output", "summary")
    assert {name: there[name] for name in COUNTS} == {name: here[name] for name in COUNTS}
    assert Counter(sent.laboratory.ledger) == dict.fromkeys((job["key"] for job in jobs), 1)
    on_tape, at_srm = store.path(f"{TAPE}/the dst"), one_xrootd.data / top.lstrip("/")
    found = {path for area in (on_tape, at_srm) for path in area.glob("*/*")}
    assert {path.name for path in found} == {Path(job["output"]).name for job in jobs if ":/" in job["output"]}
    assert on_tape.exists() and not [path for area in (on_tape, at_srm) for path in area.rglob("*part*")]
    assert sent.laboratory.ask("book", "check", str(sent.number), **known)["problems"] == []
