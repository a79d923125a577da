"""The proxy of jobs on a real ARC service: handed over once, renewed under the same name, for living jobs, too."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from parisana.backends.arc.job_proxies import RUNTIME, JobProxies
from parisana.backends.arc.service import Service
from parisana.backends.arc.wire import Wire
from parisana.backends.arc.xrsl import job_description
from parisana.core.credentials.proxies import Proxy, parse_proxy
from parisana.core.jobs.resources import Resources
from tests.servers.arc import Arc

pytestmark = [pytest.mark.xdist_group("arc"), pytest.mark.server]


class Desk:
    """A user of the service, with a proxy."""

    def __init__(self, arc: Arc, folder: Path) -> None:
        arc.open_door()
        self.arc, self.place = arc, folder / "proxy"
        self.environment = {**arc.people.environment, "X509_USER_PROXY": str(self.place)}
        self.service = Service(Wire(None, self.environment), arc.url)

    def make(self, hours: int) -> Proxy:
        """Make a proxy, or a newer one."""
        own = {f"X509_USER_{kind}": f"{self.arc.people.folder}/user.{end}" for kind, end in KINDS}
        words = ["arcproxy", "-P", str(self.place), "-c", f"validityPeriod={hours}h"]
        subprocess.run(words, env={**self.environment, **own, "PATH": "/usr/bin"}, check=True, capture_output=True)
        return parse_proxy(self.place.read_text())

    def kept(self) -> list[Proxy]:
        """Return the proxies that the service has."""
        files = [path for path in (self.arc.folder / "control/delegations").rglob("*") if path.is_file()]
        texts = [path.read_text("ascii", "replace") for path in files]
        return [parse_proxy(text) for text in texts if "BEGIN CERTIFICATE" in text]


KINDS = (("CERT", "pem"), ("KEY", "key"))


@pytest.fixture
def desk(arc: Arc, tmp_path: Path) -> Desk:
    """Return a user with a proxy of an hour."""
    made = Desk(arc, tmp_path)
    made.make(1)
    return made


def test_it_is_handed_over_once_and_a_newer_one_under_the_same_name(desk: Desk) -> None:
    proxies = JobProxies(desk.environment)
    name = proxies.name(desk.service)
    assert name and proxies.name(desk.service) == name
    newer = desk.make(5)
    assert proxies.name(desk.service) == name
    assert newer.ends in {each.ends for each in desk.kept()}, "it lasts as long as ours"
    assert {each.identity for each in desk.kept()} == {"/DC=test/O=Parisana/CN=Test User"}


def test_living_jobs_get_the_renewed_one_from_any_program(desk: Desk) -> None:
    """One program sent the job; another one, later, renews what the service keeps for it."""
    name = JobProxies(desk.environment).name(desk.service)
    needs = Resources(cores=1, memory_mb=100, time_s=60)
    said = job_description(
        name="p1", executable="later", inputs={"later": ""}, outputs=[], needs=needs, queue=None, delegation=name
    )
    job = desk.service.create(said)
    assert desk.service.delegations_of([job, "nobody"]) == [name]
    newer = desk.make(7)
    JobProxies(desk.environment).renew({desk.arc.url: [job]}, lambda url: desk.service)
    assert newer.ends in {each.ends for each in desk.kept()}
    desk.service.act("kill", [job])


def test_what_the_element_has_is_asked_for(desk: Desk) -> None:
    assert JobProxies(desk.environment).runtimes(desk.service) == (RUNTIME,)


def test_without_a_proxy_nothing_is_handed_over(desk: Desk) -> None:
    desk.place.unlink()
    assert JobProxies(desk.environment).name(desk.service) == ""
