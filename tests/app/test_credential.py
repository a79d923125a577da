"""Jobs are sent in somebody's name: when that ends the site pauses, tells it once, and goes on with a new one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from parisana.app.before.dry_checks import Check
from parisana.app.before.dry_checks import token as token_check
from parisana.app.credentials import proxies
from parisana.app.driving import credential
from parisana.app.driving.credential import long_enough
from parisana.app.ground.line import Notice
from parisana.app.session import Session
from parisana.backends.arc import ArcBackend, ArcSettings
from parisana.backends.arc.wire import NotAllowed, Wire
from parisana.backends.cream import CreamBackend
from parisana.core.jobs.states import Answer, JobState, ProductionState
from parisana.core.sites.access import StorageUse
from parisana.errors import InputError, NoAnswer, SiteError
from parisana.plugins.held import Held, proxy_here, proxy_of
from parisana.plugins.runner import LocalRunner, Outcome, Runner
from tests.app.toy import Toy, last, total
from tests.core.credentials.test_proxies import token
from tests.servers.authority import Authority, authority
from tests.servers.voms import write_proxy


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on a site that asks for a proxy, which lasts for a day."""
    toy = Toy(tmp_path)
    for name, value in {**toy.environment, "X509_USER_PROXY": str(tmp_path / "proxy")}.items():
        monkeypatch.setenv(name, value)
    for name in ("BEARER_TOKEN", "BEARER_TOKEN_FILE", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("parisana.backends.unix.UnixBackend.held", lambda self: proxy_of(self.runner))
    monkeypatch.setattr("parisana.backends.unix.UnixBackend.shows", "proxy")
    write_proxy(tmp_path / "proxy", hours=24, member_hours=20)
    return toy


@pytest.fixture
def told() -> list[Notice]:
    """Return what the driver says to the person."""
    return []


@pytest.fixture
def session(toy: Toy, told: list[Notice]) -> Iterator[Session]:
    """Return a session."""
    made = Session(tell=told.append)
    yield made
    made.close()


def test_the_site_pauses_with_one_notice_and_goes_on_and_no_job_fails(
    toy: Toy, session: Session, told: list[Notice]
) -> None:
    write_proxy(toy.root / "proxy", hours=24, member_hours=-0.1)
    production = session.submit(session.plan(toy.profile()))
    told.clear()
    with session.driving(production) as driver:
        for _ in range(3):
            progress = driver.step()
        assert progress.counts["make"] == {JobState.READY: 3} and toy.starts() == {}
        (paused,) = told
        assert "pauses since" in paused.text and "The membership of vo.test in your proxy ended at" in paused.text
        assert "parisana proxy renew" in paused.text and "jobs keep their states" in paused.text
        write_proxy(toy.root / "proxy", hours=24, member_hours=20)
        driver.step()
        assert told[-1].text.endswith("goes on.")
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 6
    assert all(len(session.attempts(job)) == 1 for job in session.all_jobs(production))


def test_it_is_told_once_before_it_ends(toy: Toy, session: Session, told: list[Notice]) -> None:
    toy.order("make.slice-001", "hang")
    production = session.submit(session.plan(toy.profile([1])))
    write_proxy(toy.root / "proxy", hours=0.5)
    with session.driving(production) as driver:
        for _ in range(3):
            driver.step()
    (notice,) = [each for each in told if "Your proxy for" in each.text]
    assert notice.warning and "parisana proxy renew" in notice.text and "in 30 min" in notice.text
    session.stop(production)


def test_a_proxy_of_another_organisation_sends_nothing_and_the_right_one_goes_on(
    toy: Toy, session: Session, told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody made one for other work, into the same file."""
    monkeypatch.setattr("parisana.backends.unix.UnixBackend.organisation", "gamma")
    production = session.submit(session.plan(toy.profile([1])))
    told.clear()
    with session.driving(production) as driver:
        for _ in range(3):
            assert driver.step().counts["make"] == {JobState.READY: 1}
        (paused,) = told
        assert "is of vo.test" in paused.text and "in the name of gamma" in paused.text
        monkeypatch.setattr("parisana.backends.unix.UnixBackend.organisation", "vo.test")
        driver.step()
        assert told[-1].text.endswith("goes on.")
    assert last(session.follow(production)).state is ProductionState.DONE


def test_a_proxy_with_another_role_is_told_once(toy: Toy, session: Session, told: list[Notice]) -> None:
    toy.order("make.slice-001", "hang")
    production = session.submit(session.plan(toy.profile([1])))
    with session.driving(production) as driver:
        driver.step()
        write_proxy(toy.root / "proxy", hours=24, member_hours=20, groups=["/vo.test/Role=NULL/Capability=NULL"])
        for _ in range(3):
            driver.step()
    (notice,) = [each for each in told if "what is sent from here on" in each.text]
    assert "is of vo.test now, and was of vo.test:/vo.test/Role=production" in notice.text
    session.stop(production)


def check(session: Session, toy: Toy) -> Check:
    """Return what the dry run says of the credential."""
    (found,) = [each for each in session.checks(session.plan(toy.profile([1]))) if each.what == "credential"]
    return found


def test_before_anything_is_sent_its_life_is_compared_with_the_longest_job(toy: Toy, session: Session) -> None:
    assert check(session, toy).answer is Answer.YES
    write_proxy(toy.root / "proxy", hours=0.01)
    toy.suite(time={"base": 3600})
    found = check(session, toy)
    assert found.answer is Answer.UNKNOWN and "would end first" in found.text
    write_proxy(toy.root / "proxy", hours=-1)
    assert check(session, toy).answer is Answer.NO
    (toy.root / "proxy").write_text("nothing")
    assert "it holds no certificate" in check(session, toy).text
    (toy.root / "proxy").unlink()
    assert check(session, toy).text == "You have no proxy here."


def test_the_life_of_a_token_is_compared_where_an_area_takes_nothing_else(
    toy: Toy, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = session.plan(toy.profile([1]))
    use = StorageUse.model_validate({"credential": "token"})
    shown = replace(prepared, site=prepared.site.model_copy(update={"storages": {"disk": use}}))
    assert token_check(prepared) is None
    for said, answer in ((None, Answer.NO), (1.0, Answer.NO), (4e9, Answer.YES)):
        if said is not None:
            monkeypatch.setenv("BEARER_TOKEN", token(exp=said))
        found = token_check(shown)
        assert found is not None and found.answer is answer


def test_one_that_names_no_end_is_looked_at_by_the_person() -> None:
    assert long_enough(Held("token", "bt_u0", "", None), 60, 0)[0] is Answer.UNKNOWN


class Far(Runner):
    """Another host, on which the proxy lies."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def run(self, argv: object, **how: object) -> Outcome:
        """Look there, unless nobody answers."""
        assert isinstance(argv, list)
        if not self.place.parent.exists():
            raise NoAnswer("It is away.")
        environment = {**os.environ, "X509_USER_PROXY": str(self.place)}
        done = subprocess.run(argv, capture_output=True, text=True, check=False, env=environment)
        return Outcome(done.returncode, done.stdout, done.stderr)


def test_on_another_host_only_certificates_are_read(tmp_path: Path) -> None:
    far = Far(write_proxy(tmp_path / "proxy", member_hours=2))
    found = proxy_of(far)
    assert found is not None and found.place == str(tmp_path / "proxy") and found.first == "membership of vo.test"
    assert "PRIVATE" not in far.run(["sh", "-c", credential_look()]).stdout
    assert proxy_of(Far(tmp_path / "none")) is None and proxy_of(Far(Path("/away/proxy"))) is None


def credential_look() -> str:
    """Return what is given there."""
    from parisana.plugins.held import LOOK

    return LOOK


def test_what_each_site_is_shown(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {name: ArcBackend(ArcSettings(credential=name), LocalRunner()).held() for name in (None, "proxy", "token")}
    assert [held.kind if held else "" for held in shown.values()] == ["proxy", "proxy", ""]
    monkeypatch.setenv("BEARER_TOKEN", token(exp=2_000_000_000, sub="ada"))
    held = ArcBackend(ArcSettings(), LocalRunner()).held()
    assert held is not None and (held.kind, held.who, held.ends) == ("token", "ada", 2_000_000_000.0)
    monkeypatch.setenv("BEARER_TOKEN", token(exp=1))
    held = ArcBackend(ArcSettings(), LocalRunner()).held()
    assert held is not None and held.kind == "proxy", "a token that is over is not shown where a proxy does"
    assert (CreamBackend.shows, ArcBackend.shows) == ("proxy", "proxy or token")


def test_a_site_that_takes_tokens_only_is_asked_nothing_without_one() -> None:
    with pytest.raises(NotAllowed, match="bearer tokens only"):
        Wire(None, {"XDG_RUNTIME_DIR": "/away"}, "token").ask("GET", "https://localhost:1/arex", "/info")


@pytest.fixture
def person(tmp_path: Path) -> Authority:
    """Return an authority with a user, who has a key."""
    return authority(tmp_path / "people")


def environment_of(person: Authority, place: Path) -> dict[str, str]:
    """Return what this user has in the shell."""
    own = {"X509_USER_CERT": str(person.folder / "user.pem"), "X509_USER_KEY": str(person.folder / "user.key")}
    known = {"PATH": os.environ["PATH"], "HOME": str(place.parent), "X509_CERT_DIR": str(person.certificates)}
    return {**known, **own, "X509_USER_PROXY": str(place)}


@pytest.mark.server
def test_a_proxy_is_made_and_renewed_by_the_tools_that_are_there(person: Authority, tmp_path: Path) -> None:
    environment = environment_of(person, tmp_path / "made")
    made = proxies.make(proxies.Wish(hours=3), lambda question: None, environment)
    assert made.who == "/DC=test/O=Parisana/CN=Test User"
    renewed = proxies.renew(lambda question: None, hours=6, environment=environment)
    assert renewed.ends is not None and made.ends is not None and renewed.ends > made.ends + 3 * 3600 - 120


@pytest.mark.server
def test_the_passphrase_is_asked_for_once_and_a_wrong_one_is_said(person: Authority, tmp_path: Path) -> None:
    words = [
        "openssl",
        "rsa",
        "-aes128",
        "-passout",
        "pass:open sesame",
        "-traditional",
        "-in",
        "user.key",
        "-out",
        "locked",
    ]
    subprocess.run(words, cwd=person.folder, check=True, capture_output=True)
    (person.folder / "locked").chmod(0o600)
    environment = {**environment_of(person, tmp_path / "made"), "X509_USER_KEY": str(person.folder / "locked")}
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return "open sesame" if len(asked) == 1 else "not-this-one-42"

    assert proxies.make(proxies.Wish(hours=3), ask, environment).ends is not None
    assert len(asked) == 1
    (tmp_path / "made").unlink()
    with pytest.raises(SiteError, match="made no proxy") as caught:
        proxies.make(proxies.Wish(hours=3), ask, environment)
    assert "not-this-one-42" not in str(caught.value) and proxy_here(environment) is None
    with pytest.raises(InputError, match="nobody answers"):
        proxies.make(proxies.Wish(), lambda question: None, environment)


def test_what_is_missing_is_said_before_anybody_is_asked(person: Authority, tmp_path: Path) -> None:
    environment = environment_of(person, tmp_path / "made")
    with pytest.raises(SiteError, match="Neither voms-proxy-init nor arcproxy"):
        proxies.make(proxies.Wish(), lambda question: None, {**environment, "PATH": str(tmp_path)})
    with pytest.raises(InputError, match="no proxy that could be renewed"):
        proxies.renew(lambda question: None, environment=environment)
    with pytest.raises(InputError, match="cannot be read"):
        proxies.make(proxies.Wish(), lambda question: None, {**environment, "X509_USER_KEY": "/away"})


def test_a_renewed_one_is_of_the_same_organisation_and_role(tmp_path: Path) -> None:
    write_proxy(tmp_path / "proxy", member_hours=1)
    noted = tmp_path / "noted"
    for name in ("voms-proxy-init", "myproxy-logon"):
        tool = tmp_path / "bin" / name
        tool.parent.mkdir(exist_ok=True)
        tool.write_text(f'#!/bin/bash\necho "$@" >>{noted}\n')
        tool.chmod(0o755)
    (tmp_path / "key").write_text("plain")
    environment = {
        "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin",
        "X509_USER_PROXY": str(tmp_path / "proxy"),
        "X509_USER_KEY": str(tmp_path / "key"),
    }
    proxies.renew(lambda question: None, hours=48, environment=environment)
    proxies.renew(lambda question: None, "myproxy.site.org", environment=environment)
    first, second = noted.read_text().splitlines()
    assert first.startswith("-voms vo.test:/vo.test/Role=production -valid 48:00 -vomslife 48:00 -rfc -pwstdin")
    assert second.startswith("-d -n -s myproxy.site.org -t 24 -m vo.test -a")


def test_the_command_shows_proxy_and_token(toy: Toy) -> None:
    shown = toy.run("proxy", "show", BEARER_TOKEN=token(exp=1, sub="ada"))
    assert shown.returncode == 0, shown.stderr
    assert "/DC=org/O=Test/CN=A User" in shown.stdout and "member of vo.test" in shown.stdout
    assert "ended at" in shown.stdout and "e30." not in shown.stdout


def test_times_of_another_day_have_their_date() -> None:
    assert len(credential.clock(0.0)) == len("1970-01-01 00:00")
