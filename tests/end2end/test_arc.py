"""The same analysis on a real ARC element, with areas on SRM and on GridFTP: the same counts, each job once."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from parisana.core.texts import yamltext
from parisana.core.texts.document import read
from tests.servers import gridftp, srm
from tests.servers.arc import Arc
from tests.servers.errands import run_for_others
from tests.servers.xrootd import USER, XRootD

from .conftest import CHECKOUT, TO_COUNTS, Laboratory, Production

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.server, pytest.mark.slow]
#: What is computed on the element; what comes before lies there, as the session has computed it, and its jobs find it.
HERE = "merging"
THERE = {"mc": "dst", "dst": "dst", "selection": "dst", "microdst": "dst", "target": "results", "regions": "results"}


def site(service: str, python: Path, areas: dict[str, tuple[str, str]]) -> str:
    """Return the computing element as a site; its nodes see nothing of this machine's folders."""
    found = dict(read((CHECKOUT / "resources/sites/Unix.yaml").read_text(), "Unix").data)
    found["areas"] |= {name: {"storage": kind, "path": url} for name, (kind, url) in areas.items()}
    environment = {"kind": "none", "python": str(python)}
    changes = {"name": "Far", "backend": "arc", "settings": {"services": [service]}, "environment": environment}
    return yamltext.write({**found, **changes})


def fill(mini: Production, folders: dict[str, Path]) -> None:
    """Put what the session has computed where the servers have their files."""
    for folder in folders.values():
        folder.mkdir(parents=True)
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
    for job in mini.jobs():
        if job["stage"] in THERE and job["state"] == "done":
            output = Path(job["output"])
            shutil.copytree(output, folders[THERE[job["stage"]]] / job["stage"] / output.name)


def test_the_counts_are_those_of_disk_and_nothing_partial_is_left(
    mini: Production, arc: Arc, one_xrootd: XRootD, analysis_python: Path, tmp_path: Path
) -> None:
    """Jobs are another user's, carry everything with them, and show storages the proxy that they were handed."""
    arc.open_door()
    laboratory = Laboratory(tmp_path)
    with ExitStack() as stack:
        element = stack.enter_context(srm.known(one_xrootd, arc.people))
        server = stack.enter_context(gridftp.known(arc.people))
        errands = stack.enter_context(run_for_others(analysis_python, arc.common()))
        areas = {"dst": ("srm", element.url(f"{tmp_path}/the dst")), "results": ("gridftp", server.url("/the results"))}
        folders = {"dst": element.element.file(areas["dst"][1]), "results": server.path(areas["results"][1])}
        fill(mini, folders)
        (tmp_path / "Far.yaml").write_text(site(arc.url, errands.client, areas))
        profile = (CHECKOUT / "profiles" / "crab-mini.yaml").read_text().replace("site: Unix", "site: Far")
        (tmp_path / "crab-mini.yaml").write_text(profile)
        known = {**arc.people.environment, "PARISANA_SITES": str(tmp_path)}
        sent = laboratory.run(tmp_path / "crab-mini.yaml", TO_COUNTS, **known)
        (job,) = sent.jobs(HERE)
        assert read((server.path(job["output"]) / "merging.json").read_text(), "merging").data == mini.result(HERE)
        assert laboratory.ask("book", "check", str(sent.number), **known)["problems"] == []
        assert [words[1] for words in errands.calls if words[0].endswith("payload.pyz")] == [HERE]
        assert [path.name for path in (folders["results"] / HERE).iterdir()] == [server.path(job["output"]).name]
        assert (job["attempts"], job["state"]) == (1, "done")
