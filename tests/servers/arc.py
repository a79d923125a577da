"""A real ARC computing element (A-REX) with the REST interface: jobs are processes of this machine (its fork back end).

Its daemons are started by hand: the distribution's wrapper has no place for how often states are read. The scripts
of the back end are a copy that looks more often: as they come, a job is seen to have ended 10 s later.
"""

from __future__ import annotations

import contextlib
import functools
import grp
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.trying import cannot_try
from tests.waiting import until

from .authority import Authority, authority
from .ports import listens
from .sshd import free_port

LIBRARY, SHARE = Path("/usr/lib/arc"), Path("/usr/share/arc")
CONFIG = """
[common]
hostname = localhost
x509_host_key = {certificates}/host.key
x509_host_cert = {certificates}/host.pem
x509_cert_dir = {certificates}/certificates
[authgroup:users]
file = {folder}/users
[mapping]
map_to_user = users {user}:{group}
[lrms]
lrms = fork
defaultmemory = 512
[arex]
logfile = {folder}/log/arex.log
pidfile = {folder}/run/arex.pid
controldir = {folder}/control
sessiondir = {folder}/session
joblog = {folder}/log/jobs.log
wakeupperiod = 1
infoproviders_timelimit = 60
shared_filesystem = yes
[arex/data-staging]
logfile = {folder}/log/staging.log
maxtransfertries = 1
[arex/ws]
wsurl = https://localhost:{port}/arex
logfile = {folder}/log/ws.log
pidfile = {folder}/run/ws.pid
[arex/ws/jobs]
allowaccess = users
[infosys]
logfile = {folder}/log/infoprovider.log
[infosys/glue2]
admindomain_name = TEST-SITE
[infosys/cluster]
alias = Test cluster
[queue:fork]
comment = all jobs
"""
HEAD = """<?xml version="1.0"?>
<ArcConfig xmlns="http://www.nordugrid.org/schemas/ArcConfig/2007"
  xmlns:tcp="http://www.nordugrid.org/schemas/ArcMCCTCP/2007" xmlns:arex="http://www.nordugrid.org/schemas/a-rex/Config">
<Server><PidFile>{folder}/run/{name}.pid</PidFile>
<Logger><File>{folder}/log/{name}.log</File><Level>INFO</Level></Logger><Watchdog>false</Watchdog></Server>
<ModuleManager><Path>/usr/lib/arc/</Path></ModuleManager>
"""
#: Of the daemon that handles jobs; states in its own files are as old as the information provider's pause (0.1 s).
JOBS = """<Plugins><Name>arex</Name></Plugins>
<Chain><Service name="a-rex" id="a-rex"><arex:endpoint>https://localhost:{port}/arex</arex:endpoint>
<arex:InfoproviderWakeupPeriod>10</arex:InfoproviderWakeupPeriod><arex:gmconfig>{folder}/run/arc.cfg</arex:gmconfig>
</Service></Chain></ArcConfig>
"""
#: Of the daemon that answers.
DOOR = """
<Plugins><Name>mcctcp</Name></Plugins><Plugins><Name>mcctls</Name></Plugins><Plugins><Name>mcchttp</Name></Plugins>
<Plugins><Name>mccsoap</Name></Plugins><Plugins><Name>arex</Name></Plugins><Plugins><Name>identitymap</Name></Plugins>
<Plugins><Name>arcshc</Name></Plugins><Plugins><Name>arcshclegacy</Name></Plugins>
<Chain>
<Component name="tcp.service" id="tcp"><next id="tls"/>
<tcp:Listen><tcp:Interface>127.0.0.1</tcp:Interface><tcp:Port>{port}</tcp:Port></tcp:Listen></Component>
<Component name="tls.service" id="tls"><next id="http"/><KeyPath>{certificates}/host.key</KeyPath>
<CertificatePath>{certificates}/host.pem</CertificatePath>
<CACertificatesDir PolicyGlobus="true">{certificates}/certificates</CACertificatesDir>
<ClientAuthn>false</ClientAuthn><Protocol>TLSv1.2 TLSv1.3</Protocol></Component>
<Component name="http.service" id="http"><next id="soap">POST</next><next id="plexer"/>
<SecHandler name="arclegacy.handler" event="incoming"><ConfigFile>{folder}/run/arc.cfg</ConfigFile></SecHandler>
</Component>
<Component name="soap.service" id="soap"><next id="plexer"/><ContinueNonSOAP>true</ContinueNonSOAP></Component>
<Plexer name="plexer.service" id="plexer"><next id="a-rex">^/arex</next></Plexer>
<Service name="a-rex" id="a-rex">
<SecHandler name="arclegacy.map" event="incoming"><ConfigBlock><ConfigFile>{folder}/run/arc.cfg</ConfigFile>
<BlockName>mapping</BlockName></ConfigBlock></SecHandler>
<arex:endpoint>https://localhost:{port}/arex</arex:endpoint><arex:gmconfig>{folder}/run/arc.cfg</arex:gmconfig>
<arex:gmrun>none</arex:gmrun><arex:InfosysInterfaceMaxClients>1</arex:InfosysInterfaceMaxClients>
<arex:JobControlInterfaceMaxClients>100</arex:JobControlInterfaceMaxClients>
<arex:DataTransferInterfaceMaxClients>100</arex:DataTransferInterfaceMaxClients></Service>
</Chain></ArcConfig>
"""
#: Whom jobs run as: the server refuses to run them as root.
USER = "parisana-grid"
#: It looks again at once, as long as the daemon lives.
AGAIN = """sleep 0.3
kill -0 "$(cat @folder@/run/arex.pid)" 2>/dev/null || exit 0
exec "$0" --config "$ARC_CONFIG" "$@"
"""
#: Script of the back end -> its pause, and ours.
PAUSES = {
    "scan-fork-job": ("sleep 10\nexit 0", AGAIN),
    "cancel-fork-job": ("sleep 5", "sleep 0.5"),
    "submit-fork-job": ("sleep 1", "sleep 0.1"),
}


@dataclass
class Arc:
    """The computing element in one folder."""

    folder: Path
    people: Authority
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        """Return its address."""
        return f"https://localhost:{self.port}/arex"

    def common(self) -> Path:
        """Return a new folder into which its jobs may write, too: pytest's own are closed to other users."""
        made = Path(tempfile.mkdtemp(dir=self.folder))
        made.chmod(0o777)
        return made

    def start(self) -> None:
        """Lay it out, and start both daemons."""
        owner = pwd.getpwnam(USER)
        for name in ("control", "session", "log", "run"):
            (self.folder / name).mkdir(exist_ok=True)
        shutil.chown(self.folder / "session", owner.pw_uid, owner.pw_gid)
        subject = '"/DC=test/O=Parisana/CN=Test User"\n'
        (self.folder / "users").write_text(subject)
        (self.folder / "arc.conf").write_text(self._filled(CONFIG))
        self._copy_scripts()
        enabled = self.folder / "control/rte/enabled/ENV"
        enabled.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            (enabled / "PROXY").symlink_to(SHARE / "rte/ENV/PROXY")
        parse = [str(LIBRARY / "arcconfig-parser"), "--config", "arc.conf", "--runconfig", "run/arc.cfg", "--save"]
        subprocess.run(parse, cwd=self.folder, check=True, capture_output=True, env=self._environment)
        self._start("arex", JOBS)
        self.open_door()

    def open_door(self) -> None:
        """Let it answer, if it does not."""
        if not listens(self.port):
            self._start("ws", DOOR)
            until(lambda: listens(self.port))

    def close_door(self) -> None:
        """Let nobody listen; its jobs go on."""
        self._stop("ws")

    def stop(self) -> None:
        """Stop both daemons, and the jobs that are left."""
        self.close_door()
        self._stop("arex")
        for process in psutil.process_iter(["cmdline"]):
            if any(str(self.folder) in word for word in process.info["cmdline"] or ()):
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()

    def _start(self, name: str, chain: str) -> None:
        path = self.folder / f"run/{name}.xml"
        path.write_text(self._filled(HEAD + chain, name=name))
        subprocess.run(["/usr/sbin/arched", "-c", str(path)], check=True, env=self._environment)

    def _stop(self, name: str) -> None:
        """Stop a daemon by the process id that it wrote."""
        pid_file = self.folder / f"run/{name}.pid"
        if pid_file.exists():
            pid = int(pid_file.read_text())
            os.kill(pid, signal.SIGKILL)
            until(lambda: not Path(f"/proc/{pid}").exists())
            pid_file.unlink()

    @property
    def _environment(self) -> dict[str, str]:
        known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        location = {"ARC_LOCATION": str(self.folder / "software"), "ARC_CONFIG": str(self.folder / "arc.conf")}
        return {**known, **location, "X509_CERT_DIR": str(self.people.certificates)}

    def _filled(self, text: str, name: str = "") -> str:
        group = pwd.getpwnam(USER).pw_gid
        known = {"folder": self.folder, "certificates": self.people.folder, "port": self.port, "name": name}
        return text.format(user=USER, group=grp.getgrgid(group).gr_name, **known)

    def _copy_scripts(self) -> None:
        """Copy the scripts of the back end, which then look oftener."""
        software = self.folder / "software"
        (software / "share").mkdir(parents=True, exist_ok=True)
        (software / "lib").mkdir(exist_ok=True)
        if not (software / "share/arc").exists():
            shutil.copytree(SHARE, software / "share/arc", symlinks=True)
            (software / "lib/arc").symlink_to(LIBRARY)
            for name in ("libexec", "sbin", "bin"):
                (software / name).symlink_to(f"/usr/{name}")
        for name, (pause, shorter) in PAUSES.items():
            path = software / "share/arc" / name
            path.write_text(path.read_text().replace(pause, shorter.replace("@folder@", str(self.folder))))


@functools.cache
def shared_arc() -> Arc:
    """Return the computing element of this process."""
    return element()


@pytest.fixture
def arc() -> Arc:
    """Return a computing element that runs while tests of the xdist group ``arc`` follow one another."""
    return shared_arc()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Stop it after the last of them: it keeps a third of a core busy, also when nobody asks it anything."""
    yield
    if not (nextitem and _is_for_arc(nextitem)):
        _stop_shared()


def pytest_sessionfinish() -> None:
    """Stop it where the last of them was not its turn: pytest ends at a failure (``-x``), or is interrupted."""
    _stop_shared()


def _stop_shared() -> None:
    if shared_arc.cache_info().currsize:
        shared_arc().stop()
        shutil.rmtree(shared_arc().folder, ignore_errors=True)
        shared_arc.cache_clear()


def _is_for_arc(item: pytest.Item) -> bool:
    return any("arc" in mark.args for mark in item.iter_markers("xdist_group"))


def element() -> Arc:
    """Make one and start it."""
    if os.geteuid() != 0 or not LIBRARY.exists():
        cannot_try("ARC's computing element needs root and nordugrid-arc-arex.")
    try:
        pwd.getpwnam(USER)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", USER], check=True)
    folder = Path(tempfile.mkdtemp(prefix="parisana-arc-"))
    folder.chmod(0o755)
    made = Arc(folder, authority(folder / "people"))
    made.start()
    return made
