"""The same analysis with its areas on a storage of their own: the same counts, each job once, and nothing partial."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from parisana.core.texts import yamltext
from parisana.core.texts.document import read
from parisana.plugins.storage import Storage
from parisana.storage.s3.storage import S3Settings, S3Storage
from tests.servers.client import client_of
from tests.servers.s3 import S3
from tests.servers.sshd import running
from tests.servers.xrootd import XRootD

from .conftest import CHECKOUT, Laboratory, Production
from .test_crab_mini import COUNTS

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.server, pytest.mark.slow]

#: Where all but the Working area lie.
AREAS = {"dst": "DST", "results": "Results"}


@dataclass
class Far:
    """The analysis on a storage, and where its files lie on this machine."""

    sent: Production
    path: Callable[[str], Path]
    top: Path


#: Nothing that a site says beyond what it is copied from.
PLAIN: Mapping[str, Any] = MappingProxyType({})


def send(
    home: Path, kind: str, url: str, said: Mapping[str, Any] = PLAIN, at: Mapping[str, Any] = PLAIN, **known: str
) -> Production:
    """Run the shipped profile in a home that has nothing computed yet, with its areas on a storage."""
    site: dict[str, Any] = dict(read((CHECKOUT / "resources/sites/Unix.yaml").read_text(), "Unix").data)
    areas = {**site["areas"], **{name: {"storage": kind, "path": f"{url}/{place}"} for name, place in AREAS.items()}}
    site.update(name="Far", areas=areas, settings={"spool": str(home / "spool")}, storages={kind: dict(said)})
    site.update(at)
    (home / "Far.yaml").write_text(yamltext.write(site))
    profile = (CHECKOUT / "profiles" / "crab-mini.yaml").read_text()
    (home / "crab-mini.yaml").write_text(profile.replace("site: Unix", "site: Far"))
    return Laboratory(home).run(home / "crab-mini.yaml", PARISANA_SITES=str(home), **known)


@pytest.fixture(scope="module", params=["sftp", "xrootd", "webdav", "s3"])
def far(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Far]:
    """Return it on one storage after the other."""
    if request.param == "sftp":
        with running(tmp_path_factory.mktemp("far")) as server:
            top = server.home / "the far area"
            path = f"{client_of(server, server.home / 'bin')}:{os.environ['PATH']}"
            sent = send(server.home, "sftp", f"sftp://submit{top}", PATH=path)
            yield Far(sent, lambda url: Path(url.removeprefix("sftp://submit")), top)
        return
    home = tmp_path_factory.mktemp("far")
    if request.param == "s3":
        yield from in_a_bucket(request.getfixturevalue("one_s3"), home)
        return
    xrootd: XRootD = request.getfixturevalue("one_xrootd")
    spelled = {"xrootd": xrootd.url, "webdav": xrootd.dav_url}[request.param]
    url, begins = spelled(f"/{request.param}/the far area"), spelled("/")
    yield Far(
        send(home, request.param, url),
        lambda url: xrootd.path(xrootd.url(f"/{url.removeprefix(begins)}")),
        xrootd.path(xrootd.url(f"/{request.param}/the far area")),
    )


def in_a_bucket(server: S3, home: Path) -> Iterator[Far]:
    """Return it on S3, with a copy of the bucket that can be looked at; jobs find the keys in a file."""
    url = server.url("/the far area")
    (home / ".aws").mkdir()
    (home / ".aws/credentials").write_text(server.credentials("lab"))
    said = {"endpoint": server.environment["AWS_ENDPOINT_URL"], "group": "lab"}
    sent = send(home, "s3", url, said, HOME=str(home))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        mirror(S3Storage(S3Settings(endpoint=said["endpoint"], group="lab")), url, home / "seen")
        yield Far(sent, lambda each: home / "seen" / each.removeprefix(f"{url}/"), home / "seen")


def mirror(storage: Storage, url: str, folder: Path) -> None:
    """Copy all that lies below a place."""
    folder.mkdir()
    for name, found in storage.list(url):
        if found.is_dir:
            mirror(storage, f"{url}/{name}", folder / name)
        else:
            storage.get(f"{url}/{name}", folder / name)


def test_the_counts_are_those_of_disk_and_nothing_partial_is_left(mini: Production, far: Far) -> None:
    """Each job ran once, says the ledger, and each file is as it was recorded."""
    jobs = far.sent.jobs()
    (output,) = [job["output"] for job in jobs if job["stage"] == "output"]
    (summary,) = far.path(output).rglob("summary.json")
    there = read(summary.read_text(), "summary").data
    here = mini.result("output", "summary")
    assert {name: there[name] for name in COUNTS} == {name: here[name] for name in COUNTS}
    assert Counter(far.sent.laboratory.ledger) == dict.fromkeys((job["key"] for job in jobs), 1)
    results = [path for place in AREAS.values() for path in (far.top / place).glob("*/*")]
    distant = [job["output"] for job in jobs if "://" in job["output"]]
    assert sorted(results) == sorted(map(far.path, distant)) and len(distant) > len(AREAS)
    assert [path for path in far.top.rglob("*") if "part" in path.name] == []
    assert [path for path in results if len(list(path.glob(".attempt-*"))) > 1] == []
    checked = far.sent.laboratory.ask("book", "check", str(far.sent.number))
    assert checked["problems"] == []
