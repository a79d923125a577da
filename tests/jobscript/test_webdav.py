"""A job whose areas are behind a door of TLS: it shows its token, and no list of processes shows it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobscript.ground import Ground
from tests.servers.authority import Authority, authority
from tests.servers.webdav import Door, running

pytestmark = pytest.mark.server

SECRET = "a-token-of-ada"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Return an authority."""
    return authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def door(signed: Authority, ground: Ground, tmp_path: Path) -> Iterator[Door]:
    """Return a server that the results of a ground go to."""
    ground.spec = {"storages": {"webdav": {"ca": str(signed.folder / "ca.pem")}}}
    with running(tmp_path / "there", signed) as started:
        started.token = SECRET
        ground.output = f"{started.url}/results/micro/{ground.final.name}"
        yield started


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return what a job finds: a token, and a curl that notes what it is told on its command line."""
    (tmp_path / "token").write_text(f"{SECRET}\n")
    (tmp_path / "bin").mkdir()
    noting = tmp_path / "bin/curl"
    noting.write_text(f'#!/bin/sh\necho "$@" >>"{tmp_path}/told"\nexec "{shutil.which("curl")}" "$@"\n')
    noting.chmod(0o755)
    own = {"BEARER_TOKEN_FILE": str(tmp_path / "token"), "HOME": str(tmp_path), "PARISANA_PAUSES": ""}
    return {**own, "PATH": f"{noting.parent}:{os.environ['PATH']}"}


def test_a_token_opens_the_door_and_is_shown_to_nobody_else(
    door: Door, ground: Ground, environment: dict[str, str], tmp_path: Path
) -> None:
    """The server tells no sums: what was sent is read back."""
    ran = ground.run(**environment)
    assert ran.code == 0, ran.stderr
    (result,) = (door.folder / "results/micro").iterdir()
    assert sorted(path.name for path in result.iterdir()) == [".parisana.json", "spectrum.txt", "versions.json"]
    told = (tmp_path / "told").read_text()
    assert "--config" in told and SECRET not in told + ran.stdout + ran.stderr
    assert any(each.startswith("GET") and each.endswith("part-t1.1/spectrum.txt") for each in door.asked)


def test_where_the_site_says_token_a_proxy_that_is_none_does_not_matter(
    door: Door, ground: Ground, environment: dict[str, str], tmp_path: Path, signed: Authority
) -> None:
    (tmp_path / "proxy").write_text("no proxy")
    ground.spec = {"storages": {"webdav": {"ca": str(signed.folder / "ca.pem"), "credential": "token"}}}
    ran = ground.run(**environment, X509_USER_PROXY=str(tmp_path / "proxy"))
    assert ran.code == 0, ran.stderr


def test_a_token_that_has_ended_is_named(door: Door, ground: Ground, environment: dict[str, str]) -> None:
    """In the middle of it: the name of the result is free for the next attempt."""
    door.ends_after = 8
    assert ground.run(**environment).code == 50
    assert "token" in ground.report()["reason"]
    assert [path.name[0] for path in (door.folder / "results/micro").iterdir()] == ["."]
    door.ends_after = 1_000_000
    assert ground.run("t2", **environment).code == 0


def test_a_disk_that_is_full_is_named(door: Door, ground: Ground, environment: dict[str, str]) -> None:
    door.full_at = 3
    assert ground.run(**environment).code == 50
    assert "full, or the quota" in ground.report()["reason"]
    assert list((door.folder / "results/micro").iterdir()) == []


def test_a_server_that_nobody_vouches_for_is_not_spoken_to(
    door: Door, ground: Ground, environment: dict[str, str]
) -> None:
    ground.spec = {"storages": {"webdav": {"ca": None}}}
    assert ground.run(**environment, X509_CERT_DIR="/away").code == 50
    assert "is not trusted" in ground.report()["reason"]
    assert (door.asked, ground.ledger) == ([], [])
