"""A job whose areas lie on a storage of their own: stage-in and stage-out by SFTP and XRootD, on real servers."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.jobscript.ground import GOOD, Ground, finish
from tests.servers.client import client_of
from tests.servers.sshd import Sshd
from tests.servers.xrootd import IMPATIENT, XRootD
from tests.waiting import until

pytestmark = [pytest.mark.xdist_group("storages of jobs"), pytest.mark.server]

UNSET: dict[str, Any] = {
    "sftp": {"key": None, "port": None, "user": None},
    "xrootd": {"streams": 1},
    "webdav": {"ca": None},
}
CLIENTS = {"sftp": "sftp", "xrootd": "xrdcp", "webdav": "curl"}
#: Where nobody listens.
NOWHERE = {"sftp": "sftp://127.0.0.1:1/x/y", "xrootd": "root://127.0.0.1:1//x/y", "webdav": "dav://127.0.0.1:1/x/y"}
SHOW = 'printf "%s\\n" "${@:5}" > "$4/words.txt"; cat "${6#dst=}"/*.txt > "$4/copy.txt"'
#: Waits until a test says go.
WAIT = f'while [ ! -e "$TMPDIR/go" ]; do sleep 0.05; done; {GOOD}'


@dataclass
class Far:
    """A ground whose results go to a server, and where they lie on this machine."""

    kind: str
    ground: Ground
    server: Sshd | XRootD
    top: Path
    url: str
    environment: dict[str, str]

    def into(self, area: str) -> None:
        """Let the results go to another area."""
        self.ground.output = f"{self.url}/{area}/{self.name}"

    @property
    def name(self) -> str:
        """Return the stage and the name of the result's folder."""
        return f"micro/{self.ground.final.name}"

    def final(self, area: str = "results") -> Path:
        """Return where the result lies."""
        return self.top / area / self.name

    def run(self, tag: str = "t1", **extra: str) -> Any:
        """Run the script to its end."""
        return self.ground.run(tag, **{**self.environment, **extra})

    def seen(self, area: str = "results") -> list[str]:
        """Return all that lies in the area of the stage."""
        return sorted(os.listdir(self.final(area).parent))

    def upstream(self, area: str, payload: str = GOOD) -> str:
        """Make a real result of an upstream job there; return its URL."""
        other = replace(self, ground=replace(self.ground, payload=payload, inputs=()))
        other.into(area)
        assert other.run(f"up-{len(area)}").code == 0
        (self.ground.root / "ledger").unlink()
        return other.ground.output


@pytest.fixture(params=["sftp", "xrootd", "webdav"])
def far(request: pytest.FixtureRequest, ground: Ground, tmp_path: Path) -> Iterator[Far]:
    """Return one storage after the other."""
    ground.spec = {"storages": {request.param: UNSET[request.param]}}
    environment = {"PARISANA_PAUSES": "", **IMPATIENT}
    top = tmp_path / "far"
    if request.param == "sftp":
        sshd: Sshd = request.getfixturevalue("shared_sshd")
        url = f"sftp://submit{top}"
        environment["PATH"] = f"{client_of(sshd, tmp_path / 'bin')}:{os.environ['PATH']}"
        found = Far("sftp", ground, sshd, top, url, environment)
    else:
        server: XRootD = request.getfixturevalue("xrootd")
        path, url = server.path(server.url(str(top))), server.url(str(top))
        shown = server.dav_url(str(top)) if request.param == "webdav" else url
        found = Far(request.param, ground, server, path, shown, environment)
    found.into("results")
    yield found
    found.server.resume()


def test_the_result_goes_there_whole_and_nothing_else_is_left(far: Far) -> None:
    ran = far.run()
    assert ran.code == 0, ran.stderr
    assert far.seen() == [far.final().name], ran.stderr
    assert sorted(os.listdir(far.final())) == [".parisana.json", "spectrum.txt", "versions.json"]
    assert (far.final() / "spectrum.txt").read_text() == "spectrum of slice-003"
    report = far.ground.report()
    assert (report["state"], report["output"], report["versions"]) == ("done", far.ground.output, {"gammapy": "2.1"})
    assert [one["path"] for one in report["outputs"]] == ["spectrum.txt", "versions.json"]
    assert far.ground.left_behind() == []


def test_names_of_areas(far: Far) -> None:
    """Inputs come from there, too."""
    area = "two words/quo'te/q\"uote/per%20cent/Überschuß/a*[b]"
    far.ground.inputs = (("dst", far.upstream(area)),)
    far.ground.payload = SHOW
    far.into(f"{area} again")
    ran = far.run()
    assert ran.code == 0, ran.stderr
    assert (far.final(f"{area} again") / "copy.txt").read_text() == "spectrum of slice-003"
    assert str(far.ground.root / "tmp") in (far.final(f"{area} again") / "words.txt").read_text()
    (noted,) = far.ground.report()["inputs"]
    assert (noted["path"], noted["size"]) == (f"{far.url}/{area}/{far.name}", 39)


def test_names_of_outputs(far: Far) -> None:
    """Folders, hidden files, links and empty files arrive, whatever they are called."""
    odd = ["two words.txt", "quo'te.txt", "-dash.txt", "per%20cent.txt", ".hidden.txt", "deep/er/x.txt"]
    odd += ["line\nend.txt", "a*b.txt"] if far.kind == "sftp" else []
    lines = "\n".join(f"mkdir -p -- \"$(dirname -- '{each}')\"; echo x > './{each}'" for each in odd if "'" not in each)
    far.ground.payload = f'cd "$4"\n{lines}\necho x > "quo\'te.txt"; ln -s "two words.txt" l.txt'
    assert far.run().code == 0
    found = {str(path.relative_to(far.final())) for path in far.final().rglob("*") if path.is_file()}
    assert found == {*odd, "l.txt", ".parisana.json"}
    assert not (far.final() / "l.txt").is_symlink()


def test_what_is_there_is_not_computed_again(far: Far) -> None:
    assert far.run().code == 0
    assert far.run("t2").printed["found"] is True
    assert (far.ground.report("t2")["state"], len(far.ground.ledger)) == ("done", 1)
    assert [one["path"] for one in far.ground.report("t2")["outputs"]] == ["spectrum.txt", "versions.json"]


def test_the_first_valid_result_wins(far: Far) -> None:
    far.ground.payload = WAIT
    slow = far.ground.start("t1", script=None, **far.environment)
    for _ in range(600):
        if far.ground.ledger:
            break
        time.sleep(0.05)
    far.ground.payload = f'{GOOD}\nprintf first > "$output/first.txt"'
    fast = replace(far.ground, working_name="work/production-000013")
    assert fast.run("t2", **far.environment).code == 0
    (far.ground.root / "tmp/go").touch()
    ran = finish(slow)
    assert (ran.code, ran.printed["state"]) == (0, "surplus"), ran.stderr
    assert far.seen() == [far.final().name]
    assert (far.final() / "first.txt").read_text() == "first"


def test_something_else_in_the_place_of_the_result(far: Far) -> None:
    assert far.run().code == 0
    (far.final() / "spectrum.txt").write_text("changed")
    ran = far.run("t2")
    assert (ran.code, far.ground.report("t2")["failure"]) == (50, "stage-out")
    assert "is not a complete result" in far.ground.report("t2")["reason"]


def test_a_killed_job_leaves_what_the_next_one_does_not_mind(far: Far) -> None:
    assert far.run(PARISANA_CRASH_AT="during-rename").code == -9
    assert not far.final().exists()
    assert far.run("t2").code == 0
    assert (far.final() / "spectrum.txt").exists()


def test_a_missing_input_is_told_from_a_server_that_is_away(far: Far) -> None:
    far.ground.inputs = (("dst", f"{far.url}/away/micro/x"),)
    assert far.run().code == 31
    assert "The input dst is missing" in far.ground.report()["reason"]
    far.ground.inputs = (("dst", NOWHERE[far.kind]),)
    assert far.run("t2").code == 30
    assert (far.ground.report("t2")["failure"], far.ground.ledger) == ("stage-in", [])


def test_a_folder_that_is_no_result_is_brought_whole(far: Far) -> None:
    """Such as a store of data that somebody else has put there."""
    store = far.top.with_name("far store")
    (store / "deep/er").mkdir(parents=True)
    store.parent.chmod(0o777)
    for name in ("a b.txt", "c&<d>'s.txt", "deep/er/x.txt"):
        (store / name).write_text(f"{name};")
    far.ground.inputs = (("dst", f"{far.url} store"),)
    far.ground.payload = 'cd "${6#dst=}"; cat *.txt deep/er/*.txt > "$4/copy.txt"'
    ran = far.run()
    assert ran.code == 0, ran.stderr
    assert (far.final() / "copy.txt").read_text() == "a b.txt;c&<d>'s.txt;deep/er/x.txt;"


@pytest.mark.parametrize("change", ["short", "spectrum of slice-004"])
def test_a_damaged_input_is_noticed(far: Far, change: str) -> None:
    """The other one has the right size, and only its checksum is wrong."""
    url = far.upstream("dst")
    (far.final("dst") / "spectrum.txt").write_text(change)
    far.ground.inputs = (("dst", url),)
    assert far.run().code == 31
    assert far.ground.ledger == []


def test_a_server_that_is_away_is_asked_again_and_named(far: Far) -> None:
    far.ground.output = NOWHERE[far.kind]
    ran = far.run(PARISANA_PAUSES="0 0")
    assert (ran.code, far.ground.report()["failure"], far.ground.ledger) == (50, "stage-out", [])
    assert ran.stderr.count("is tried again") == 2
    assert "Nobody can say" in far.ground.report()["reason"]


def test_a_full_or_closed_area_is_told_and_leaves_nothing(far: Far) -> None:
    far.final().parent.parent.parent.mkdir(parents=True, exist_ok=True)
    (far.top / "results").write_text("a file in the way")
    ran = far.run()
    assert (ran.code, far.ground.report()["failure"]) == (50, "stage-out")
    assert (far.top / "results").read_text() == "a file in the way"


def test_a_node_without_the_client_says_so(far: Far, tmp_path: Path) -> None:
    """The commands of this machine but one."""
    client = CLIENTS[far.kind]
    names = tmp_path / "names"
    names.mkdir()
    for place in ("/bin", "/usr/bin"):
        for each in Path(place).iterdir():
            if each.name != client and not (names / each.name).exists():
                (names / each.name).symlink_to(each)
    ran = far.run(PATH=str(names))
    assert (ran.code, far.ground.report()["failure"]) == (21, "site")
    assert f"there is no command {client}" in far.ground.report()["reason"]


def test_a_signal_ends_a_transfer_at_once(far: Far) -> None:
    """The server hangs in the middle of it."""
    far.ground.payload = f"{GOOD}\nhead -c 1000 /dev/zero > $output/x.txt"
    far.server.hold()
    job = far.ground.start("t1", script=None, **far.environment)
    time.sleep(1)
    job.terminate()
    ran = finish(job)
    assert (ran.code, ran.printed["failure"], far.ground.ledger) == (42, "time", [])


def test_a_kind_that_jobs_do_not_speak_is_refused(ground: Ground) -> None:
    ground.inputs = (("dst", "srm://server/dst"),)
    assert ground.run().code == 30


def test_a_storage_that_falls_silent_meanwhile_loses_nothing(far: Far) -> None:
    """The output waits in the Working area, whole, and the report says where."""
    far.ground.payload = WAIT
    job = far.ground.start("t1", script=None, **far.environment)
    until(lambda: far.ground.ledger)
    far.server.stop()
    try:
        (far.ground.root / "tmp/go").touch()
        ran = finish(job)
    finally:
        far.server.start()
    assert ran.code == 0, ran.stderr
    assert (ran.printed["state"], ran.printed["aside"]) == ("done", "failover/t1.1")
    waiting = far.ground.working / "failover"
    assert os.listdir(waiting) == ["t1.1"]
    assert sorted(os.listdir(waiting / "t1.1")) == [".parisana.json", "spectrum.txt", "versions.json"]
    assert (waiting / "t1.1/spectrum.txt").read_text() == "spectrum of slice-003"
    assert not far.final().exists()


def by_two_ways(far: Far) -> None:
    """Let the first way to the area lead nowhere, and the second one to the server by another protocol."""
    server = far.server
    assert isinstance(server, XRootD)
    dead = "root://127.0.0.1:1//x"
    alive = server.dav_url(f"/{far.top.relative_to(server.data)}")
    ways = {"root": dead, "read": f"{dead} {alive}"}
    far.ground.spec = {
        "storages": {"xrootd": UNSET["xrootd"] | ways | {"write": ways["read"]}, "webdav": UNSET["webdav"]}
    }
    far.url = dead


@pytest.mark.parametrize("far", ["xrootd"], indirect=True)
def test_the_second_way_serves_when_the_first_is_silent(far: Far) -> None:
    """Inputs are read, and outputs sent, by WebDAV; what is recorded is the area's own URL."""
    upstream = far.upstream("dst").replace(far.url, "root://127.0.0.1:1//x")
    by_two_ways(far)
    far.ground.inputs = (("dst", upstream),)
    far.into("results")
    far.ground.payload = SHOW
    ran = far.run()
    assert ran.code == 0, ran.stderr
    assert (far.final() / "copy.txt").read_text() == "spectrum of slice-003"
    assert far.seen() == [far.final().name]
    assert far.ground.report()["output"] == far.ground.output


@pytest.mark.parametrize("far", ["xrootd"], indirect=True)
def test_a_file_is_missing_only_when_each_way_says_so(far: Far) -> None:
    by_two_ways(far)
    far.into("results")
    far.ground.inputs = (("dst", f"{far.url}/away/micro/x"),)
    assert far.run().code == 30, "one of the ways was silent"
    assert far.ground.report()["failure"] == "stage-in"
