"""A real MyProxy server, for people with a certificate of the tests; on loopback, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.trying import cannot_try
from tests.waiting import until

from .authority import Authority
from .ports import listens
from .sshd import free_port

PROGRAM = "myproxy-server"
CONFIG = """
accepted_credentials "*"
authorized_retrievers "*"
default_retrievers "*"
authorized_renewers "*"
default_renewers "*"
allow_self_authorization {renews}
"""


@dataclass
class MyProxy:
    """The server."""

    folder: Path
    people: Authority
    renews: bool = True
    """Whether the old proxy of a person is enough to get a new one; many servers say no."""
    port: int = field(default_factory=free_port)

    @property
    def environment(self) -> dict[str, str]:
        """Return what a person has in the shell who has stored nothing yet."""
        own = {"X509_USER_CERT": f"{self.people.folder}/user.pem", "X509_USER_KEY": f"{self.people.folder}/user.key"}
        known = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "MYPROXY_SERVER_PORT": str(self.port)}
        return {**known, **own, "X509_CERT_DIR": str(self.people.certificates)}

    def start(self) -> None:
        """Start it, and wait until it listens."""
        (self.folder / "store").mkdir(mode=0o700, parents=True)
        (self.folder / "conf").write_text(CONFIG.format(renews=str(self.renews).lower()))
        host = f"{self.people.folder}/host"
        known = {"X509_USER_CERT": f"{host}.pem", "X509_USER_KEY": f"{host}.key"}
        words = [PROGRAM, "-c", self._path("conf"), "-s", self._path("store"), "-P", self._path("pid")]
        place = ["-p", str(self.port), "-l", "127.0.0.1"]
        environment = {"PATH": os.environ["PATH"], "X509_CERT_DIR": str(self.people.certificates), **known}
        quiet = subprocess.DEVNULL
        subprocess.run([*words, *place], env=environment, check=True, stdin=quiet, stdout=quiet, stderr=quiet)
        until(lambda: listens(self.port) and (self.folder / "pid").exists())

    def stop(self) -> None:
        """Stop it by the process id that it wrote."""
        pid = int((self.folder / "pid").read_text())
        os.kill(pid, signal.SIGTERM)
        until(lambda: not listens(self.port))

    def _path(self, name: str) -> str:
        return str(self.folder / name)


@contextmanager
def running(folder: Path, people: Authority, renews: bool = True) -> Iterator[MyProxy]:
    """Run one."""
    if shutil.which(PROGRAM) is None or shutil.which("myproxy-logon") is None:
        cannot_try("MyProxy is not installed (myproxy-server, myproxy)")
    server = MyProxy(folder, people, renews)
    server.start()
    try:
        yield server
    finally:
        server.stop()
