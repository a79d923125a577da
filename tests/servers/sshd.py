"""An OpenSSH server of one's own: a private folder and port, own keys; it can be cut, held, changed, restarted."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.trying import cannot_try

#: Debian's place is not on everybody's PATH.
PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
CONFIG = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile {folder}/pid
AuthorizedKeysFile {folder}/authorized_keys
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
PrintMotd no
UseDNS no
# A shell that counts itself as the second one reads no personal start-up files.
SetEnv SHLVL=1
MaxStartups 100
Subsystem sftp internal-sftp
"""
CLIENT = """
Host submit
  HostName 127.0.0.1
  Port {port}
  IdentityFile {folder}/user
  IdentitiesOnly yes
  UserKnownHostsFile {home}/.ssh/known_hosts
  GlobalKnownHostsFile /dev/null
"""


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Sshd:
    """The server, known to its client as ``submit``."""

    folder: Path
    home: Path
    """The home of the client: its ssh configuration and its known hosts."""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Make the keys, and tell the client about them."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.make_key("user")
        self.new_host_key()
        shutil.copy(self.folder / "user.pub", self.folder / "authorized_keys")
        (self.home / ".ssh").mkdir(mode=0o700, parents=True)
        (self.home / ".ssh/config").write_text(CLIENT.format(port=self.port, folder=self.folder, home=self.home))
        self.be_known()

    def make_key(self, name: str, *options: str) -> None:
        """Make a key pair."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-f", str(path), *(options or ("-N", ""))]
        subprocess.run(words, check=True, stdin=subprocess.DEVNULL)

    def new_host_key(self) -> None:
        """Take another host key; it counts from the next start on."""
        self.make_key("host")

    def be_known(self) -> None:
        """Let the client's known hosts have this server's key and no other."""
        kind, key = (self.folder / "host.pub").read_text().split()[:2]
        self.known_hosts.write_text(f"[127.0.0.1]:{self.port} {kind} {key}\n")

    @property
    def known_hosts(self) -> Path:
        """The client's known hosts."""
        return self.home / ".ssh/known_hosts"

    @property
    def fingerprint(self) -> str:
        """The host key's fingerprint, as ssh-keygen tells it."""
        words = ["ssh-keygen", "-lf", str(self.folder / "host.pub")]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()[1]

    def start(self, *lines: str) -> None:
        """Start it, with more lines of configuration, and wait until it listens."""
        Path("/run/sshd").mkdir(exist_ok=True) if os.geteuid() == 0 else None
        config = self.folder / "sshd_config"
        config.write_text("\n".join(lines) + CONFIG.format(port=self.port, folder=self.folder))
        program = shutil.which("sshd", path=PLACES) or "sshd"
        self.process = subprocess.Popen([program, "-D", "-f", str(config), "-E", str(self.folder / "log")])
        for _ in range(200):
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError((self.folder / "log").read_text())

    def restart(self, *lines: str) -> None:
        """Stop it with all its sessions, and start it again."""
        self.stop()
        self.start(*lines)

    def stop(self) -> None:
        """Stop it with all its sessions."""
        if self.process is not None:
            self.hold()  # nobody comes in while the others are shown out
            self.cut()
            self.process.kill()
            self.process.wait()
            self.process = None

    def sessions(self) -> list[psutil.Process]:
        """Return the processes that serve its clients; what they started is not among them."""
        assert self.process is not None
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [each for each in below if _name(each) == "sshd"]

    def cut(self) -> None:
        """Break all connections, as a router does that is switched off; commands go on."""
        self._signal(signal.SIGKILL)

    def hold(self) -> None:
        """Let it hang: connections stay, and nothing is answered."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGSTOP)
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it answer again."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGCONT)
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        for each in self.sessions():
            try:
                each.send_signal(number)
            except psutil.NoSuchProcess:
                continue


def _name(process: psutil.Process) -> str:
    try:
        return str(process.name())
    except psutil.NoSuchProcess:
        return ""


@contextmanager
def running(folder: Path, home: Path | None = None) -> Iterator[Sshd]:
    """Run a server for as long as it is needed, for a client whose home is there, or has a folder of its own."""
    if shutil.which("sshd", path=PLACES) is None:
        cannot_try("the OpenSSH server is not installed (openssh-server)")
    server = Sshd(folder / "sshd", home or folder / "client")
    server.prepare()
    server.start()
    try:
        yield server
    finally:
        server.stop()
