"""A real Grid Engine of one machine, in a private folder and on private ports, for the tests of one process.

Its figures are those of a machine with sixteen slots that reacts at once: a scheduler interval of a second, and an
accounting that is written without delay.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import psutil
import pytest

from tests.trying import cannot_try
from tests.waiting import until

PROGRAMS = Path("/usr/lib/gridengine")
SHARE = Path("/usr/share/gridengine")
LIBRARY = Path("/usr/lib/gridengine-drmaa/lib/libdrmaa.so.1.0")
ADMIN = "sgeadmin"
SLOTS = 16
DAY = 86_400

#: What differs from Debian's configuration; root's jobs are let in.
CONFIGURATION = {
    "load_report_time": "00:00:05",
    "min_uid": "0",
    "min_gid": "0",
    "mailer": "/bin/true",
    "finished_jobs": "0",
    "reporting_params": "accounting=true reporting=false flush_time=00:00:01 accounting_flush_time=00:00:00 "
    "joblog=false sharelog=00:00:00",
}
SCHEDULER = {
    "schedule_interval": "0:0:1",
    "flush_submit_sec": "1",
    "flush_finish_sec": "1",
    "job_load_adjustments": "NONE",
    "load_adjustment_decay_time": "0:0:0",
    "schedd_job_info": "true",
}
QUEUE = {
    "qname": "all.q",
    "hostlist": "@allhosts",
    "slots": str(SLOTS),
    "pe_list": "smp",
    "shell": "/bin/bash",
    "shell_start_mode": "unix_behavior",
    "load_thresholds": "NONE",
    "rerun": "FALSE",
    "tmpdir": "/tmp",
}
ENVIRONMENT = """pe_name smp
slots 999
user_lists NONE
xuser_lists NONE
start_proc_args /bin/true
stop_proc_args /bin/true
allocation_rule $pe_slots
control_slaves FALSE
job_is_first_task TRUE
urgency_slots min
accounting_summary FALSE
qsort_args NONE
"""
HOST = """hostname {host}
load_scaling NONE
complex_values h_vmem=64G,slots={slots}
user_lists NONE
xuser_lists NONE
projects NONE
xprojects NONE
usage_scaling NONE
report_variables NONE
"""
PROJECT = "name gamma\noticket 0\nfshare 0\nacl NONE\nxacl NONE\n"


def changed(text: str, values: Mapping[str, str]) -> str:
    """Return a configuration with other values."""
    lines = (line.split(maxsplit=1) for line in text.replace("\\\n", " ").splitlines())
    return "".join(f"{line[0]} {values.get(line[0], ' '.join(line[1:]))}\n" for line in lines if line)


class Cell:
    """The cell: its folder, its ports, its two daemons."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.host = socket.gethostname()
        ports = [str(port) for port in free_ports(2)]
        self.environment = {
            "SGE_ROOT": str(folder / "root"),
            "SGE_CELL": "default",
            "SGE_ARCH": "lx-amd64",
            "SGE_QMASTER_PORT": ports[0],
            "SGE_EXECD_PORT": ports[1],
            "PATH": f"{PROGRAMS}:/usr/local/bin:/usr/bin:/bin",
            "DRMAA_LIBRARY_PATH": str(LIBRARY),
        }
        self.common = folder / "root" / "default" / "common"
        self.spool = folder / "spool"

    def call(self, *argv: str, check: bool = True, user: str | None = None) -> str:
        """Run one of its commands."""
        done = subprocess.run(
            argv,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            user=user,
            cwd="/",
        )
        assert done.returncode == 0 or not check, f"{argv}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self) -> None:
        """Make the folders, start the daemons, and tell them what there is."""
        self._make_folders()
        self._initialize()
        self.start_master()
        self._configure()
        self.start_execd()

    def start_master(self) -> None:
        """Start the master, or start it again."""
        self.environment["SGE_MASTER_PIDFILE"] = str(self.spool / "qmaster" / "qmaster.pid")
        self.call(str(PROGRAMS / "sge_qmaster"))
        until(lambda: self.host in self.call("qconf", "-as", self.host, check=False) + self._submit_hosts())

    def start_execd(self) -> None:
        """Start the daemon that runs jobs, and wait until the master hears of it."""
        self.call(str(PROGRAMS / "sge_execd"))
        self.wait_for_node()

    def wait_for_node(self) -> None:
        """Wait until the master hears of the machine; after it was started again that takes half a minute."""
        until(lambda: any(line.startswith(self.host) and "-" not in line.split()[6] for line in self._hosts()))

    def kill_master(self) -> None:
        """Kill the master; jobs go on."""
        process = psutil.Process(int((self.spool / "qmaster" / "qmaster.pid").read_text()))
        process.send_signal(signal.SIGKILL)
        until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)

    def lose_everything(self) -> None:
        """Kill the master, and start one that knows of no job and counts from 1."""
        self.kill_master()
        shutil.rmtree(self.spool / "qmaster" / "jobs", ignore_errors=True)
        (self.spool / "qmaster" / "jobseqnum").write_text("0\n")
        self.start_master()

    def age_accounting(self) -> None:
        """Let all that is written in the accounting have happened a day ago."""
        path = self.common / "accounting"
        records = [line.split(":") for line in path.read_text().splitlines()]
        for record in records:
            record[8:11] = [_a_day_before(field) for field in record[8:11]]
        path.write_text("".join(f"{':'.join(record)}\n" for record in records))

    def give_to_all_jobs(self, variables: Mapping[str, str]) -> None:
        """Let each job have these variables, as a site's own defaults do."""
        words = ",".join(f"{name}={value}" for name, value in variables.items())
        (self.common / "sge_request").write_text(f"-v {words}\n" if words else "")

    def forget(self) -> None:
        """Delete all jobs, and the accounting."""
        self.call("qdel", "-f", "-u", "*", check=False)
        self.wait_for_all()
        accounting = self.common / "accounting"
        if accounting.exists():  # one that is made here the master could not write to
            os.truncate(accounting, 0)

    def wait_for_all(self) -> None:
        """Wait until no job is left."""
        until(lambda: not self.call("qstat", "-u", "*"))

    def accounted(self) -> list[str]:
        """Return the attempt of each record in the accounting."""
        records = [line.split(":") for line in (self.common / "accounting").read_text().splitlines()]
        return [f"{record[5]}.{record[35]}" for record in records if len(record) > 35]

    def stop(self) -> None:
        """Kill both daemons with all that they started, and remove the folder."""
        pids = [*self.spool.glob("execd/*/execd.pid"), self.spool / "qmaster" / "qmaster.pid"]
        for path in pids:
            if path.is_file() and psutil.pid_exists(int(path.read_text())):
                process = psutil.Process(int(path.read_text()))
                for each in (*process.children(recursive=True), process):
                    each.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _submit_hosts(self) -> str:
        return self.call("qconf", "-ss", check=False)

    def _hosts(self) -> list[str]:
        return self.call("qhost", check=False).splitlines()

    def _make_folders(self) -> None:
        root = self.folder / "root"
        for place in (self.common, self.spool / "qmaster" / "job_scripts", self.spool / "execd"):
            place.mkdir(parents=True)
        for name in ("bin", "lib", "utilbin"):
            (root / name).mkdir()
            (root / name / "lx-amd64").symlink_to(PROGRAMS)
        (root / "util").symlink_to(SHARE / "util")
        (self.common / "bootstrap").write_text(self._bootstrap())
        (self.common / "act_qmaster").write_text(f"{self.host}\n")
        # The master calls itself localhost: to the cell that is the same machine.
        (self.common / "host_aliases").write_text(f"{self.host} localhost\n")
        (self.common / "cluster_name").write_text("parisana\n")
        # Until the first job ends there is none, and qacct can say nothing of any job.
        (self.common / "accounting").touch()
        shipped = (SHARE / "default-configuration").read_text()
        values = {**CONFIGURATION, "execd_spool_dir": str(self.spool / "execd")}
        (self.folder / "configuration").write_text(changed(shipped, values))
        self.folder.chmod(0o755)
        for place in (root, self.spool):
            for path in (place, *place.rglob("*")):
                shutil.chown(path, ADMIN, ADMIN) if not path.is_symlink() else None

    def _bootstrap(self) -> str:
        values = {
            "admin_user": ADMIN,
            "default_domain": "none",
            "ignore_fqdn": "true",
            "spooling_method": "classic",
            "spooling_lib": "libspoolc",
            "spooling_params": f"{self.common};{self.spool / 'qmaster'}",
            "binary_path": str(PROGRAMS),
            "qmaster_spool_dir": str(self.spool / "qmaster"),
            "security_mode": "none",
            "listener_threads": "2",
            "worker_threads": "2",
            "scheduler_threads": "1",
        }
        return "".join(f"{name} {value}\n" for name, value in values.items())

    def _initialize(self) -> None:
        place = f"{self.common};{self.spool / 'qmaster'}"
        self.call(str(PROGRAMS / "spoolinit"), "classic", "libspoolc", place, "init", user=ADMIN)
        for what, *words in (
            ("configuration", str(self.folder / "configuration")),
            ("complexes", str(SHARE / "util/resources/centry")),
            ("usersets", str(SHARE / "util/resources/usersets")),
            ("managers", ADMIN, "root"),
        ):
            self.call(str(PROGRAMS / "spooldefaults"), what, *words, user=ADMIN)

    def _configure(self) -> None:
        """Name the machine, its slots and memory, a queue, a parallel environment and a project."""
        self.call("qconf", "-ah", self.host, check=False)
        self._give("-Msconf", changed(self.call("qconf", "-ssconf"), SCHEDULER))
        self._give("-Mc", "".join(map(_consumable, self.call("qconf", "-sc").splitlines(keepends=True))))
        self._give("-Ae", HOST.format(host=self.host, slots=SLOTS))
        self._give("-Ahgrp", f"group_name @allhosts\nhostlist {self.host}\n")
        self._give("-Ap", ENVIRONMENT)
        self._give("-Aq", changed(self.call("qconf", "-sq"), QUEUE))
        self._give("-Aprj", PROJECT)

    def _give(self, option: str, text: str) -> None:
        path = self.folder / "given"
        path.write_text(text)
        self.call("qconf", option, str(path))


def _consumable(line: str) -> str:
    """Count memory: what is asked for is taken from the machine's."""
    words = line.split()
    return " ".join([*words[:5], "YES", "64M", *words[7:]]) + "\n" if words[:1] == ["h_vmem"] else line


def _a_day_before(time: str) -> str:
    """Return a time of the accounting, in seconds or milliseconds, a day earlier; 0 is no time."""
    return str(int(time) - DAY * (1000 if len(time) > 10 else 1)) if int(time) else time


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on."""
    sockets = [socket.create_server(("", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@cache
def cell() -> Cell:
    """Return the cell of this process, started on first use."""
    if not (PROGRAMS / "sge_qmaster").exists() or not (PROGRAMS / "sge_execd").exists():
        cannot_try("Grid Engine is not installed (packages gridengine-master, gridengine-exec)")
    if os.geteuid() != 0:
        cannot_try("Grid Engine's daemons are started by root")
    found = Cell(Path(tempfile.mkdtemp(prefix="parisana-gridengine-")))
    try:
        found.start()
    except BaseException:
        found.stop()
        raise
    return found


@pytest.fixture(scope="session")
def gridengine() -> Iterator[Cell]:
    """Return a Grid Engine that is up, for all tests of this process."""
    yield cell()
    cell().stop()
    cell.cache_clear()
