"""S3: who asks, how it is signed, what is large, and bad days; the signature is held against that of others."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from parisana.core.jobs.states import Answer
from parisana.errors import Cancelled, StorageError
from parisana.plugins.storage import NOBODY, Watch
from parisana.storage.s3 import copies as s3_copies
from parisana.storage.s3.credentials import Credentials, credentials
from parisana.storage.s3.places import endpoint_of, place_of
from parisana.storage.s3.signature import UNSIGNED, signed
from parisana.storage.s3.storage import S3Settings, S3Storage
from tests.servers import gate
from tests.servers.gate import Gate, Said
from tests.servers.s3 import S3

pytestmark = [pytest.mark.xdist_group("s3"), pytest.mark.server]

NOW = datetime(2026, 11, 21, 12, 3, tzinfo=UTC)


@pytest.fixture
def area(s3: S3, tmp_path: Path) -> tuple[S3Storage, str]:
    """Return a storage and an empty folder in it."""
    storage, url = S3Storage(), s3.url(str(tmp_path))
    storage.make(url)
    return storage, url


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be large from 5 MiB on, the least that S3 takes."""
    monkeypatch.setattr(s3_copies, "PART", 5 * 2**20)
    monkeypatch.setattr(s3_copies, "COPY", 5 * 2**20)


def file(folder: Path, size: int) -> Path:
    """Make a file whose stretches differ."""
    path = folder / "source"
    path.write_bytes(random.Random(7).randbytes(size))
    return path


URLS = [
    "https://gamma.s3.eu-west-1.amazonaws.com/",
    "https://s3.example.org:9000/gamma/two%20words/%C3%9C/a%2Ab~.txt",
    "https://s3.example.org/gamma/?list-type=2&prefix=a%2Fb%20c&delimiter=%2F&uploads",
]


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("session", ["", "for-an-hour"])
def test_the_signature_is_that_of_the_vendors_library(url: str, session: str, monkeypatch: pytest.MonkeyPatch) -> None:
    auth, awsrequest = import_module("botocore.auth"), import_module("botocore.awsrequest")
    theirs = import_module("botocore.credentials").Credentials("ada", "a/secret", session or None)

    headers = {"x-amz-content-sha256": UNSIGNED, "Content-MD5": "1B2M2Y8AsgTpgAmY7PhCfg==", "x-amz-meta-note": "a  b"}
    mine = signed("PUT", url, headers, Credentials("ada", "a/secret", session), "eu-west-1", NOW)
    monkeypatch.setattr(auth, "get_current_datetime", lambda **_: NOW.replace(tzinfo=None))
    request = awsrequest.AWSRequest("PUT", url, headers=dict(headers))
    request.context["client_config"] = None
    request.context["payload_signing_enabled"] = False
    auth.S3SigV4Auth(theirs, "s3", "eu-west-1").add_auth(request)
    assert mine["Authorization"] == request.headers["Authorization"]


@pytest.mark.parametrize(
    ("url", "style", "asked"),
    [
        (None, None, "https://gamma.s3.lyon.amazonaws.com/a%20b/%C3%9C"),
        (None, True, "https://s3.lyon.amazonaws.com/gamma/a%20b/%C3%9C"),
        ("https://s3.example.org:9000/", None, "https://s3.example.org:9000/gamma/a%20b/%C3%9C"),
        ("https://s3.example.org", False, "https://gamma.s3.example.org/a%20b/%C3%9C"),
    ],
)
def test_buckets_are_named_as_their_server_wants_it(url: str | None, style: bool | None, asked: str) -> None:
    assert endpoint_of(url, "lyon", style, {}).address("gamma", "a b/Ü") == asked


def test_whoever_asks_is_found_where_the_vendors_tools_look(tmp_path: Path) -> None:
    place = tmp_path / "credentials"
    place.write_text("[default]\naws_access_key_id = me\naws_secret_access_key=a%b\n[lab]\naws_access_key_id=lab\n"
                     "aws_secret_access_key = c\naws_session_token = d\n")  # fmt: skip
    known = {"AWS_SHARED_CREDENTIALS_FILE": str(place)}
    own = {"AWS_ACCESS_KEY_ID": "env", "AWS_SECRET_ACCESS_KEY": "e"}
    assert credentials(None, known) == Credentials("me", "a%b")
    assert credentials(None, known | own) == Credentials("env", "e")
    assert credentials("lab", known | own) == Credentials("lab", "c", "d")
    assert credentials(None, known | own | {"AWS_PROFILE": "lab"}) == Credentials("lab", "c", "d")
    assert credentials(None, {"AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "away")}) is None
    with pytest.raises(StorageError, match=r"no group \[labs\]") as caught:
        credentials("labs", known)
    assert "default, lab" in (caught.value.hint or "")


@pytest.mark.usefixtures("small_parts")
def test_what_is_large_goes_in_parts_and_moves_in_parts(area: tuple[S3Storage, str], tmp_path: Path) -> None:
    storage, url = area
    source = file(tmp_path, 12_000_000)
    held = storage.put(source, f"{url}/file")
    assert storage.get(f"{url}/file", tmp_path / "back") == held
    storage.rename(f"{url}/file", f"{url}/moved")
    assert (storage.stat(f"{url}/moved").size, storage.checksum(f"{url}/moved")) == (12_000_000, held)
    storage.get(f"{url}/moved", tmp_path / "moved")
    assert (tmp_path / "moved").read_bytes() == (tmp_path / "back").read_bytes() == source.read_bytes()
    assert [name for name, _ in storage.list(url)] == ["moved"]


@pytest.mark.usefixtures("small_parts")
def test_of_a_large_copy_that_is_cancelled_no_part_is_kept(area: tuple[S3Storage, str], tmp_path: Path) -> None:
    storage, url = area

    class InTheSecondPart(Watch):
        done = 0

        @property
        def cancelled(self) -> bool:
            return self.done > 6_000_000

        def moved(self, done: int, total: int) -> None:
            self.done = done

    with pytest.raises(Cancelled):
        storage.put(file(tmp_path, 12_000_000), f"{url}/file", InTheSecondPart())
    uploads = storage._client.ask("GET", place_of(url).beside(""), {"uploads": ""}).body
    assert (storage.stat(f"{url}/file").exists, b"<Upload>" in uploads) == (Answer.NO, False)


def test_of_two_that_write_at_the_same_instant_the_second_is_refused(
    area: tuple[S3Storage, str], tmp_path: Path
) -> None:
    """Both have seen that the name is free; it is the server that decides."""
    storage, url = area
    source = file(tmp_path, 400)
    there = place_of(f"{url}/file")
    s3_copies.send(storage._client, str(source), there, NOBODY)
    source.write_bytes(b"theirs")
    with pytest.raises(StorageError, match="already"):
        s3_copies.send(storage._client, str(source), there, NOBODY)
    assert storage.stat(f"{url}/file").size == 400


def test_what_others_wrote_is_summed_by_reading_it(area: tuple[S3Storage, str]) -> None:
    storage, url = area
    storage._client.ask("PUT", place_of(f"{url}/file"), None, None, b"photons")
    assert storage.checksum(f"{url}/file") == ("adler32", "0c1e030c")


def test_a_bucket_that_is_not_there_is_named(s3: S3, tmp_path: Path) -> None:
    storage = S3Storage()
    found = storage.stat("s3://no-such-bucket/file")
    assert (found.exists, "no such bucket" in found.reason) == (Answer.UNKNOWN, True)
    with pytest.raises(StorageError, match="no such bucket"):
        storage.put(file(tmp_path, 4), "s3://no-such-bucket/file")


def refusal(code: str) -> bytes:
    """Return what a server says of it."""
    return f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>as it is.</Message></Error>".encode()


FOLDER = b"<ListBucketResult><KeyCount>1</KeyCount><Contents><Key>a/</Key><Size>0</Size>" \
        b"<LastModified>2026-11-21T12:03:00.000Z</LastModified></Contents></ListBucketResult>"  # fmt: skip


@pytest.fixture
def refusing() -> Iterator[Gate]:
    """Return a server with an empty folder that refuses what is sent; a test says how."""

    def answer(method: str, path: str) -> Said:
        return Said(404) if method == "HEAD" else Said(200, b"<ListBucketResult/>" if "file" in path else FOLDER)

    with gate.running(answer) as started:
        yield started


@pytest.mark.parametrize(
    ("said", "words", "transient"),
    [
        (Said(403, refusal("QuotaExceeded"), taken=1_000_000), "quota there is used up", False),
        (Said(507, taken=1_000_000), "disk there is full", False),
        (Said(400, refusal("ExpiredToken")), "session has expired", False),
        (Said(403, refusal("RequestTimeTooSkewed")), "clocks", False),
        (Said(503, refusal("SlowDown")), "SlowDown", True),
        (Said(400, refusal("BadDigest")), "Other bytes arrived", True),
        (Said(301, refusal("PermanentRedirect"), {"x-amz-bucket-region": "lyon"}), "region lyon", False),
        (Said(200, headers={"ETag": f'"{"0" * 32}"'}), "other bytes than were written", True),
    ],
)
def test_what_a_server_refuses_in_the_middle_is_put_in_words(
    refusing: Gate, tmp_path: Path, said: Said, words: str, transient: bool
) -> None:
    answer = refusing.answer
    refusing.answer = lambda method, path: said if method == "PUT" else answer(method, path)
    storage = S3Storage(S3Settings(endpoint=refusing.url))
    with pytest.raises(StorageError, match=words) as caught:
        storage.put(file(tmp_path, 3_000_000), "s3://gamma/a/file")
    assert caught.value.transient is transient


@pytest.mark.parametrize("answer", [b"", b"<html>", b"<a>&b;</a>", b'{"keys": []}'])
def test_what_is_no_answer_of_s3_is_unknown(refusing: Gate, answer: bytes) -> None:
    refusing.answer = lambda method, path: Said(404) if method == "HEAD" else Said(200, answer)
    found = S3Storage(S3Settings(endpoint=refusing.url)).stat("s3://gamma/a/file")
    assert (found.exists, bool(found.reason)) == (Answer.UNKNOWN, True)


def test_without_keys_nobody_is_named(refusing: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "away"))
    S3Storage(S3Settings(endpoint=refusing.url)).stat("s3://gamma/a/file")
    headers: list[Any] = [{name.lower() for name in asked.headers} for asked in refusing.asked]
    assert headers and not any("authorization" in each for each in headers)
