"""Proxies that a real MyProxy server keeps: stored, renewed by the old one or a passphrase, refused, and away."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.credentials import proxies
from parisana.app.session import Session
from parisana.core.jobs.states import JobState, ProductionState
from parisana.errors import InputError, SiteError
from parisana.plugins.held import Held, proxy_here, proxy_of
from tests.app.toy import Toy, last
from tests.servers.authority import Authority, authority
from tests.servers.myproxy import MyProxy, running

pytestmark = [pytest.mark.xdist_group("myproxy"), pytest.mark.server]
HOST, WORD = "localhost", "quite some word"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Return an authority with a user, whose key has a passphrase, too."""
    made = authority(tmp_path_factory.mktemp("people") / "people")
    locked = ["openssl", "rsa", "-aes128", "-passout", "pass:open sesame", "-traditional", "-in", "user.key"]
    subprocess.run([*locked, "-out", "locked"], cwd=made.folder, check=True, capture_output=True)
    (made.folder / "locked").chmod(0o600)
    return made


@pytest.fixture(scope="module")
def kind(people: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MyProxy]:
    """Return a server that renews by the old proxy alone, and has one of the user stored."""
    with running(tmp_path_factory.mktemp("kind") / "server", people) as server:
        proxies.deposit(nobody, HOST, 48, environment=server.environment)
        yield server


@pytest.fixture(scope="module")
def strict(people: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MyProxy]:
    """Return a server that wants the passphrase; the key of the user has one of its own."""
    with running(tmp_path_factory.mktemp("strict") / "server", people, renews=False) as server:
        locked = {**server.environment, "X509_USER_KEY": str(people.folder / "locked")}
        answers = iter(["open sesame", WORD])
        proxies.deposit(lambda question: next(answers), HOST, 48, with_passphrase=True, environment=locked)
        assert next(answers, None) is None, "each was asked for once"
        yield server


def nobody(question: str) -> None:
    """Answer nothing."""


def holding(server: MyProxy, place: Path, hours: int = 1) -> dict[str, str]:
    """Return the shell of somebody with a short proxy, and without his certificate at hand."""
    proxies.make(proxies.Wish(hours=hours), nobody, {**server.environment, "X509_USER_PROXY": str(place)})
    known = {name: value for name, value in server.environment.items() if not name.startswith("X509_USER")}
    return {**known, "X509_USER_PROXY": str(place)}


def left(held: Held | None) -> float:
    """Return the hours from now to its end."""
    assert held is not None and held.ends is not None
    return (held.ends - time.time()) / 3600


def test_the_old_proxy_is_enough_where_the_server_says_so(kind: MyProxy, tmp_path: Path) -> None:
    environment = holding(kind, tmp_path / "proxy")
    renewed = proxies.renew(nobody, HOST, 10, environment)
    assert 9.8 < left(renewed) <= 10
    assert renewed.who == "/DC=test/O=Parisana/CN=Test User"
    assert (tmp_path / "proxy").stat().st_mode & 0o777 == 0o600


def test_a_server_that_wants_a_passphrase_is_told_it_once(strict: MyProxy, tmp_path: Path) -> None:
    environment = holding(strict, tmp_path / "proxy")
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return WORD

    assert 9.8 < left(proxies.renew(ask, HOST, 10, environment)) <= 10
    assert len(asked) == 1 and HOST in asked[0]
    with pytest.raises(SiteError, match="myproxy-logon made no proxy") as caught:
        proxies.renew(nobody, HOST, 10, environment)
    assert "proxy store" in str(caught.value.hint)


def test_a_wrong_passphrase_changes_nothing_and_is_not_repeated(strict: MyProxy, tmp_path: Path) -> None:
    environment = holding(strict, tmp_path / "proxy")
    before = (tmp_path / "proxy").read_bytes()
    with pytest.raises(SiteError, match="made no proxy") as caught:
        proxies.renew(lambda question: "not-this-one-42", HOST, 10, environment)
    assert "not-this-one-42" not in f"{caught.value} {caught.value.hint}"
    assert (tmp_path / "proxy").read_bytes() == before


def test_one_that_is_over_is_replaced_by_the_passphrase(
    strict: MyProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = holding(strict, tmp_path / "proxy")
    monkeypatch.setattr(Held, "over", lambda self, now: True)
    with pytest.raises(InputError, match="is over"):
        proxies.renew(nobody, HOST, 10, environment)
    assert 9.8 < left(proxies.renew(lambda question: WORD, HOST, 10, environment)) <= 10


def test_a_server_that_is_away_is_said_and_no_passphrase_is_asked_for(kind: MyProxy, tmp_path: Path) -> None:
    environment = {**holding(kind, tmp_path / "proxy"), "MYPROXY_SERVER_PORT": "1"}
    with pytest.raises(SiteError, match="onnect"):
        proxies.renew(lambda question: pytest.fail("it was asked for"), HOST, 10, environment)
    with pytest.raises(SiteError, match="has not stored"):
        proxies.deposit(nobody, HOST, 48, environment={**kind.environment, "MYPROXY_SERVER_PORT": "1"})


def test_renewed_in_the_middle_of_a_production_it_goes_on(
    kind: MyProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site pauses when the proxy is too old, the server renews it, and no job fails for it."""
    environment = holding(kind, tmp_path / "proxy")
    toy = Toy(tmp_path / "toy")
    for name, value in {**toy.environment, **environment, "HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("parisana.backends.unix.UnixBackend.held", lambda self: proxy_of(self.runner))
    monkeypatch.setattr("parisana.backends.unix.UnixBackend.shows", "proxy")
    now, told = [0.0], list[str]()
    session = Session(tell=lambda notice: told.append(notice.text), clock=lambda: time.time() + now[0])
    production = session.submit(session.plan(toy.profile([1])))
    now[0] = 2 * 3600.0
    with session.driving(production) as driver:
        counts = driver.step().counts["make"]
        assert JobState.FAILED not in counts and any("pauses since" in words for words in told)
        session.wallet.renew(HOST, 10)
    assert last(session.follow(production)).state is ProductionState.DONE
    assert 9.8 < left(proxy_here()) <= 10
    session.close()
