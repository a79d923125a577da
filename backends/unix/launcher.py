"""What stands beside one running row: claims it, runs its script, keeps its limits, records its end.

A launcher is a forked child of the queue process and outlives it. All that the script starts stays
below the launcher, because orphans come back to it (``PR_SET_CHILD_SUBREAPER``): its descendants *are*
the job. It wakes up when a child ends, when somebody asks for a stop (``SIGUSR1``), and now and then.
"""

from __future__ import annotations

import ctypes
import os
import signal
import time
from typing import Final

from parisana.core.jobs.states import Failure

from .machine import host
from .processes import descendants, identify, memory_mb, signal_all
from .records import End, Order, Start, Stop
from .spool import Spool

PR_SET_CHILD_SUBREAPER = 36
WAKE: Final = {signal.SIGCHLD, signal.SIGUSR1}
#: Seconds between two looks at memory and time.
LOOK = 0.5
#: Seconds between two attempts to record an end on a disk that refuses.
INSIST = 5.0
#: The kernel, when it runs out of memory, shall choose jobs before the user's own programs.
OOM_SCORE = "500"
MARK = "PARISANA_UNIX_ATTEMPT"


def marker(spool: Spool, tag: str, row: int) -> str:
    """Return the environment entry by which a row's processes are known even without their launcher."""
    return f"{MARK}={spool.root}:{tag}.{row}"


def launch(spool: Spool, order: Order, row: int) -> None:
    """Run one row to its end, if nobody else has claimed it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, WAKE)
    os.setsid()
    who = identify(os.getpid())
    if who is None or not spool.claim(order.tag, row, Start.by(who)):
        return
    try:
        end = Launcher(spool, order, row).run()
    except OSError as error:
        reason = f"The job could not be started on {host()}: {error.strerror} ({error.filename})."
        end = End(failure=Failure.NODE, reason=reason)
    _record(spool, order.tag, row, end)


def _record(spool: Spool, tag: str, row: int, end: End) -> None:
    """Record the end; while the disk is full or away the row counts as running."""
    while True:
        try:
            return spool.end_row(tag, row, end)
        except OSError as error:
            print(f"The end of {tag}.{row} cannot be recorded yet: {error.strerror}.", flush=True)
            time.sleep(INSIST)


class Launcher:
    """One row while it runs."""

    def __init__(self, spool: Spool, order: Order, row: int) -> None:
        self.spool = spool
        self.order = order
        self.row = row
        self.began = time.monotonic()
        self.stopped: Stop | None = None
        self.kill_at = 0.0
        self.status: int | None = None
        self.cpu_s = 0.0
        self.peak_mb = 0.0

    def run(self) -> End:
        """Run the script and wait until nothing of it is left."""
        _become_subreaper()
        script = self._spawn()
        while self.status is None or (self.stopped and self._left()):
            self._reap(script)
            self._keep_limits()
            signal.sigtimedwait(WAKE, LOOK)
            self._reap(script)
        self._clear_up(script)
        return self._end()

    def _spawn(self) -> int:
        os.makedirs(self.order.log_dir, exist_ok=True)
        os.chdir(self.order.log_dir)
        os.nice(self.order.nice)
        _redirect(self.order.log(self.row))
        _set_oom_score()
        name, _, value = marker(self.spool, self.order.tag, self.row).partition("=")
        argv = ["bash", self.order.script, self.order.table, self.order.tag, str(self.row)]
        return os.posix_spawnp(
            "bash",
            argv,
            {**self.order.environment, name: value},
            setsid=True,
            setsigmask=[],
            setsigdef=[signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT, signal.SIGTERM, signal.SIGHUP],
        )

    def _reap(self, script: int) -> None:
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self.cpu_s += usage.ru_utime + usage.ru_stime
            self.peak_mb = max(self.peak_mb, usage.ru_maxrss / 1024)
            if pid == script:
                self.status = status

    def _keep_limits(self) -> None:
        if self.stopped is None:
            self.stopped = self._reason_to_stop()
            if self.stopped is not None:
                self.kill_at = time.monotonic() + self.order.grace_s
                self._signal_all(signal.SIGTERM)
                self._signal_all(signal.SIGCONT)
        elif time.monotonic() >= self.kill_at:
            self._signal_all(signal.SIGKILL)

    def _reason_to_stop(self) -> Stop | None:
        asked = self.spool.stop(self.order.tag, self.row)
        if asked is not None:
            return asked
        used = memory_mb(self._left(), self.order.memory_mb)
        self.peak_mb = max(self.peak_mb, used)
        if used > self.order.memory_mb:
            reason = f"The job used {used:.0f} MB of memory; it had asked for {self.order.memory_mb} MB."
            return Stop(Failure.MEMORY, reason)
        if time.monotonic() - self.began > self.order.time_s:
            return Stop(Failure.TIME, f"The job ran longer than the {self.order.time_s} s it had asked for.")
        return None

    def _clear_up(self, script: int) -> None:
        """End what the script left behind: a job is over when its script is."""
        while self._left():
            self._signal_all(signal.SIGKILL)
            signal.sigtimedwait(WAKE, LOOK)
            self._reap(script)

    def _end(self) -> End:
        code = os.waitstatus_to_exitcode(self.status or 0)
        killed = f"The job was ended by {signal.Signals(-code).name}." if code < 0 else ""
        return End(
            exit_code=128 - code if code < 0 else code,
            failure=self.stopped.failure if self.stopped else None,
            reason=self.stopped.reason if self.stopped else killed,
            cpu_s=round(self.cpu_s, 3),
            wall_s=round(time.monotonic() - self.began, 3),
            memory_mb=round(self.peak_mb, 1),
        )

    def _left(self) -> list[int]:
        return descendants(os.getpid())

    def _signal_all(self, number: int) -> None:
        signal_all(self._left(), number)


def _become_subreaper() -> None:
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _redirect(log: str) -> None:
    """Send standard output and error to the log; standard input is empty."""
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    source = os.open(os.devnull, os.O_RDONLY)
    os.dup2(source, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)


def _set_oom_score() -> None:
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write(OOM_SCORE)
