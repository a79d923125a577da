"""The queue process: one for each spool, apart from any program or terminal.

It starts rows while slots are free, in order of priority, then the submission with the fewest running
rows, then age. It remembers nothing that is not in the spool: killed at any instant, the next call of
the backend starts another, which finds the running rows by their claims.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from parisana.core.jobs.states import Failure

from .launcher import launch
from .records import Order, Stop
from .settle import settle
from .slots import Candidate, choose
from .spool import Rows, Spool

#: Seconds between two looks at the spool.
LOOK = 0.2
#: Seconds between two looks whether launchers still live.
LOOK_AT_LAUNCHERS = 2.0
#: Seconds of rest after the disk refused something.
PAUSE = 5.0
#: More file handles than the queue process ever holds.
HANDLES = 256
#: Times that the launcher of a row may die before it claims the row.
LAUNCHES = 3
#: Within this time after a change, a folder's date does not tell whether it changed again.
DATE_IS_SURE = 1.0


class Member:
    """One living submission as the queue process sees it."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.rows = Rows()
        self.next_row = 1
        self.launches: dict[int, int] = {}
        self.listed = 0.0
        self.date = -1

    def refresh(self, spool: Spool) -> None:
        """List the folder again if it may have changed."""
        date = os.stat(spool.folder(self.order.tag)).st_mtime_ns
        if date != self.date or self.listed - date / 1e9 < DATE_IS_SURE:
            self.date, self.listed = date, time.time()
            self.rows = spool.rows(self.order.tag)

    def waiting_row(self, launching: set[int]) -> int | None:
        """Return the first row that nobody has claimed or is about to claim."""
        for row in range(self.next_row, self.order.rows + 1):
            if row not in self.rows.started:
                if row not in launching:
                    return row
            elif row == self.next_row:
                self.next_row += 1
        return None


class Queue:
    """Holds the spool's lock and starts rows until there is nothing left to do."""

    def __init__(self, spool: Spool, idle_s: float) -> None:
        self.spool = spool
        self.idle_s = idle_s
        self.members: dict[str, Member] = {}
        self.launching: dict[int, tuple[str, int]] = {}
        self.looked_at_launchers = 0.0

    def run(self) -> None:
        """Work until idle for a while."""
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < self.idle_s:
            self._try_step()
            if self.members or self.launching:
                quiet_since = time.monotonic()
            signal.sigtimedwait({signal.SIGCHLD}, LOOK)

    def _try_step(self) -> None:
        """Look once; a disk that is full or away may be back at the next look."""
        try:
            self.step()
        except OSError as error:
            print(f"The spool {self.spool.root} cannot be used: {error}.", flush=True)
            time.sleep(PAUSE)

    def step(self) -> None:
        """Look once at everything, and start what can be started."""
        self._meet()
        self._reap()
        for member in list(self.members.values()):
            member.refresh(self.spool)
            self._archive_if_over(member)
        if time.monotonic() - self.looked_at_launchers > LOOK_AT_LAUNCHERS:
            self._settle()
        self._start()

    def _meet(self) -> None:
        for tag in self.spool.living():
            if tag not in self.members and self.spool.has(tag):
                self.members[tag] = Member(self.spool.order(tag))

    def _reap(self) -> None:
        for pid in list(self.launching):
            if os.waitpid(pid, os.WNOHANG)[0] == pid:
                tag, row = self.launching.pop(pid)
                self._count_launch(self.members[tag], row)

    def _count_launch(self, member: Member, row: int) -> None:
        """Give a row up when its launcher dies again and again before it claims the row."""
        member.launches[row] = member.launches.get(row, 0) + 1
        if member.launches[row] >= LAUNCHES:
            reason = f"The job could not be started in {LAUNCHES} attempts."
            self.spool.discard(member.order.tag, [row], Stop(Failure.NODE, reason))

    def _archive_if_over(self, member: Member) -> None:
        busy = any(tag == member.order.tag for tag, _ in self.launching.values())
        if not busy and (member.rows.finished or len(member.rows.ended) == member.order.rows):
            self.spool.archive(member.order.tag, member.order.rows)
            del self.members[member.order.tag]

    def _settle(self) -> None:
        for tag, member in self.members.items():
            for row in member.rows.started - member.rows.ended:
                settle(self.spool, tag, row)
        self.looked_at_launchers = time.monotonic()

    def _start(self) -> None:
        while (member := choose([self._candidate(member) for member in self.members.values()])) is not None:
            chosen = self.members[member.order.tag]
            row = chosen.waiting_row(self._launching_rows(chosen))
            if row is None:
                return
            self._launch(chosen, row)

    def _candidate(self, member: Member) -> Candidate:
        launching = self._launching_rows(member)
        running = len((member.rows.started - member.rows.ended) | launching)
        return Candidate(member.order, running, member.waiting_row(launching) is not None)

    def _launching_rows(self, member: Member) -> set[int]:
        return {row for tag, row in self.launching.values() if tag == member.order.tag}

    def _launch(self, member: Member, row: int) -> None:
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            _be_launcher(self.spool, member.order, row)
        self.launching[pid] = (member.order.tag, row)
        _open_terminal(member.order, row)


def _be_launcher(spool: Spool, order: Order, row: int) -> None:
    """Run a row in this forked child, which must not hold the queue's lock nor return."""
    code = 1
    try:
        os.closerange(3, HANDLES)
        launch(spool, order, row)
        code = 0
    finally:
        os._exit(code)


def _open_terminal(order: Order, row: int) -> None:
    """Show the row's log in a terminal window; a job never fails for want of one."""
    if not order.terminal:
        return
    log = Path(order.log(row))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.touch()
        environment = {**order.environment, **order.terminal_environment}
        subprocess.Popen([*order.terminal, "tail", "-f", str(log)], env=environment, start_new_session=True)
    except OSError as error:
        print(f"No terminal could be opened for {log}: {error.strerror}.", flush=True)


def hold(spool: Spool, patience: float = 1.0) -> int | None:
    """Take the spool's lock; ``None`` when another queue process has it."""
    handle = os.open(spool.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    last = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except BlockingIOError:
            if time.monotonic() >= last:
                os.close(handle)
                return None
            time.sleep(0.02)


def main(root: str, idle_s: float) -> None:
    """Be the queue process of a spool, unless there is one."""
    spool = Spool(Path(root))
    while (handle := hold(spool)) is not None:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        Queue(spool, idle_s).run()
        os.close(handle)
        # Somebody may have submitted and found the lock still held.
        if not any(spool.has(tag) for tag in spool.living()):
            return
