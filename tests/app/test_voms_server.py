"""Proxies that the real server of an organisation signs: with a role, renewed, cut short, refused, and it is away."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.credentials import proxies
from parisana.app.credentials.proxies import Wish
from parisana.cli import main
from parisana.errors import SiteError
from parisana.plugins.held import Held, proxy_here
from tests.servers.authority import authority
from tests.servers.mariadb import MariaDB
from tests.servers.voms_server import Voms, running
from tests.trying import cannot_try

pytestmark = [pytest.mark.xdist_group("mariadb"), pytest.mark.server]
ROLE = "vo.test:/vo.test/analysis/Role=production"


@pytest.fixture(scope="module")
def voms(mariadb: MariaDB, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voms]:
    """Return a server that knows the user as a member with a group, and a role in it."""
    folder = tmp_path_factory.mktemp("voms")
    with running(folder / "server", authority(folder / "people"), mariadb) as server:
        server.take("Test User", "/vo.test/analysis", "/vo.test/analysis/Role=production")
        yield server


@pytest.fixture
def shell(voms: Voms, tmp_path: Path) -> dict[str, str]:
    """Return what the user has in the shell, who has no proxy yet."""
    return {**voms.environment, "X509_USER_PROXY": str(tmp_path / "proxy")}


def nobody(question: str) -> None:
    """Answer nothing."""


def hours(ends: float | None) -> float:
    """Return the hours from now to an end."""
    assert ends is not None
    return (ends - time.time()) / 3600


def groups(held: Held | None) -> tuple[str, ...]:
    """Return the groups and roles that the organisation signed."""
    assert held is not None and held.proxy is not None
    (member,) = held.proxy.memberships
    assert member.organisation == "vo.test"
    return member.groups


def test_the_role_that_is_asked_for_is_signed_and_comes_first(shell: dict[str, str]) -> None:
    made = proxies.make(Wish(ROLE, 5), nobody, shell)
    assert made.who == "/DC=test/O=Parisana/CN=Test User" and 4.9 < hours(made.ends) <= 5
    assert groups(made)[0] == "/vo.test/analysis/Role=production"
    assert sorted(groups(made)[1:]) == ["/vo.test", "/vo.test/analysis"]


def test_a_role_is_not_signed_unasked(shell: dict[str, str]) -> None:
    assert sorted(groups(proxies.make(Wish("vo.test", 5), nobody, shell))) == ["/vo.test", "/vo.test/analysis"]


def test_a_renewed_one_has_the_role_again(shell: dict[str, str]) -> None:
    first = proxies.make(Wish(ROLE, 1), nobody, shell)
    renewed = proxies.renew(nobody, hours=6, environment=shell)
    assert 5.9 < hours(renewed.ends) <= 6 and groups(renewed) == groups(first)


def test_the_organisation_signs_for_a_day_whatever_is_asked_for(shell: dict[str, str]) -> None:
    made = proxies.make(Wish("vo.test", 48), nobody, shell)
    assert made.proxy is not None and 47.9 < hours(made.proxy.ends) <= 48
    assert 23.9 < hours(made.ends) <= 24 and made.first == "membership of vo.test"


def test_the_tool_of_arc_asks_the_same_server(
    shell: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("arcproxy") is None:
        cannot_try("nordugrid-arc-client is not installed (arcproxy)")
    monkeypatch.setattr(proxies, "TOOLS", {"arcproxy": proxies.arc_commands})
    made = proxies.make(Wish(ROLE, 20), nobody, shell)
    assert groups(made)[0] == "/vo.test/analysis/Role=production" and 19.9 < hours(made.ends) <= 20


def test_the_command_makes_one_and_shows_it(
    shell: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in shell.items():
        monkeypatch.setenv(name, value)
    assert main(["proxy", "init", "--vo", ROLE, "--hours", "3"]) == 0
    capsys.readouterr()
    assert main(["proxy", "show", "--json"]) == 0
    assert "/vo.test/analysis/Role=production" in json.dumps(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("asked", ["vo.test:/vo.test/Role=chief", "vo.test:/vo.test/others"])
def test_what_one_is_not_is_refused_in_words(shell: dict[str, str], asked: str) -> None:
    with pytest.raises(SiteError, match="Unable to satisfy") as caught:
        proxies.make(Wish(asked, 5), nobody, shell)
    assert "group or role" in str(caught.value.hint) and proxy_here(shell) is None


def test_somebody_whom_the_organisation_does_not_know_gets_none(voms: Voms, shell: dict[str, str]) -> None:
    stranger = {"X509_USER_CERT": "host.pem", "X509_USER_KEY": "host.key"}
    known = {name: str(voms.people.folder / file) for name, file in stranger.items()}
    with pytest.raises(SiteError, match="unknown to this VO"):
        proxies.make(Wish("vo.test", 5), nobody, {**shell, **known})
    assert proxy_here(shell) is None


def test_a_server_that_is_away_is_said_and_one_that_is_back_signs(voms: Voms, shell: dict[str, str]) -> None:
    voms.stop()
    try:
        with pytest.raises(SiteError, match="made no proxy") as caught:
            proxies.make(Wish("vo.test", 5), nobody, shell)
        assert "does its server answer" in str(caught.value.hint)
    finally:
        voms.start()
    assert "/vo.test" in groups(proxies.make(Wish("vo.test", 5), nobody, shell))
