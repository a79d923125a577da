"""The system's ssh as the way to a submit host: one login, its questions answered by this program's user."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.ssh.backoff import Backoff
from parisana.app.ssh.system import Master, SystemRunner
from parisana.core.documents.address import Address
from parisana.errors import NoAnswer, SiteError
from tests.servers.fixtures import sshd as sshd
from tests.servers.sshd import Sshd

SUBMIT = Address("submit", transport="system")


class Person:
    """Answers one question after the other, and remembers them."""

    def __init__(self, *answers: str | None) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, question: str) -> str | None:
        self.asked.append(question)
        return self.answers.pop(0) if self.answers else None


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def runner(sshd: Sshd, person: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[SystemRunner]:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    master = Master(SUBMIT, person, Backoff(jitter=lambda: -0.5))
    yield SystemRunner(master)
    master.leave()


def test_commands_and_files_go_over_one_login(sshd: Sshd, runner: SystemRunner, tmp_path: Path) -> None:
    done = runner.run(["sh", "-c", "cat; echo complaint >&2; exit 7"], stdin="words\n")
    assert (done.code, done.stdout, done.stderr) == (7, "words\n", "complaint\n")
    runner.files.write(f"{tmp_path}/area/file", bytes(range(256)))
    assert runner.files.read(f"{tmp_path}/area/file") == bytes(range(256))
    assert (sshd.folder / "log").read_text().count("Accepted") <= 1
    assert len([each for each in sshd.sessions() if "priv" not in " ".join(each.cmdline())]) == 1


def test_a_question_reaches_the_user_once_and_the_answer_opens_the_way(
    sshd: Sshd, runner: SystemRunner, person: Person
) -> None:
    _lock_key(sshd)
    person.answers = ["wrong", "open sesame"]
    assert runner.run(["echo", "in"]).stdout == "in\n"
    assert len(person.asked) == 2 and all("passphrase" in question for question in person.asked)
    assert runner.run(["echo", "again"]).stdout == "again\n"
    assert len(person.asked) == 2


def test_a_dismissed_question_is_a_refusal_and_is_not_asked_for_ever(
    sshd: Sshd, runner: SystemRunner, person: Person
) -> None:
    _lock_key(sshd)
    with pytest.raises(SiteError, match="was not answered") as caught:
        runner.run(["true"])
    assert "site check" in str(caught.value.hint)
    assert 1 <= len(person.asked) <= 3


def _lock_key(sshd: Sshd) -> None:
    sshd.make_key("user", "-N", "open sesame")
    (sshd.folder / "authorized_keys").write_text((sshd.folder / "user.pub").read_text())


def test_a_program_that_is_not_there_and_one_that_hangs(runner: SystemRunner) -> None:
    with pytest.raises(SiteError, match="no program no-such-program on submit"):
        runner.run(["no-such-program"])
    with pytest.raises(NoAnswer, match=r"sleep on submit gave no answer within 0\.5 s"):
        runner.run(["sleep", "600"], timeout=0.5)


def test_hosts_that_are_unknown_or_changed_are_not_spoken_to(sshd: Sshd, runner: SystemRunner) -> None:
    known = sshd.known_hosts.read_text()
    sshd.known_hosts.write_text("")
    with pytest.raises(SiteError, match="not known here yet"):
        runner.run(["true"])
    sshd.known_hosts.write_text(known)
    sshd.new_host_key()
    sshd.restart()
    with pytest.raises(SiteError, match="another key than it used to"):
        runner.run(["true"])


def test_a_cut_login_is_made_again(sshd: Sshd, runner: SystemRunner) -> None:
    runner.run(["true"])
    sshd.cut()
    sshd.restart()
    assert runner.run(["echo", "on"]).stdout == "on\n"
    sshd.stop()
    with pytest.raises(NoAnswer, match="cannot be reached"):
        runner.run(["true"])
