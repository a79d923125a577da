"""Bad days with a submit host, each on a real ssh server: always a sentence, and nothing is concluded or sent twice."""

from __future__ import annotations

import itertools
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.ssh import connection as connections
from parisana.app.ssh.backoff import Backoff
from parisana.app.ssh.connection import Connection
from parisana.app.ssh.runner import SSHRunner
from parisana.app.ssh.showing import shown_keys, take
from parisana.core.documents.address import Address
from parisana.errors import InputError, NoAnswer, SiteError, StorageError
from parisana.plugins.command_files import CommandFiles
from tests.servers.fixtures import sshd as sshd
from tests.servers.sshd import Sshd
from tests.trying import cannot_try

SUBMIT = Address("submit")


class Impatient(Backoff):
    """Waits for nothing, and counts what failed."""

    failures = 0

    def failed(self, why: SiteError) -> None:
        self.failures += 1

    def check(self) -> None:
        pass


@pytest.fixture
def runner(sshd: Sshd) -> Iterator[SSHRunner]:
    connection = Connection(SUBMIT, Impatient())
    yield SSHRunner(connection)
    connection.drop()


def later(action: object, seconds: float = 0.6) -> None:
    assert callable(action)
    threading.Timer(seconds, action).start()


def test_cut_in_the_middle_of_a_command_nobody_knows_and_the_next_one_goes_on(
    sshd: Sshd, runner: SSHRunner, tmp_path: Path
) -> None:
    script = f"echo begun >>'{tmp_path}/ledger'; sleep 2; echo ended >>'{tmp_path}/ledger'"
    runner.run(["true"])
    later(sshd.cut, 1.0)
    with pytest.raises(NoAnswer, match="cut while sh ran: whether it did its work is not known"):
        runner.run(["sh", "-c", script])
    assert runner.run(["echo", "on"]).stdout == "on\n"
    assert (tmp_path / "ledger").read_text().count("begun") == 1, "a command is never given twice"


def test_cut_in_the_middle_of_a_transfer_the_file_is_whole_or_not_there(
    sshd: Sshd, runner: SSHRunner, tmp_path: Path
) -> None:
    target, data = tmp_path / "area/file", b"x" * 30_000_000
    runner.files.write(str(target), b"old")
    cutting = threading.Thread(target=_cut_in_the_middle, args=(sshd, target))
    cutting.start()
    with pytest.raises(NoAnswer, match="was cut while"):
        runner.files.write(str(target), data)
    cutting.join()
    assert target.read_bytes() == b"old"
    runner.files.write(str(target), data)
    assert target.read_bytes() == data


def _cut_in_the_middle(sshd: Sshd, target: Path) -> None:
    while not any(part.stat().st_size > 100_000 for part in target.parent.glob(".file.part-*")):
        time.sleep(0.001)
    sshd.cut()


def test_a_changed_host_key_is_never_spoken_to(sshd: Sshd, runner: SSHRunner) -> None:
    old = sshd.fingerprint
    sshd.new_host_key()
    sshd.restart()
    with pytest.raises(SiteError, match="another key than it used to") as caught:
        runner.run(["true"])
    assert old in str(caught.value) and sshd.fingerprint in str(caught.value)
    assert "ssh-keygen -R" in str(caught.value.hint)
    with pytest.raises(SiteError, match="another key than it used to"):
        take(SUBMIT, sshd.fingerprint)


def test_an_unknown_host_is_shown_and_taken_by_the_users_word_alone(sshd: Sshd, runner: SSHRunner) -> None:
    sshd.known_hosts.unlink()
    with pytest.raises(SiteError, match="not known here yet") as caught:
        runner.run(["true"])
    assert sshd.fingerprint in caught.value.message and "parisana site trust" in str(caught.value.hint)
    (shown,) = shown_keys(SUBMIT)
    assert (shown.fingerprint, shown.known) == (sshd.fingerprint, False)
    with pytest.raises(InputError, match="shows no key with the fingerprint"):
        take(SUBMIT, "SHA256:" + "A" * 43)
    assert not sshd.known_hosts.exists()
    assert take(SUBMIT, sshd.fingerprint).known
    assert runner.run(["echo", "in"]).stdout == "in\n"


def test_without_a_key_that_fits_the_way_in_is_told(sshd: Sshd, runner: SSHRunner) -> None:
    sshd.make_key("user")
    with pytest.raises(SiteError, match=r"does not let .* in") as caught:
        runner.run(["true"])
    assert "ssh-add -l" in str(caught.value.hint) and "transport: system" in str(caught.value.hint)


def test_a_locked_key_without_an_agent_is_told(sshd: Sshd, runner: SSHRunner) -> None:
    sshd.make_key("user", "-N", "secret")
    with pytest.raises(SiteError, match="locked with a passphrase") as caught:
        runner.run(["true"])
    assert "ssh-add" in str(caught.value.hint)


def test_a_host_that_hangs_is_no_answer_and_answers_again_later(sshd: Sshd, runner: SSHRunner) -> None:
    runner.run(["true"])
    sshd.hold()
    with pytest.raises(NoAnswer, match=r"gave no answer within 0\.5 s|is gone"):
        runner.run(["true"], timeout=0.5)
    sshd.resume()
    assert runner.run(["echo", "again"]).stdout == "again\n"


def test_a_host_that_is_down_is_asked_later_and_later_and_by_no_two_at_once(sshd: Sshd) -> None:
    now = itertools.count()
    moment = [0.0]
    backoff = Backoff(lambda: moment[0], lambda: 0.5)
    connection = Connection(SUBMIT, backoff)
    sshd.stop()
    tried = []
    for moment[0] in map(float, itertools.islice(now, 40)):
        before = backoff._until
        with pytest.raises(NoAnswer, match="submit cannot be reached at 127"):
            SSHRunner(connection).run(["true"])
        if backoff._until != before:
            tried.append(moment[0])
    assert tried == [0, 1, 3, 7, 15, 31]
    sshd.start()
    backoff.reset()
    assert SSHRunner(connection).run(["echo", "up"]).stdout == "up\n"
    connection.drop()


@pytest.mark.parametrize("most", [1, 2])
def test_few_sessions_are_shared_by_all(sshd: Sshd, runner: SSHRunner, tmp_path: Path, most: int) -> None:
    sshd.restart(f"MaxSessions {most}")
    said: list[str] = []

    def work(number: int) -> None:
        runner.files.write(f"{tmp_path}/file{number}", b"1")
        said.append(runner.run(["echo", str(number)]).stdout.strip())

    threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == list("01234")
    assert len(list(tmp_path.glob("file*"))) == 5


def test_no_session_at_all_is_told(sshd: Sshd, runner: SSHRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PAUSE", 0.1)
    sshd.restart("MaxSessions 0")
    with pytest.raises(NoAnswer, match="takes no more sessions") as caught:
        runner.run(["true"], timeout=0.5)
    assert "MaxSessions" in str(caught.value.hint)


NOISE = "echo 'Welcome to the cluster!'; echo 'maintenance on Monday' >&2\n"


@pytest.mark.parametrize("subsystem", ["internal-sftp", "/usr/lib/openssh/sftp-server"])
def test_a_login_that_talks_is_not_taken_for_an_answer(
    sshd: Sshd, runner: SSHRunner, tmp_path: Path, subsystem: str
) -> None:
    (tmp_path / "noise").write_text(NOISE)
    sshd.restart(f"SetEnv BASH_ENV={tmp_path}/noise")
    config = sshd.folder / "sshd_config"
    config.write_text(config.read_text().replace("internal-sftp", subsystem))
    done = runner.run(["sh", "-c", "echo 123; echo complaint >&2"])
    assert (done.stdout, done.stderr) == ("123\n", "complaint\n")
    runner.files.write(f"{tmp_path}/area/file", b"123")
    assert runner.files.read(f"{tmp_path}/area/file") == b"123"


def test_a_login_shell_that_is_csh_changes_nothing(sshd: Sshd, runner: SSHRunner, tmp_path: Path) -> None:
    sshd.restart('ForceCommand exec /bin/csh -c "$SSH_ORIGINAL_COMMAND"')
    words = ["bang!", "quo'te", "line\nend", "$HOME `x` *", "back\\slash"]
    assert runner.run(["printf", "%s|", *words]).stdout.split("|")[:-1] == words
    runner.files.write(f"{tmp_path}/area/bang!", b"123")
    assert (tmp_path / "area/bang!").read_bytes() == b"123"


def test_a_login_that_runs_no_command_is_told_in_its_own_words(sshd: Sshd, runner: SSHRunner) -> None:
    sshd.restart("ForceCommand echo 'This account is currently not available.'")
    with pytest.raises(NoAnswer, match="ran no command after the login; it said: This account is currently"):
        runner.run(["sbatch", "--version"])


def test_a_full_disk_is_told_and_leaves_nothing_half_written(sshd: Sshd, runner: SSHRunner, tmp_path: Path) -> None:
    disk = tmp_path / "small"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1M", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        cannot_try("a small disk cannot be mounted here")
    try:
        for files in (runner.files, CommandFiles(runner, "submit")):
            files.write(f"{disk}/file", b"old")
            with pytest.raises(StorageError, match=r"(No space left on device|Failure|Not all).*on submit") as caught:
                files.write(f"{disk}/file", b"x" * 3_000_000)
            assert "free space" in str(caught.value.hint)
            assert [path.read_bytes() for path in disk.iterdir()] == [b"old"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_jump_host_is_gone_through_and_verified_too(sshd: Sshd, tmp_path: Path) -> None:
    config = sshd.home / ".ssh/config"
    config.write_text(config.read_text().replace("Host submit", "Host gate inner") + "Host inner\n  ProxyJump gate\n")
    connection = Connection(Address("inner"), Impatient())
    assert SSHRunner(connection).run(["echo", "through"]).stdout == "through\n"
    assert len(sshd.sessions()) >= 2
    connection.drop()
    sshd.known_hosts.unlink()
    with pytest.raises(SiteError, match="not known here yet"):
        SSHRunner(connection).run(["true"])
    assert [key.known for key in shown_keys(Address("inner"))] == [False]
