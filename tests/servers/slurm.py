"""A private Slurm of one node: munge, slurmctld and slurmd, and by choice slurmdbd with a MariaDB of its own.

Everything lies in one folder under ``/tmp`` and listens on free ports of this machine; each daemon is stopped
by the pid that it wrote. Several may run side by side.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.trying import cannot_try
from tests.waiting import PATIENCE_S, until

from .places import short_folder
from .runner import PreparedRunner

PROGRAMS = ("munged", "slurmctld", "slurmd", "slurmdbd", "sbatch", "mariadbd", "mariadb-install-db")
#: The daemons that jobs need, and those of the accounting; each is started after those before it.
CLUSTER = ("slurmctld", "slurmd")
ACCOUNTING = ("mariadbd", "slurmdbd")

DAY = 86_400

CONTROL = """\
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmdPort={node_port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge/sock
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/log/slurmctld
SlurmdLogFile={folder}/log/slurmd
ProctrackType=proctrack/linuxproc
SlurmdParameters=config_overrides
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=1
JobAcctGatherParams=OverMemoryKill
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=1,sched_min_interval=20000,batch_sched_delay=0,max_array_tasks=20000,default_queue_depth=1000
PriorityType=priority/multifactor
MaxArraySize=20001
MaxJobCount=50000
MinJobAge=60
ReturnToService=2
MpiDefault=none
SwitchType=switch/none
JobRequeue=1
KillWait=2
InactiveLimit=0
MailProg=/bin/true
DefMemPerCPU=64
AccountingStorageType=accounting_storage/{storage}
NodeName={host} NodeAddr=127.0.0.1 CPUs=16 RealMemory=16000 Feature=el9 State=UNKNOWN
PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP
PartitionName=short Nodes={host} MaxTime=10 State=UP
PartitionName=closed Nodes={host} State=DOWN
"""
#: With accounting, accounts and their limits count.
ENFORCED = """\
AccountingStorageHost=127.0.0.1
AccountingStoragePort={accounting_port}
AccountingStoragePass={folder}/munge/sock
AccountingStorageEnforce=associations,limits
"""
DATABASE = """\
AuthType=auth/munge
AuthInfo=socket={folder}/munge/sock
DbdHost=localhost
DbdAddr=127.0.0.1
DbdPort={accounting_port}
SlurmUser={user}
LogFile={folder}/log/slurmdbd
PidFile={folder}/slurmdbd.pid
StorageType=accounting_storage/mysql
StorageHost=localhost
StorageUser={user}
StorageLoc=slurm_acct
"""
#: Files for the moment lie apart: another server of the same machine, when it starts, clears /tmp of them.
MARIADB = (
    "mariadbd --no-defaults --user={user} --datadir={folder}/db --socket={folder}/db.sock --skip-networking "
    "--tmpdir={folder}/tmp --pid-file={folder}/mariadbd.pid --innodb-buffer-pool-size=64M "
    "--innodb-lock-wait-timeout=900 --innodb-flush-log-at-trx-commit=0 --skip-log-bin"
)
INSTALL_MARIADB = (
    "mariadb-install-db --no-defaults --user={user} --datadir={folder}/db --tmpdir={folder}/tmp --skip-test-db "
    "--auth-root-authentication-method=normal"
)
MUNGED = (
    "munged --key-file={folder}/munge/munge.key --socket={folder}/munge/sock --pid-file={folder}/munged.pid "
    "--log-file={folder}/munge/log --seed-file={folder}/munge/seed --force"
)


class Slurm:
    """One private cluster."""

    def __init__(self, *, accounting: bool = True) -> None:
        self.folder = short_folder("slurm-")
        self.host = socket.gethostname().partition(".")[0]
        self.accounting = accounting
        self._database: subprocess.Popen[bytes] | None = None
        controller, node, accounts = _free_ports(3)
        self._words = {
            "folder": str(self.folder),
            "host": self.host,
            "user": "root",
            "controller_port": str(controller),
            "node_port": str(node),
            "accounting_port": str(accounts),
            "storage": "slurmdbd" if accounting else "none",
        }
        path = f"/usr/sbin:/usr/bin:/sbin:/bin:{os.environ.get('PATH', '')}"
        self.environment = {
            "SLURM_CONF": str(self.folder / "slurm.conf"),
            "MYSQL_UNIX_PORT": str(self.folder / "db.sock"),
            "PATH": path,
        }

    @property
    def runner(self) -> PreparedRunner:
        """Run commands as somebody does whose shell knows this cluster."""
        return PreparedRunner(self.environment)

    @property
    def away(self) -> str:
        """Return the path of a configuration in which the controller is out of reach."""
        return str(self.folder / "away.conf")

    @property
    def impatient(self) -> str:
        """Return the path of a configuration whose commands do not wait long for the controller."""
        return str(self.folder / "impatient.conf")

    def start(self) -> None:
        """Start everything; the node is idle when this returns."""
        self._write_files()
        self._call(MUNGED)
        if self.accounting:
            self._call(INSTALL_MARIADB)
            self.start_accounting()
        for daemon in CLUSTER:
            self.run(daemon, "-c")
        self.wait_for_node()
        if self.accounting:
            self.run("sacctmgr", "-i", "-Q", "add", "account", "gamma")
            self.run("sacctmgr", "-i", "-Q", "add", "user", "root", "account=gamma")

    def stop(self) -> None:
        """Stop everything and leave nothing."""
        for daemon in ("slurmctld", "slurmd", "slurmdbd", "mariadbd", "munged"):
            self.end(daemon)
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *argv: str) -> str:
        """Run one of the cluster's commands, which must succeed."""
        done = self.runner.run(argv)
        assert done.code == 0, f"{' '.join(argv)}: {done.stdout}{done.stderr}{self._last_words()}"
        return done.stdout

    def start_accounting(self) -> None:
        """Start the database and slurmdbd."""
        with open(self.folder / "log" / "mariadbd", "a") as log:
            argv = self._argv(MARIADB)
            self._database = subprocess.Popen(argv, stdout=log, stderr=log, env={**os.environ, **self.environment})
        until((self.folder / "db.sock").exists)
        self.start_database_daemon()

    def start_database_daemon(self) -> None:
        """Start slurmdbd alone."""
        self.run("slurmdbd")
        until(lambda: _listens(int(self._words["accounting_port"])))

    def start_controller(self) -> None:
        """Start slurmctld again; it finds its jobs where it left them."""
        self.run("slurmctld")
        until(lambda: self.runner.run(["scontrol", "ping"]).code == 0)

    def limit_jobs(self, number: int | None) -> None:
        """Let the user have so many jobs at once, or any number; the controller hears of it from the accounting."""
        limit = f"maxsubmitjobs={-1 if number is None else number}"
        self.run("sacctmgr", "-i", "-Q", "modify", "user", "root", "set", limit)
        known = ("scontrol", "show", "assoc_mgr", "users=root", "flags=assoc")
        until(lambda: (f"MaxSubmitJobs={number}(" if number else "MaxSubmitJobs= ") in self._of_the_user(known))

    def _of_the_user(self, command: Sequence[str]) -> str:
        """Return what is said of the user's own association, and not of all others'."""
        return self.run(*command).partition("UserName=root(0)")[2].partition("ClusterName=")[0]

    def start_credentials(self) -> None:
        """Start munged, without which Slurm knows nobody."""
        self._call(MUNGED)

    def lose_everything(self) -> None:
        """Kill slurmctld, and start one that knows of no job and counts from 1."""
        self.end("slurmctld", signal.SIGKILL)
        shutil.rmtree(self.folder / "state")
        (self.folder / "state").mkdir()
        self.start_controller()
        self.wait_for_node()

    def age_accounting(self) -> None:
        """Let all that is written in the accounting have happened a day ago."""
        times = ("time_submit", "time_eligible", "time_start", "time_end")
        for table, columns in (("test_job_table", times), ("test_step_table", times[2:])):
            changes = ", ".join(f"{name} = IF({name} > {DAY}, {name} - {DAY}, {name})" for name in columns)
            self.run("mariadb", f"--socket={self.folder}/db.sock", "slurm_acct", "-e", f"UPDATE {table} SET {changes}")

    def accounted(self, tasks: list[str]) -> list[str]:
        """Return ``TASK|STATE`` of all runs of these tasks; the accounting may be late."""
        command = ("sacct", "-n", "-X", "-P", "--duplicates", f"--jobs={','.join(tasks)}", "--format=JobID,State")
        until(lambda: len(self.run(*command).splitlines()) >= len(tasks) and "|RUNNING" not in self.run(*command))
        return sorted(self.run(*command).splitlines())

    def runs_of(self, task: str, count: int) -> list[str]:
        """Return ``STATE|CODE`` of each run of this task, as soon as the accounting knows so many that ended."""
        command = ("sacct", "-n", "-X", "-P", "--duplicates", f"--jobs={task}", "--format=State,ExitCode")
        until(lambda: len(self.run(*command).splitlines()) >= count and "RUNNING|" not in self.run(*command))
        return self.run(*command).splitlines()

    def wait_for_state(self, job: str, word: str) -> None:
        """Wait until the queue says this of a job."""
        until(lambda: self.run("squeue", "-h", f"--jobs={job}", "-o", "%T").split() == [word])

    def wait_for_save(self) -> None:
        """Wait until slurmctld has written down what it knows now: what it was told later dies with it."""
        now = time.time()
        until(lambda: (self.folder / "state" / "job_state").stat().st_mtime > now)

    def end(self, daemon: str, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop a daemon by its pid, and wait until it has gone."""
        pid = self._pid(daemon)
        if pid is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, how)
        if self._database is not None and self._database.pid == pid:
            self._database.wait(PATIENCE_S)
        until(lambda: not _runs(pid))

    def wait_for_node(self) -> None:
        """Wait until the node takes jobs."""
        until(lambda: "idle" in self.runner.run(["sinfo", "-h", "-p", "main", "-o", "%T"]).stdout)

    def wait_for_all(self) -> None:
        """Wait until no job is left."""
        until(lambda: self.run("squeue", "-h") == "", 240)

    def _write_files(self) -> None:
        for name in ("state", "spool", "log", "munge", "tmp"):
            (self.folder / name).mkdir()
        for name in (".", "munge"):
            (self.folder / name).chmod(0o755)
        self._write("munge/munge.key", secrets.token_hex(64), 0o400)
        self._write("slurm.conf", CONTROL + (ENFORCED if self.accounting else ""), 0o644)
        self._write("slurmdbd.conf", DATABASE, 0o600)
        impatient = CONTROL + "MessageTimeout=1\n"
        self._write("impatient.conf", impatient, 0o644)
        self._write("away.conf", impatient.replace("{controller_port}", "1"), 0o644)

    def _write(self, name: str, text: str, mode: int) -> None:
        path = self.folder / name
        path.write_text(text.format_map(self._words))
        path.chmod(mode)

    def _call(self, words: str) -> None:
        self.run(*self._argv(words))

    def _argv(self, words: str) -> list[str]:
        return words.format_map(self._words).split()

    def _pid(self, daemon: str) -> int | None:
        path = self.folder / f"{daemon}.pid"
        return int(path.read_text()) if path.exists() and path.read_text().strip() else None

    def _last_words(self) -> str:
        logs = sorted((self.folder / "log").glob("slurm*"))
        return "".join(f"\n{log.name}: {log.read_text()[-2000:]}" for log in logs)


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _runs(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@cache
def cluster() -> Slurm:
    """Return the Slurm of this process, started when it is first asked for."""
    path = f"/usr/sbin:/sbin:{os.environ.get('PATH', '')}"
    missing = [name for name in PROGRAMS if shutil.which(name, path=path) is None]
    if missing:
        cannot_try(f"a real Slurm: {', '.join(missing)} not installed")
    if os.geteuid() != 0:
        cannot_try("a real Slurm: its daemons are started as root")
    found = Slurm()
    try:
        found.start()
    except BaseException:
        found.stop()
        raise
    return found


@pytest.fixture(scope="session")
def slurm() -> Iterator[Slurm]:
    """Return a Slurm that is up, with accounting, for all tests of this process (xdist group ``slurm``)."""
    yield cluster()
    cluster().stop()
    cluster.cache_clear()
