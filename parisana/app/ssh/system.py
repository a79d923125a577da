"""The system's own ssh: one master connection for each host, over which all commands go.

It knows what the program's own ssh does not: Kerberos, passwords, one-time codes, whatever the centre's ssh
configuration says. Its questions reach the user once; the master stays for some hours, for all programs of the user.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import re
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from parisana.core.documents.address import Address
from parisana.errors import NoAnswer, SiteError
from parisana.plugins.command_files import CommandFiles
from parisana.plugins.files import Files
from parisana.plugins.runner import ByteRunner, LocalRunner, Raw

from .askpass import Answer, asking
from .backoff import Backoff
from .config import user_config
from .host_keys import HostKey, StrangeKey
from .meeting import introduced
from .wire import pack, unpack

#: How long the master stays without a command.
STAYS = "8h"
#: How long (s) a login may take, with a person who looks for the code.
LOGIN = 180.0
#: Exit code of ssh for troubles of its own.
TROUBLE = 255
OPTIONS = {
    "ServerAliveInterval": "15",
    "ServerAliveCountMax": "4",
    "ConnectTimeout": "20",
    "StrictHostKeyChecking": "yes",
}
#: What ssh says -> what it means, and what to do.
SAID: tuple[tuple[str, type[SiteError], str, str], ...] = (
    (
        r"REMOTE HOST IDENTIFICATION HAS CHANGED",
        StrangeKey,
        "The host {host} shows another key than it used to. Somebody may be listening in, or it was set up anew.",
        "Ask the centre. If it was set up anew: ssh-keygen -R HOST, then parisana site trust SITE.",
    ),
    (
        r"Host key verification failed|No \S+ host key is known",
        StrangeKey,
        "The host {host} is not known here yet.",
        "Look at its key, and take it if it is the right one: parisana site trust SITE.",
    ),
    (
        r"Permission denied",
        SiteError,
        "{host} does not let you in.",
        "Log in once more, and answer what ssh asks: parisana site check SITE. Is your ticket valid (klist)?",
    ),
)


class Master:
    """The master connection to one host."""

    def __init__(
        self,
        address: Address,
        ask: Answer,
        backoff: Backoff | None = None,
        trusts: Callable[[HostKey], bool] | None = None,
    ) -> None:
        """``ask`` puts the questions of ssh to the user, ``trusts`` shows the key of a host that is not known here."""
        self.address = address
        self.backoff = backoff or Backoff()
        self._ask, self._trusts = ask, trusts
        self._here = LocalRunner()
        self._lock = threading.Lock()

    @property
    def host(self) -> str:
        """Return the host's name as the user wrote it."""
        return self.address.host

    def words(self, *options: str) -> list[str]:
        """Return the beginning of a call of ssh for this host; the command comes behind it."""
        config = [] if _home() == Path.home() or not user_config().is_file() else ["-F", str(user_config())]
        known = {**OPTIONS, "ControlPath": f"{_folder()}/%C"}
        settings = [word for name, value in known.items() for word in ("-o", f"{name}={value}")]
        place = ["-p", str(self.address.port)] if self.address.port else []
        person = ["-l", self.address.user] if self.address.user else []
        jump = ["-J", self.address.jump] if self.address.jump else []
        key = ["-i", self.address.key] if self.address.key else []
        return ["ssh", *config, *settings, *place, *person, *jump, *key, *options, "--", self.host]

    def need(self) -> None:
        """Log in, unless the master is there."""
        with self._lock:
            if not self._is_there():
                self.backoff.check()
                try:
                    introduced(self.address, self._log_in_alone, self._trusts)
                except SiteError as error:
                    self.backoff.failed(error)
                    raise
                self.backoff.reset()

    def leave(self) -> None:
        """End the master: the next command logs in anew."""
        self._here.exchange(self.words("-O", "exit"), timeout=10.0)

    def _is_there(self) -> bool:
        return self._here.exchange(self.words("-O", "check"), timeout=10.0).code == 0

    def _log_in_alone(self) -> None:
        """Log in, unless another program of the user did meanwhile: no question is put twice."""
        with _turn(str(self.address)):
            if not self._is_there():
                self._log_in()

    def _log_in(self) -> None:
        """Start the master; ssh keeps its standard error open for as long as it lives, so it gets a file."""
        master = self.words("-M", "-N", "-f", "-o", f"ControlPersist={STAYS}")
        dismissed: list[str] = []

        def ask(words: str) -> str | None:
            answer = self._ask(words)
            if answer is None:
                dismissed.append(words)
            return answer

        with tempfile.TemporaryDirectory(prefix="parisana-ssh-") as folder, asking(ask) as variables:
            log = Path(folder, "log")
            call = ["sh", "-c", 'exec "$@" >"$0" 2>&1', str(log), *master]
            done = self._here.exchange(call, timeout=LOGIN, environment={**os.environ, **variables})
            if done.code:
                raise unanswered(self.host) if dismissed else trouble(self.host, log.read_text("utf-8", "replace"))


class SystemRunner(ByteRunner):
    """Runs commands over a master connection."""

    def __init__(self, master: Master) -> None:
        self.master = master

    @property
    def files(self) -> Files:
        """Return the files of that host, through the same connection."""
        return CommandFiles(self, self.master.host)

    def exchange(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Raw:
        """Run to the end; a connection that breaks meanwhile leaves it open whether the command did its work."""
        self.master.need()
        host, parcel = self.master.host, pack(argv, environment)
        words = self.master.words("-T", "-o", "BatchMode=yes", "-o", "ControlMaster=no")
        try:
            done = LocalRunner().exchange([*words, parcel.command], stdin=parcel.head + stdin, timeout=timeout)
        except NoAnswer as error:
            raise NoAnswer(f"{argv[0]} on {host} gave no answer within {timeout:g} s.") from error
        if done.code == TROUBLE or done.code < 0:
            if parcel.marker.encode() in done.stdout:
                message = f"The connection to {host} was cut while {argv[0]} ran: whether it did its work is not known."
                raise NoAnswer(message)
            raise trouble(host, done.stderr.decode("utf-8", "replace"))
        return unpack(parcel, done, argv[0], host)


def unanswered(host: str) -> SiteError:
    """Say that the login came to nothing because the user gave no answer."""
    message = f"{host} was not logged in to: its question was not answered."
    return SiteError(message, hint="Log in once more, and answer what ssh asks: parisana site check SITE.")


def trouble(host: str, said: str) -> SiteError:
    """Say in words what ssh could not do."""
    for pattern, kind, message, hint in SAID:
        if re.search(pattern, said):
            return kind(message.format(host=host), hint=hint)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    words = lines[-1] if lines else "ssh says nothing"
    return NoAnswer(f"{host} cannot be reached: {words}.", hint=f"Try in a terminal: ssh {host} true.")


def _folder() -> Path:
    """Return the folder of the masters' sockets: private, and with a short name, for sockets have short ones."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir(), f"parisana-ssh-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077:
        message = f"The folder {folder} is not yours alone."
        raise SiteError(message, hint="Somebody may have put it there; remove it, or set XDG_RUNTIME_DIR.")
    return folder


@contextmanager
def _turn(host: str) -> Iterator[None]:
    """Wait until no other program of the user is logging in to a host, then let this one do it."""
    with open(_folder() / f"login-{hashlib.sha256(host.encode()).hexdigest()[:16]}", "w") as line:
        fcntl.flock(line, fcntl.LOCK_EX)
        yield


def _home() -> Path:
    """Return the home that ssh itself goes by."""
    return Path(pwd.getpwuid(os.getuid()).pw_dir)
