"""What hosts ask reaches the user: keys of strangers, secrets, also from the process that drives the jobs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import pytest

from parisana.app.background.apart import DriversApart
from parisana.app.background.relay import Relay, Relayed
from parisana.app.session import Session
from parisana.app.ssh.asked import TRUSTED, Asked
from parisana.app.ssh.pool import POOL
from parisana.app.ssh.system import Master, SystemRunner
from parisana.core.documents.address import Address
from parisana.errors import SiteError
from tests.servers.fixtures import sshd as sshd
from tests.servers.sshd import Sshd
from tests.waiting import until

SUBMIT = Address("submit")
BY_SYSTEM = Address("submit", transport="system")


class Person:
    """Answers what was laid down for it, and remembers what was asked."""

    def __init__(self) -> None:
        self.answers: list[str | None] = []
        self.asked: list[Asked] = []

    def __call__(self, asked: Asked) -> str | None:
        self.asked.append(asked)
        return self.answers.pop(0) if self.answers else None


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, sshd: Sshd) -> Iterator[Person]:
    """Return the user of this program."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    made = Person()
    before, POOL.ask = POOL.ask, made
    yield made
    POOL.close()
    POOL.ask = before
    Master(BY_SYSTEM, lambda words: None).leave()


@pytest.mark.parametrize("address", [SUBMIT, BY_SYSTEM], ids=["program", "system"])
def test_a_stranger_is_spoken_to_after_the_users_word(sshd: Sshd, person: Person, address: Address) -> None:
    sshd.known_hosts.write_text("")
    with pytest.raises(SiteError, match="not known here yet"):
        POOL.runner(address, "Lyon").run(["true"])
    assert not sshd.known_hosts.read_text() and "Accepted" not in (sshd.folder / "log").read_text()
    person.answers = [TRUSTED]
    POOL.try_now(address)
    assert POOL.runner(address).run(["echo", "in"]).stdout == "in\n"
    asked = person.asked[-1]
    assert asked.key is not None and asked.key.fingerprint == sshd.fingerprint
    assert (asked.site, asked.address.host, len(person.asked)) == ("Lyon", "submit", 2)
    assert sshd.fingerprint and len(sshd.known_hosts.read_text().splitlines()) == 1


@pytest.mark.parametrize("address", [SUBMIT, BY_SYSTEM], ids=["program", "system"])
def test_a_key_that_changed_is_shown_and_taken_at_no_word(sshd: Sshd, person: Person, address: Address) -> None:
    sshd.new_host_key()
    sshd.restart()
    known = sshd.known_hosts.read_text()
    person.answers = [TRUSTED]
    with pytest.raises(SiteError, match="another key than it used to"):
        POOL.runner(address).run(["true"])
    assert [asked.key.replaced for asked in person.asked if asked.key] == [True]
    assert sshd.known_hosts.read_text() == known


def lock_key(sshd: Sshd) -> None:
    """Lock the user's key with a passphrase."""
    sshd.make_key("user", "-N", "open sesame")
    (sshd.folder / "authorized_keys").write_text((sshd.folder / "user.pub").read_text())


def test_a_question_without_an_answer_is_told_so_and_may_be_asked_again_at_once(sshd: Sshd, person: Person) -> None:
    lock_key(sshd)
    with pytest.raises(SiteError, match="was not answered"):
        POOL.runner(BY_SYSTEM, "Lyon").run(["true"])
    person.answers = ["open sesame"]
    Session().sites.log_in(person.asked[0])
    assert "passphrase" in person.asked[-1].words and person.asked[-1].site == "Lyon"
    assert POOL.runner(BY_SYSTEM).run(["echo", "in"]).stdout == "in\n"


def test_two_programs_that_log_in_at_once_ask_once(sshd: Sshd, person: Person) -> None:
    lock_key(sshd)
    asked: list[str] = []

    def answer(words: str) -> str:
        asked.append(words)
        return "open sesame"

    with ThreadPoolExecutor(2) as both:
        runners = [SystemRunner(Master(BY_SYSTEM, answer)) for _ in range(2)]
        said = list(both.map(lambda runner: runner.run(["echo", "in"]).stdout, runners))
    assert said == ["in\n", "in\n"] and len(asked) == 1


def ask_apart(pipe: Pipe, home: Path | None) -> None:
    """Ask in the other process as a driver does; pass on the answer as a question."""
    relay = Relay(pipe.send)

    def ask() -> None:
        answer = relay.ask(Asked(BY_SYSTEM, "Lyon", "Code:"))
        relay.ask(Asked(BY_SYSTEM, "Lyon", f"got {answer}"))

    threading.Thread(target=ask, daemon=True).start()
    while True:
        word, value = pipe.recv()
        if word == "close":
            return
        relay.answered(value)


def test_the_driver_of_the_jobs_asks_the_user_of_the_window(person: Person) -> None:
    person.answers = ["123456"]
    drivers = DriversApart(None, lambda news: None, ask_apart)
    until(lambda: len(person.asked) == 2)
    drivers.close(5)
    assert [asked.words for asked in person.asked] == ["Code:", "got 123456"]


def test_who_waits_for_a_window_that_goes_gets_no_answer() -> None:
    sent: list[Relayed] = []
    relay = Relay(sent.append)
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(relay.ask, Asked(SUBMIT, "", "Code:"))
        until(lambda: bool(sent))
        relay.close()
        assert waiting.result(10) is None
    assert relay.ask(Asked(SUBMIT, "", "Code:")) is None and len(sent) == 1
