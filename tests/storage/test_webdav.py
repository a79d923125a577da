"""WebDAV over TLS on bad days: who is there, whom to trust, disks that are full, tokens that end."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Checksum
from parisana.storage.webdav.answers import found, known
from parisana.storage.webdav.storage import WebDAVSettings, WebDAVStorage
from tests.core.credentials.test_proxies import token
from tests.servers.authority import Authority, authority, openssl
from tests.servers.webdav import Door, running

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Return an authority."""
    return authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let nothing of this machine's user be known."""
    for name in ("BEARER_TOKEN", "BEARER_TOKEN_FILE", "XDG_RUNTIME_DIR", "X509_USER_PROXY", "X509_CERT_DIR", "NETRC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def door(signed: Authority, tmp_path: Path) -> Iterator[Door]:
    """Return a server."""
    with running(tmp_path / "there", signed) as started:
        yield started


@pytest.fixture
def storage(signed: Authority) -> WebDAVStorage:
    """Return a storage that trusts it."""
    return WebDAVStorage(WebDAVSettings(ca=str(signed.folder / "ca.pem")))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file to be copied."""
    path = tmp_path / "source"
    path.write_bytes(b"photons" * 600_000)
    return path


def test_a_server_that_tells_no_sums_is_read_back(door: Door, storage: WebDAVStorage, source: Path) -> None:
    assert storage.put(source, f"{door.url}/a 'file'") == Checksum("adler32", "a1c49734")
    assert [path.name for path in door.folder.iterdir()] == ["a 'file'"]
    assert any(each.startswith("GET /.parisana-") for each in door.asked)
    assert storage.checksum(f"{door.url}/a 'file'") == Checksum("adler32", "a1c49734")


def test_names_that_only_this_server_keeps(door: Door, storage: WebDAVStorage, source: Path) -> None:
    names = ["per%20cent", "a&<b>", "Überschuß-γ"]
    for name in names:
        storage.put(source, f"{door.url}/{name}")
        assert storage.stat(f"{door.url}/{name}").size == 4_200_000
    assert [name for name, _ in storage.list(door.url)] == sorted(names)
    assert sorted(path.name for path in door.folder.iterdir()) == sorted(names)


def test_a_server_that_takes_a_name_for_another_is_noticed(door: Door, storage: WebDAVStorage, source: Path) -> None:
    with pytest.raises(StorageError, match="made another one of it"):
        storage.put(source, f"{door.url}/a;b")
    assert [path.name for path in door.folder.iterdir()] == ["a"]


def test_a_token_is_found_where_the_grid_keeps_it(
    door: Door, storage: WebDAVStorage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    door.token = "of-ada"
    refused = storage.stat(f"{door.url}/file")
    assert (refused.exists, "does not know you" in refused.reason) == (Answer.UNKNOWN, True)
    place = tmp_path / f"bt_u{os.geteuid()}"
    place.write_text("of-ada\n")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert storage.stat(f"{door.url}/file").exists is Answer.NO
    (tmp_path / "another").write_text("of-nobody")
    monkeypatch.setenv("BEARER_TOKEN_FILE", str(tmp_path / "another"))
    assert storage.stat(f"{door.url}/file").exists is Answer.UNKNOWN
    monkeypatch.setenv("BEARER_TOKEN", "of-ada")
    assert storage.stat(f"{door.url}/file").exists is Answer.NO


def test_a_token_that_ends_in_the_middle_is_named_and_makes_no_file(
    door: Door, storage: WebDAVStorage, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was half done stays under a name of its own until somebody may remove it."""
    door.token, door.ends_after = "of-ada", 3
    monkeypatch.setenv("BEARER_TOKEN", "of-ada")
    with pytest.raises(StorageError, match="does not know you") as caught:
        storage.put(source, f"{door.url}/file")
    assert (caught.value.transient, "token" in (caught.value.hint or "")) == (False, True)
    assert all(path.name.endswith(".part") for path in door.folder.iterdir())
    door.ends_after = 1_000_000
    storage.put(source, f"{door.url}/file")
    assert (door.folder / "file").stat().st_size == 4_200_000


def test_a_disk_that_is_full_in_the_middle_is_told_and_cleared(
    door: Door, storage: WebDAVStorage, source: Path
) -> None:
    """The server says so while we still send."""
    source.write_bytes(b"photons" * 3_000_000)
    door.full_at = 1_000_000
    with pytest.raises(StorageError, match="full, or your quota") as caught:
        storage.put(source, f"{door.url}/file")
    assert caught.value.transient is False
    assert list(door.folder.iterdir()) == []


def test_a_server_that_nobody_vouches_for_is_not_spoken_to(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEARER_TOKEN", "of-ada")
    found_there = WebDAVStorage().stat(f"{door.url}/file")
    assert (found_there.exists, "is not trusted" in found_there.reason) == (Answer.UNKNOWN, True)
    assert door.asked == []


def test_authorities_that_are_not_there_are_named(door: Door, tmp_path: Path) -> None:
    storage = WebDAVStorage(WebDAVSettings(ca=str(tmp_path / "away")))
    assert "away" in storage.stat(f"{door.url}/file").reason


def test_a_proxy_opens_the_door(signed: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is signed by its user, who is no authority; and a new one counts at once."""
    monkeypatch.setenv("X509_CERT_DIR", str(signed.certificates))
    storage = WebDAVStorage()
    with running(tmp_path / "there", signed, needs_certificate=True) as door:
        assert storage.stat(f"{door.url}/file").exists is Answer.UNKNOWN
        monkeypatch.setenv("X509_USER_PROXY", str(tmp_path / "proxy"))
        assert "cannot be read" in storage.stat(f"{door.url}/file").reason
        make_proxy(signed, tmp_path / "proxy")
        assert storage.stat(f"{door.url}/file").exists is Answer.NO


def test_where_the_site_says_token_nothing_else_is_shown_and_one_that_is_over_is_named(
    door: Door, signed: Authority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine localhost login ada password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    storage = WebDAVStorage(WebDAVSettings(ca=str(signed.folder / "ca.pem"), credential="token"))
    assert "and you have none" in storage.stat(f"{door.url}/file").reason
    monkeypatch.setenv("BEARER_TOKEN", token(exp=1_000_000_000))
    assert "yours ended at 2001-09-0" in storage.stat(f"{door.url}/file").reason
    assert door.heard == []
    monkeypatch.setenv("BEARER_TOKEN", token(exp=time.time() + 60))
    assert storage.stat(f"{door.url}/file").exists is Answer.NO
    assert [heard.partition(" ")[0] for heard in door.heard if heard] == ["Bearer"]


def make_proxy(signed: Authority, path: Path) -> None:
    """Make one as voms-proxy-init does: certificate, key, and the user's certificate."""
    folder = path.parent
    (folder / "ext").write_text("proxyCertInfo=critical,language:id-ppl-inheritAll\nkeyUsage=digitalSignature\n")
    name = "/DC=test/O=Parisana/CN=Test User/CN=1234"
    openssl(folder, "req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", name, "-keyout", "p.key", "-out", "p.csr")
    by = ["-CA", str(signed.folder / "user.pem"), "-CAkey", str(signed.folder / "user.key"), "-set_serial", "1234"]
    openssl(folder, "x509", "-req", "-in", "p.csr", *by, "-days", "1", "-extfile", "ext", "-out", "p.pem")
    parts = [folder / "p.pem", folder / "p.key", signed.folder / "user.pem"]
    path.write_text("".join(part.read_text() for part in parts))


def test_a_password_of_netrc_is_for_its_host_only(
    door: Door, storage: WebDAVStorage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine elsewhere login ada password secret\n")
    netrc.chmod(0o600)
    storage.stat(f"{door.url}/file")
    netrc.write_text("machine localhost login ada password secret\n")
    storage.stat(f"{door.url}/file")
    assert door.heard == [None, "Basic YWRhOnNlY3JldA=="]


ANSWER = b"""<?xml version="1.0"?><multistatus xmlns="DAV:"><response><href>https://door:2880/a%20b/</href><propstat><prop>
<resourcetype><collection/></resourcetype></prop><status>HTTP/1.1 200 OK</status></propstat><propstat><prop>
<getcontentlength/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response></multistatus>"""


def test_an_answer_with_whole_addresses_and_missing_properties_is_read() -> None:
    """As dCache gives it."""
    (there,) = found(ANSWER)
    assert (there.path, known(there.properties).is_dir, known(there.properties).size) == ("/a b", True, None)
