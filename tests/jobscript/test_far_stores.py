"""A job whose areas lie behind retired commands, SRM or GridFTP: its results go there whole, whatever goes wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.contract.stores import FACES
from tests.jobscript.ground import GOOD, Ground, put
from tests.servers.gridftp import GridFTP
from tests.servers.srm import SRM
from tests.servers.xrootd import IMPATIENT
from tests.standins.store.store import Store, install

pytestmark = [pytest.mark.xdist_group("srm"), pytest.mark.server]

COPY = 'cat "${6#dst=}"/*.txt > "$4/copy of it.txt"'
HPSS = {"commands": None, "root": None, "staged_ahead": None}
#: Way -> kind, what the site says of it, where an area is, the commands of its stand-in.
WAYS: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "rfio": ("hpss", HPSS, "cchpsshess:/hpss/in2p3.fr/group/hess/my area", "rfio"),
    "hsi": ("hpss", {**HPSS, "commands": "hsi"}, "cchpsshess:/hpss/in2p3.fr/group/hess/my area", "hsi"),
    "lfc": ("lfc", {"host": None, "element": "se.example.org", "root": None}, "lfn:/grid/hess/my area", "lcg"),
    "srm": ("srm", {"space_token": None, "timeout": None, "root": None}, "", ""),
    "gridftp": ("gridftp", {"streams": 2, "timeout": None, "root": None}, "", ""),
}


@dataclass
class Far:
    """A ground whose results go to a store."""

    ground: Ground
    url: str
    environment: dict[str, str]
    path: Callable[[str], Path]
    store: Store

    def into(self, area: str) -> str:
        """Let the results go to an area; return their URL."""
        self.ground.output = f"{self.url}/{area}/micro/{self.ground.final.name}"
        return self.ground.output

    def run(self, tag: str = "t1", **extra: str) -> Any:
        """Run the script to its end."""
        return self.ground.run(tag, **{**self.environment, **extra})

    def names(self) -> list[str]:
        """Return all names below the area of the stage."""
        top = self.path(os.path.dirname(self.ground.output))
        return sorted(str(path.relative_to(top)) for path in top.rglob("*")) if top.exists() else []


def far_of(way: str, ground: Ground, request: pytest.FixtureRequest, folder: Path) -> Far:
    """Return a ground with one kind of store."""
    kind, settings, url, face = WAYS[way]
    ground.spec = {"storages": {kind: settings}}
    environment, store = {"PARISANA_PAUSES": "0", **IMPATIENT}, Store(folder / "store")
    if way == "srm":
        server: SRM = request.getfixturevalue("srm")
        environment |= server.authority.environment
        url = server.url(f"{folder}/my area")
        far = Far(ground, url, environment, server.element.file, store)
    elif way == "gridftp":
        far = on_gridftp(ground, request.getfixturevalue("gridftp"), f"{folder}/my area", environment)
    else:
        path = f"{install(store.folder, face, FACES[face])}:{os.environ['PATH']}"
        store.path(url.partition(":")[2]).mkdir(parents=True)
        far = Far(ground, url, {**environment, "PATH": path}, lambda url: store.path(url.partition(":")[2]), store)
    far.into("results")
    return far


def on_gridftp(ground: Ground, server: GridFTP, place: str, environment: dict[str, str]) -> Far:
    """Return a ground with a GridFTP server."""
    known = {**environment, **server.people.environment}
    return Far(ground, server.url(place), known, server.path, Store(server.folder / "store"))


@pytest.fixture(params=list(WAYS))
def far(request: pytest.FixtureRequest, ground: Ground, tmp_path: Path) -> Far:
    """Return one store after the other."""
    return far_of(request.param, ground, request, tmp_path)


def test_results_go_there_and_are_read_there(far: Far) -> None:
    """A second job reads what the first has made; a third finds that all is done."""
    far.ground.payload = f'{GOOD}\nmkdir "$4/deep er"; echo x > "$4/deep er/x.txt"'
    upstream, name = far.into("dst"), far.ground.final.name
    ran = far.run("up")
    assert ran.code == 0, ran.stderr
    there = [".parisana.json", "deep er", "deep er/x.txt", "spectrum.txt", "versions.json"]
    assert far.names() == [name, *(f"{name}/{each}" for each in there)]
    far.ground.inputs, far.ground.payload = (("dst", upstream),), COPY
    far.into("results")
    ran = far.run()
    assert ran.code == 0, ran.stderr
    assert far.names() == [name, *(f"{name}/{each}" for each in (".parisana.json", "copy of it.txt"))]
    assert far.run("t2").printed["found"] is True
    assert [len(far.ground.ledger), far.ground.left_behind()] == [2, []]


@pytest.fixture(params=["rfio", "lfc"])
def odd(request: pytest.FixtureRequest, ground: Ground, tmp_path: Path) -> Far:
    """Return a store that can be made to fail."""
    return far_of(request.param, ground, request, tmp_path)


#: Way -> the command that sends, and what may go wrong with it for a while.
PASSING = {"rfcp": ("broken", "short", "timeout"), "lcg-cr": ("broken", "register", "late", "unsaid")}
LASTING = {"rfcp": ("full", "wrong"), "lcg-cr": ("full", "register")}


def sender(far: Far) -> str:
    """Return the command that sends."""
    return "rfcp" if far.url.startswith("cchpss") else "lcg-cr"


def test_what_goes_wrong_for_a_while_is_done_again(odd: Far) -> None:
    """Each fault hits another try; in the end all is there, whole, and nothing else."""
    odd.store.fail(sender(odd), *PASSING[sender(odd)])
    ran = odd.run(PARISANA_PAUSES="0 0 0 0 0")
    assert ran.code == 0, ran.stderr
    name = odd.ground.final.name
    assert odd.names() == [name, *(f"{name}/{each}" for each in (".parisana.json", "spectrum.txt", "versions.json"))]
    if sender(odd) == "lcg-cr":
        assert len(elements(odd)) == 3


def readers(far: Far, folder: Path, **limits: str) -> Callable[[str], Any]:
    """Make a result, and return what runs a job that reads it, with a cache on this machine."""
    upstream = far.into("dst")
    assert far.run("up").code == 0
    far.ground.inputs, far.ground.payload = (("dst", upstream),), COPY

    def read(tag: str) -> Any:
        far.into(tag)
        return far.run(tag, PARISANA_CACHE=str(folder), **limits)

    return read


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


@pytest.fixture
def rfio(ground: Ground, request: pytest.FixtureRequest, tmp_path: Path) -> Far:
    """Return one store: what is kept here is the same for all."""
    return far_of("rfio", ground, request, tmp_path)


def test_a_result_that_was_read_here_before_is_fetched_again_only_when_its_copy_is_spoilt(
    rfio: Far, tmp_path: Path
) -> None:
    read, cache = readers(rfio, tmp_path / "a cache"), tmp_path / "a cache"
    assert read("one").code == 0 and len(kept(cache)) == 1
    copy, there = kept(cache)[0] / "spectrum.txt", rfio.path(rfio.ground.inputs[0][1])
    good = copy.read_bytes()
    copy.write_bytes(b"!" * len(good))
    assert read("two").code == 0 and copy.read_bytes() == good
    there.rename(there.with_name("away"))
    assert read("three").code == 0, "it is not looked for there"
    assert os.listdir(cache) == [kept(cache)[0].name]
    copy.write_bytes(good[:-1])
    assert read("four").code == 31 and kept(cache) == [], "half a copy is no copy"


def test_only_so_much_is_kept_and_a_cache_that_takes_nothing_is_no_fault(rfio: Far, tmp_path: Path) -> None:
    read, cache, old = readers(rfio, tmp_path / "cache", PARISANA_CACHE_MB="0"), tmp_path / "cache", "0" * 64
    (cache / old).mkdir(parents=True)
    (cache / old / "old").write_bytes(b"x" * 10_000)
    os.utime(cache / old, (1, 1))
    assert read("one").code == 0
    assert len(kept(cache)) == 1 and kept(cache)[0].name != old
    (tmp_path / "file").write_text("no folder")
    rfio.into("two")
    assert rfio.run("two", PARISANA_CACHE=str(tmp_path / "file")).code == 0


def elements(far: Far) -> list[Path]:
    """Return the replicas on storage elements."""
    return [path for path in (far.store.folder / "elements").rglob("*") if path.is_file()]


def test_what_goes_wrong_for_good_is_told_and_leaves_nothing(odd: Far) -> None:
    """Where the client's words do not tell it from silence, the output waits in the Working area instead."""
    for fault in LASTING[sender(odd)]:
        odd.store.fail(sender(odd), *[fault] * 30)
        ran = odd.run(fault)
        report = odd.ground.report(fault)
        if "aside" in report:
            assert (ran.code, (odd.ground.working / report["aside"] / "spectrum.txt").exists()) == (0, True)
        else:
            assert (ran.code, report["failure"]) == (50, "stage-out"), ran.stderr
        assert odd.names() == []
        with odd.store.state() as state:
            state["faults"].clear()
    assert sender(odd) != "lcg-cr" or elements(odd) == []


def test_a_vanished_replica_is_no_missing_name(request: pytest.FixtureRequest, ground: Ground, tmp_path: Path) -> None:
    far = far_of("lfc", ground, request, tmp_path)
    upstream = far.into("dst")
    assert far.run("up").code == 0
    for each in elements(far):
        each.unlink()
    far.ground.inputs = (("dst", upstream),)
    far.into("results")
    assert far.run().code == 30
    assert far.ground.report()["failure"] == "stage-in"


def test_a_node_without_the_client_says_so(request: pytest.FixtureRequest, ground: Ground, tmp_path: Path) -> None:
    far = far_of("rfio", ground, request, tmp_path)
    (far.store.folder / "bin" / "rfcp").unlink()
    assert (far.run().code, far.ground.report()["failure"]) == (21, "site")
    assert "there is no command rfcp" in far.ground.report()["reason"]


def test_without_a_proxy_nobody_concludes_that_a_result_is_absent(
    request: pytest.FixtureRequest, ground: Ground, tmp_path: Path
) -> None:
    """The client's error has the number of a file that is not there."""
    far = far_of("gridftp", ground, request, tmp_path)
    assert (far.run(X509_USER_PROXY="/nowhere").code, far.ground.ledger) == (50, [])
    assert "Nobody can say whether" in far.ground.report()["reason"]


#: A command that falls over at each other start, and is else gfal2's own.
FALLS = """#!/bin/bash
if rm -- "$0.fell" 2>/dev/null; then exec {} "$@"; fi
touch -- "$0.fell"
ulimit -c 0
kill -ABRT $$
"""


def test_a_client_that_falls_over_is_started_again(
    request: pytest.FixtureRequest, ground: Ground, tmp_path: Path
) -> None:
    """On a busy node globus breaks its own memory now and then: that says nothing of the storage."""
    far = far_of("gridftp", ground, request, tmp_path)
    (tmp_path / "bin").mkdir()
    for name in ("gfal-copy", "gfal-mkdir", "gfal-stat"):
        put(tmp_path / "bin" / name, FALLS.format(shutil.which(name)))
    ran = far.run(PARISANA_PAUSES="", PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert ran.code == 0, ran.stderr
    name = far.ground.final.name
    assert far.names() == [name, *(f"{name}/{each}" for each in (".parisana.json", "spectrum.txt", "versions.json"))]
