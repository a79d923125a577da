"""A job whose results go to S3, which cannot rename: what makes a folder the result is its list, put last and once."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from parisana.app.working.committed import look
from parisana.core.jobs.states import Answer
from parisana.storage.s3.credentials import Credentials
from parisana.storage.s3.places import place_of
from parisana.storage.s3.signature import signed
from parisana.storage.s3.storage import S3Storage
from tests.jobscript.ground import GOOD, KEY, Ground, finish
from tests.servers import gate
from tests.servers.gate import Said
from tests.servers.s3 import S3
from tests.waiting import until

pytestmark = [pytest.mark.xdist_group("s3"), pytest.mark.server]

UNSET = {"endpoint": None, "region": None, "path_style": None, "group": None, "ca": None}
#: Headers that count in a signature.
SIGNED = ("x-amz-content-sha256", "content-md5", "x-amz-meta-adler32", "if-none-match")
PARTS = re.compile(r"(?:SignedHeaders|Signature)=[^, ]+")
SHOW = 'cat "${6#dst=}"/*.txt > "$4/copy.txt"'


class Far:
    """A ground whose results go to a bucket."""

    def __init__(self, ground: Ground, server: S3, top: str) -> None:
        ground.spec = {"storages": {"s3": UNSET}}
        self.ground = ground
        self.storage = S3Storage()
        self.url = server.url(top)
        self.environment = {"PARISANA_PAUSES": "", "HOME": str(ground.root), **server.environment}
        self.into("results")

    def into(self, area: str) -> None:
        """Let the results go to another area."""
        self.ground.output = f"{self.url}/{area}/micro/{self.ground.final.name}"

    def run(self, tag: str = "t1", **extra: str) -> Any:
        """Run the script to its end."""
        return self.ground.run(tag, **{**self.environment, **extra})

    def names(self, below: str = "") -> list[str]:
        """List the result."""
        return [name for name, _ in self.storage.list(self.ground.output + below)]

    def text(self, path: str) -> str:
        """Read a file of the result."""
        return self.storage.read(f"{self.ground.output}/{path}").decode()


@pytest.fixture
def far(ground: Ground, s3: S3, tmp_path: Path) -> Iterator[Far]:
    """Return it; its server goes on, whatever happened."""
    yield Far(ground, s3, str(tmp_path))
    s3.resume()


def test_the_list_makes_it_the_result(far: Far) -> None:
    ran = far.run()
    assert ran.code == 0, ran.stderr
    assert far.names() == [".attempt-t1.1", ".parisana.json"]
    assert far.names("/.attempt-t1.1") == ["spectrum.txt", "versions.json"]
    assert json.loads(far.text(".parisana.json"))["folder"] == ".attempt-t1.1"
    found = look(far.storage, far.ground.output, KEY)
    assert (found.answer, [each.path for each in found.outputs]) == (Answer.YES, ["spectrum.txt", "versions.json"])
    stat = far.storage.stat(f"{found.place(far.ground.output)}/spectrum.txt")
    assert (stat.checksum, stat.size) == (found.outputs[0].checksum, found.outputs[0].size)
    assert far.ground.report()["state"] == "done"
    assert far.ground.left_behind() == []


def test_names_of_areas_and_outputs(far: Far) -> None:
    """Inputs come from there, too."""
    odd = ["two words.txt", "-dash.txt", "per%20cent.txt", ".hidden.txt", "deep/er/x.txt", "a*+b&c.txt"]
    lines = "\n".join(f"mkdir -p -- \"$(dirname -- './{each}')\"; printf x > './{each}'" for each in odd)
    far.ground.payload = f'cd "$4"\n{lines}'
    far.into("two words/quo'te/q\"uote/per%20cent/Überschuß/a*[b]")
    assert (ran := far.run("up")).code == 0, ran.stderr
    found = {key.partition(".attempt-up.1/")[2] for key in _keys(far)}
    assert found == {"", *odd}
    far.ground.inputs, far.ground.payload = (("dst", far.ground.output),), SHOW
    far.into("again")
    assert (ran := far.run()).code == 0, ran.stderr
    assert far.text(".attempt-t1.1/copy.txt") == "xxxx"
    assert far.ground.report()["inputs"][0]["size"] == 6


def _keys(far: Far) -> list[str]:
    return [key for key, _ in far.storage._client.keys(place_of(far.ground.output))]


def test_what_is_there_is_not_computed_again(far: Far) -> None:
    assert far.run().code == 0
    assert far.run("t2").printed["found"] is True
    assert (far.ground.report("t2")["state"], len(far.ground.ledger)) == ("done", 1)
    assert far.names() == [".attempt-t1.1", ".parisana.json"]


def test_the_first_valid_result_wins(far: Far) -> None:
    far.ground.payload = f'while [ ! -e "$TMPDIR/go" ]; do sleep 0.05; done; {GOOD}'
    slow = far.ground.start("t1", script=None, **far.environment)
    until(lambda: far.ground.ledger)
    far.ground.payload = f'{GOOD}\nprintf first > "$output/first.txt"'
    fast = replace(far.ground, working_name="work/production-000013")
    assert fast.run("t2", **far.environment).code == 0
    (far.ground.root / "tmp/go").touch()
    ran = finish(slow)
    assert (ran.code, ran.printed["state"]) == (0, "surplus"), ran.stderr
    assert far.names() == [".attempt-t2.1", ".parisana.json"]
    assert far.text(".attempt-t2.1/first.txt") == "first"


def test_what_is_large_goes_in_parts(far: Far, tmp_path: Path) -> None:
    far.ground.payload = f'{GOOD}\nhead -c 12000000 /dev/urandom > "$4/large.txt"; cp "$4/large.txt" "{tmp_path}/kept"'
    ran = far.run(PARISANA_S3_PART="5242880")
    assert ran.code == 0, ran.stderr
    url = f"{far.ground.output}/.attempt-t1.1/large.txt"
    listed = next(one for one in far.ground.report()["outputs"] if one["path"] == "large.txt")
    assert list(far.storage.checksum(url)) == listed["checksum"]
    far.storage.get(url, tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == (tmp_path / "kept").read_bytes()


def test_a_killed_job_leaves_no_result(far: Far) -> None:
    """All of it was sent, but not its list; the next attempt does not mind."""
    assert far.run(PARISANA_CRASH_AT="during-rename").code == -9
    assert far.names() == [".attempt-t1.1"]
    assert look(far.storage, far.ground.output, KEY).answer is Answer.NO
    assert far.run("t2").code == 0
    assert far.names() == [".attempt-t1.1", ".attempt-t2.1", ".parisana.json"]


def test_another_job_has_the_name(far: Far, tmp_path: Path) -> None:
    assert far.run().code == 0
    url = f"{far.ground.output}/.parisana.json"
    text = far.text(".parisana.json").replace(KEY, "cd" * 32)
    (tmp_path / "list").write_text(text)
    far.storage.remove(url)
    far.storage.put(tmp_path / "list", url)
    assert (far.run("t2").code, far.ground.report("t2")["failure"]) == (50, "stage-out")
    assert "is not a complete result" in far.ground.report("t2")["reason"]


def test_missing_inputs_and_a_server_that_is_away_are_told_apart(far: Far) -> None:
    far.ground.inputs = (("dst", f"{far.url}/away/micro/x"),)
    assert far.run().code == 31
    assert "The input dst is missing" in far.ground.report()["reason"]
    far.ground.inputs = (("dst", "s3://no-such-bucket/x/micro/y"),)
    assert far.run("t2").code == 31
    far.ground.inputs = ()
    ran = far.run("t3", AWS_ENDPOINT_URL="http://127.0.0.1:1", PARISANA_PAUSES="0")
    assert (ran.code, ran.stderr.count("is tried again")) == (50, 1)
    assert "Nobody can say" in far.ground.report("t3")["reason"]
    assert far.ground.ledger == []


def test_a_server_that_accepts_and_never_answers_is_left(far: Far, s3: S3) -> None:
    s3.hold()
    ran = far.run(PARISANA_SILENCE_S="1")
    assert (ran.code, far.ground.report()["failure"], far.ground.ledger) == (50, "stage-out", [])
    assert "did not answer in time" in far.ground.report()["reason"]


def test_a_folder_that_is_no_result_is_brought_whole(far: Far) -> None:
    """Such as a store of data that somebody else has put there."""
    for name in ("b.txt", "a b+c&<d>'s.txt", "deep/er/Ü.txt"):
        far.storage._client.ask("PUT", place_of(f"{far.url}/a store/{name}"), None, None, f"{name};".encode())
    far.ground.inputs = (("dst", f"{far.url}/a store"),)
    far.ground.payload = 'cd "${6#dst=}"; cat a*.txt b.txt deep/er/*.txt > "$4/copy.txt"'
    ran = far.run()
    assert ran.code == 0, ran.stderr
    assert far.text(".attempt-t1.1/copy.txt") == "a b+c&<d>'s.txt;b.txt;deep/er/Ü.txt;"


PAGE = """<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Prefix>in/</Prefix>
{}<Contents><Key>in/{}</Key><Size>1</Size></Contents></ListBucketResult>"""


def said(method: str, path: str) -> Said:
    """Answer as a server with a list in two pages."""
    if "list-type=2" in path:
        more = "<NextContinuationToken>a/b=</NextContinuationToken>"
        page = PAGE.format("", "2+3.txt") if "continuation-token=a%2Fb%3D" in path else PAGE.format(more, "1.txt")
        return Said(200, page.encode())
    return Said(200, b"x") if path.endswith(".txt") and method in ("GET", "PUT") else Said(404)


@pytest.mark.parametrize("session", ["", "for/an+hour"])
def test_what_curl_signs_is_what_we_would_sign(far: Far, session: str) -> None:
    """Each question of a job; and its secrets are in no list of processes, nor in what it says."""
    far.into("two words/Überschuß/a+b=c&d")
    far.ground.inputs = (("dst", "s3://gamma/in"),)
    keys = {"AWS_ACCESS_KEY_ID": "ada", "AWS_SECRET_ACCESS_KEY": "a/secret+of hers", "AWS_SESSION_TOKEN": session}
    with gate.running(said) as server:
        ran = far.run(**keys, AWS_ENDPOINT_URL=server.url)
    assert {each.method for each in server.asked} == {"HEAD", "GET", "PUT", "DELETE"}
    for each in server.asked:
        headers = {name: value for name, value in each.headers.items() if name.lower() in SIGNED}
        moment = datetime.strptime(each.headers["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        known = Credentials(keys["AWS_ACCESS_KEY_ID"], keys["AWS_SECRET_ACCESS_KEY"], session)
        ours = signed(each.method, server.url + each.path, headers, known, "eu-lyon-1", moment)
        assert PARTS.findall(each.headers["Authorization"]) == PARTS.findall(ours["Authorization"])
    assert "secret+of" not in ran.stdout + ran.stderr


def test_a_curl_that_cannot_sign_is_named(far: Far, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    old = tmp_path / "bin/curl"
    old.write_text('#!/bin/sh\necho "curl 7.76.1 (x86_64-redhat-linux-gnu) libcurl/7.76.1"\n')
    old.chmod(0o755)
    ran = far.run(PATH=f"{old.parent}:{os.environ['PATH']}")
    assert (ran.code, far.ground.report()["failure"]) == (20, "node")
    assert "needs curl 7.88 or newer, and this is curl 7.76.1" in far.ground.report()["reason"]
