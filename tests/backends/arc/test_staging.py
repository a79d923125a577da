"""Data staged by a real ARC element: inputs brought to jobs, outputs taken away, and named only when they are whole."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.bookkeeping.values.records import JobRecord
from parisana.core.jobs.states import Failure, ProductionState
from parisana.errors import InputError
from tests.app.toy import Toy, last
from tests.servers import gridftp, srm, webdav
from tests.servers.arc import Arc
from tests.servers.gridftp import GridFTP
from tests.servers.xrootd import USER, XRootD
from tests.waiting import until

from .conftest import PYTHON

pytestmark = [pytest.mark.xdist_group("arc"), pytest.mark.server]


#: A runtime environment of the element: its jobs find none of these commands.
BARE = "TEST/BARE"
CLIENTS = ("gfal-", "xrd", "globus-", "arc", "curl")
#: A file that a job reads, asked for under its final name.
IS_INPUT = re.compile(r"GET .*/(make|refine)/[^.][^/]*/sum\.txt")


@pytest.fixture
def bare(arc: Arc) -> str:
    """Let the element have nodes without any client of a storage; return what jobs ask for to be there."""
    commands = arc.folder / "bare"
    commands.mkdir(exist_ok=True)
    for command in Path("/usr/bin").iterdir():
        place = commands / command.name
        if not command.name.startswith(CLIENTS) and not place.is_symlink():
            place.symlink_to(command)
    script = arc.folder / "control/rte/enabled" / BARE
    script.parent.mkdir(exist_ok=True)
    script.write_text(f"PATH={commands}\nexport PATH\n")
    return BARE


@pytest.fixture
def server(arc: Arc) -> Iterator[GridFTP]:
    """Return a GridFTP server that trusts the same people."""
    with gridftp.known(arc.people) as started:
        yield started


def results_on(toy: Toy, arc: Arc, kind: str, url: str, **settings: object) -> None:
    """Let the element stage data, and the results of the toy analysis lie on a storage."""
    here = {"storage": "disk", "path": str(toy.root / "areas/work")}
    toy.site(
        backend="arc",
        settings={"services": [arc.url], **settings},
        environment={"kind": "none", "python": PYTHON},
        areas={"working": here, "results": {"storage": kind, "path": url}},
    )


def all_is_staged(toy: Toy, session: Session, top: Path) -> None:
    """Run three jobs; look for the result of each, in a folder of its own name, and for nothing else."""
    production = session.submit(session.plan(toy.profile([7])))
    assert last(session.follow(production)).state is ProductionState.DONE
    jobs = list(session.all_jobs(production))
    assert [(job.state, job.attempts) for job in jobs] == [("done", 1)] * 3
    assert sorted(path.name for path in top.glob("*/*")) == sorted(job.output.rpartition("/")[2] for job in jobs)
    (sum_file,) = top.glob("merge/*/sum.txt")
    assert sum_file.read_text().strip() == "7"


def failed(session: Session, production: int, number: int) -> JobRecord:
    """Follow until a job has failed; return it."""
    with session.driving(production) as driver:
        until(lambda: (driver.step(), session.job(production, number).job.failure)[1], seconds=300)
    return session.job(production, number).job


def test_nodes_need_no_client_of_gridftp(toy: Toy, session: Session, arc: Arc, bare: str, server: GridFTP) -> None:
    """The element has the proxy that it was handed, brings each input, and takes each output away."""
    results_on(toy, arc, "gridftp", server.url("/other"), runtimes=[bare])
    job = failed(session, session.submit(session.plan(toy.profile([7]))), 1)
    assert "there is no command gfal-copy" in job.reason
    results_on(toy, arc, "gridftp", server.url("/results"), data_staging="in and out", runtimes=[bare])
    all_is_staged(toy, session, server.data / "results")


def test_nodes_need_no_client_of_xrootd_and_jobs_may_be_described_in_adl(
    toy: Toy, session: Session, arc: Arc, bare: str, one_xrootd: XRootD
) -> None:
    url = one_xrootd.url("/staged")
    results_on(toy, arc, "xrootd", url, data_staging="in and out", runtimes=[bare], language="adl")
    all_is_staged(toy, session, one_xrootd.path(url))


def test_nodes_need_no_client_of_srm(toy: Toy, session: Session, arc: Arc, bare: str, one_xrootd: XRootD) -> None:
    """The element asks the endpoint where files lie, and copies by the protocol that it is told."""
    with srm.known(one_xrootd, arc.people) as endpoint:
        url = endpoint.url("/by-srm")
        results_on(toy, arc, "srm", url, data_staging="in and out", runtimes=[bare])
        all_is_staged(toy, session, endpoint.element.file(url))
    asked = {name for name, _ in endpoint.element.calls}
    assert {"srmPrepareToGet", "srmPrepareToPut", "srmPutDone"} <= asked


def test_inputs_on_webdav_are_brought_and_the_job_sends_what_it_made(toy: Toy, session: Session, arc: Arc) -> None:
    """The server knows URLs with ``https`` only, and lets in whoever shows a proxy."""
    with webdav.running(toy.root / "dav", arc.people, needs_certificate=True) as door:
        results_on(toy, arc, "webdav", f"{door.url}/results", data_staging="in and out")
        all_is_staged(toy, session, door.folder / "results")
    readers = {agent for asked, agent in zip(door.asked, door.agents, strict=True) if IS_INPUT.fullmatch(asked)}
    assert "ARC" in readers and not any("curl" in agent for agent in readers)


def test_inputs_are_brought_too_to_jobs_that_are_sent_by_commands(
    toy: Toy, session: Session, arc: Arc, one_xrootd: XRootD
) -> None:
    """The client hands the proxy over where an input needs it; the element says what it has copied."""
    url = one_xrootd.url("/by-commands")
    results_on(toy, arc, "xrootd", url, data_staging="in", interface="commands")
    all_is_staged(toy, session, one_xrootd.path(url))
    copied = (arc.folder / "log/staging.log").read_text()
    assert all(f"with source: {url}/{stage}/" in copied for stage in ("make", "refine"))


def test_an_input_that_is_missing_is_named(toy: Toy, session: Session, arc: Arc, server: GridFTP) -> None:
    """Nothing is computed without it; what the element says of it is what a job would have said."""
    results_on(toy, arc, "gridftp", server.url("/results"), data_staging="in")
    production = session.submit(session.plan(toy.profile([1])))
    with session.driving(production) as driver:
        until(lambda: driver.step().done == 1, seconds=300)
        (made,) = server.data.rglob("sum.txt")
        made.unlink()
    job = failed(session, production, 2)
    assert (job.stage, job.state, job.failure) == ("refine", "failed", Failure.INPUTS)
    assert f"{made.parent.name}/sum.txt" in job.reason and "No such file" in job.reason


def test_an_upload_that_is_refused_leaves_no_result(toy: Toy, session: Session, arc: Arc, one_xrootd: XRootD) -> None:
    """The server may not write there; the job is tried again later, as if it had found that out itself."""
    url = one_xrootd.url("/closed")
    (one_xrootd.path(url) / "make").mkdir(parents=True)
    shutil.chown(one_xrootd.path(url), USER)
    results_on(toy, arc, "xrootd", url, data_staging="in and out")
    production = session.submit(session.plan(toy.profile([1])))
    job = failed(session, production, 1)
    assert (job.failure, job.state) == (Failure.STAGE_OUT, "ready")
    assert "did not take the outputs away" in job.reason and job.output.rpartition("/")[2] in job.reason
    assert list(one_xrootd.path(url).rglob("*.txt")) == []


def test_what_is_sent_by_commands_takes_its_outputs_away_itself(toy: Toy, session: Session, arc: Arc) -> None:
    """ARC's client hands no proxy over for files of which only the job will know."""
    results_on(toy, arc, "gridftp", "gsiftp://localhost/x", data_staging="in and out", interface="commands")
    with pytest.raises(InputError, match="take nothing away"):
        session.plan(toy.profile([1]))


def test_an_element_that_gets_no_proxy_cannot_stage(toy: Toy, session: Session, arc: Arc) -> None:
    results_on(toy, arc, "gridftp", "gsiftp://localhost/x", data_staging="in", proxy_for_jobs=False)
    with pytest.raises(InputError, match="stages data with your proxy"):
        session.plan(toy.profile([1]))
