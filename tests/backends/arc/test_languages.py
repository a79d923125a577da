"""Both job description languages, as the real element reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from parisana.backends.arc import ArcBackend, ArcSettings
from parisana.backends.arc.answers import parse_inputs
from parisana.backends.arc.names import job_of
from parisana.core.jobs.states import Answer
from parisana.plugins.runner import LocalRunner
from tests.contract.grid import arc as over_rest
from tests.contract.jobs import HOLD, Jobs
from tests.contract.rigs import BACKENDS
from tests.servers.arc import Arc
from tests.waiting import until

pytestmark = [pytest.mark.xdist_group("arc"), pytest.mark.server]
WALL = re.compile(r"<RequestedTotalWallTime>(\d+)<")


@pytest.fixture
def jobs(arc: Arc) -> Iterator[Jobs]:
    """Return a folder for jobs, and a backend."""
    made = Jobs(BACKENDS["arc"], arc.common())
    yield made
    made.clear_up()


def asked_time(arc: Arc, job: str) -> int:
    """Return the seconds that the element gives a job."""
    told = arc.folder / "control" / f"job.{job_of(job)}.xml"
    until(lambda: told.exists() and WALL.search(told.read_text()))
    found = WALL.search(told.read_text())
    assert found is not None
    return int(found[1])


def test_the_client_hands_on_the_same_time(arc: Arc) -> None:
    jobs = Jobs(BACKENDS["arc:commands"], arc.common())
    assert asked_time(arc, jobs.send(jobs.submission("by-client", "true\n"))) == 60
    jobs.wait("by-client")


@pytest.mark.parametrize("language", ["xrsl", "adl"])
def test_a_job_gets_what_it_asks_for_in_either(jobs: Jobs, arc: Arc, language: str) -> None:
    backend = ArcBackend(ArcSettings.model_validate({"services": [arc.url], "language": language}), LocalRunner())
    backend.environment = over_rest(jobs.folder).environment
    job = backend.submit(jobs.submission(f"by-{language}", HOLD))
    assert asked_time(arc, job) == 60
    assert backend.find(f"by-{language}").answer is Answer.YES
    service = backend._service(arc.url)
    assert len(service.delegations_of([job_of(job)])) == 1
    kept = arc.folder / "control" / f"job.{job_of(job)}.description"
    assert parse_inputs(kept.read_text()) >= {"start.sh", "row-1.tsv", "stage.sh"}
    jobs.release()
    until(lambda: backend.endings([job]))
    assert backend.endings([job])[0].exit_code == 0
    backend.dismiss([job])
