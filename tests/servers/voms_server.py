"""A real server of a virtual organisation (voms), on loopback; a real MariaDB keeps its members."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.trying import cannot_try
from tests.waiting import until

from .authority import SUBJECT, Authority
from .mariadb import MariaDB
from .ports import listens
from .sshd import free_port

PROGRAM, PLUGIN = "/usr/sbin/voms", Path("/usr/lib/voms/libvomsmysql.so")
#: Where servers are listed, as each tool asks its environment.
VOMSES = ("VOMS_USERCONF", "X509_VOMSES")
TABLES = Path("/usr/share/voms/voms-mysql.data")
ORGANISATION, ACCOUNT, PASSWORD = "vo.test", "voms", "quite some word"
#: What its own installation writes besides the tables, for one authority, and whoever asks for the account.
EMPTY = f"""
INSERT INTO `groups` VALUES (1, '/{ORGANISATION}', 1, 1);
INSERT INTO seqnumber VALUES ('00');
INSERT INTO version (version) VALUES (2);
INSERT INTO ca VALUES (1, '{SUBJECT}/CN=Test CA', 'of the tests');
GRANT SELECT, UPDATE, LOCK TABLES ON {{base}}.* TO {ACCOUNT}@localhost IDENTIFIED BY '{PASSWORD}';
"""


@dataclass
class Voms:
    """The server, and who belongs to what."""

    folder: Path
    people: Authority
    database: MariaDB
    base: str
    port: int = field(default_factory=free_port)

    @property
    def environment(self) -> dict[str, str]:
        """Return what a person has in the shell who knows where the organisation's server is."""
        folder, own = self.people.folder, {"PATH": os.environ["PATH"], "HOME": str(self.folder)}
        known = {**dict.fromkeys(VOMSES, str(self.folder / "vomses")), "X509_VOMS_DIR": str(self.folder / "vomsdir")}
        user = {"X509_USER_CERT": str(folder / "user.pem"), "X509_USER_KEY": str(folder / "user.key")}
        return {**own, **known, **user, "X509_CERT_DIR": str(self.people.certificates)}

    def prepare(self) -> None:
        """Make its tables, and tell people where it is and who signs for it."""
        self.folder.mkdir(parents=True)
        self._say(TABLES.read_text() + EMPTY.format(base=self.base))
        (self.folder / "password").write_text(f"{PASSWORD}\n")
        (self.folder / "password").chmod(0o640)
        host = f"{SUBJECT}/CN=localhost"
        words = (ORGANISATION, "localhost", self.port, host, ORGANISATION)
        (self.folder / "vomses").write_text(" ".join(f'"{word}"' for word in words) + "\n")
        known = self.folder / "vomsdir" / ORGANISATION
        known.mkdir(parents=True)
        (known / "localhost.lsc").write_text(f"{host}\n{SUBJECT}/CN=Test CA\n")

    def take(self, name: str, *memberships: str) -> None:
        """Make somebody a member of groups, each as ``/vo.test/group`` or with ``/Role=…``; the organisation is one."""
        self._say(f"INSERT INTO usr (dn, ca, cn) VALUES ('{SUBJECT}/CN={name}', 1, '{name}')")
        for each in (f"/{ORGANISATION}", *memberships):
            group, _, role = each.partition("/Role=")
            self._say(f"INSERT IGNORE INTO `groups` (dn, parent, must) VALUES ('{group}', 1, 0)")
            chosen = f"(SELECT userid FROM usr WHERE cn = '{name}'), (SELECT gid FROM `groups` WHERE dn = '{group}')"
            if role:
                self._say(f"INSERT IGNORE INTO roles (role) VALUES ('{role}')")
            named = f"(SELECT rid FROM roles WHERE role = '{role}')"
            self._say(f"INSERT INTO m (userid, gid, rid) VALUES ({chosen}, {named})")

    def start(self) -> None:
        """Start it, and wait until it listens."""
        host = self.people.folder / "host"
        signs = [f"-x509_user_cert={host}.pem", f"-x509_user_key={host}.key"]
        base = [f"-dbname={self.base}", f"-username={ACCOUNT}", f"-passfile={self.folder}/password"]
        reached = [f"-mysql-socket={self.database.socket}", f"-sqlloc={PLUGIN}"]
        named = [f"-vo={ORGANISATION}", f"-port={self.port}", f"-uri=localhost:{self.port}", "-newformat"]
        told = [f"-x509_cert_dir={self.people.certificates}", f"-logfile={self.folder}/log", "-loglevel=4"]
        words = [PROGRAM, *named, *base, *reached, *signs, *told]
        environment = {"PATH": os.environ["PATH"], "X509_CERT_DIR": str(self.people.certificates)}
        done = subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        assert done.returncode == 0, f"VOMS does not start: {done.stderr.decode()}, see {self.folder}/log."
        until(lambda: listens(self.port), complaint=f"VOMS does not listen, see {self.folder}/log.")

    def stop(self) -> None:
        """Stop it; it tells its process id to nobody."""
        for process in psutil.process_iter(["cmdline"]):
            if f"-logfile={self.folder}/log" in (process.info["cmdline"] or ()):
                process.kill()
        until(lambda: not listens(self.port))

    def _say(self, statements: str) -> None:
        words = ["mariadb", "--no-defaults", f"--socket={self.database.socket}", "--user=root", self.base]
        subprocess.run(words, input=statements, text=True, check=True, capture_output=True)


@contextmanager
def running(folder: Path, people: Authority, database: MariaDB) -> Iterator[Voms]:
    """Run one."""
    if not (Path(PROGRAM).exists() and PLUGIN.exists() and shutil.which("voms-proxy-init")):
        cannot_try("VOMS is not installed (voms-server, voms-mysql-plugin, voms-clients)")
    with database.database() as base:
        server = Voms(folder, people, database, base)
        server.prepare()
        server.start()
        try:
            yield server
        finally:
            server.stop()
