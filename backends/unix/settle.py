"""Rows that ended without a word: their launcher is gone, or the machine was started again."""

from __future__ import annotations

import signal

from parisana.core.jobs.states import Failure

from .launcher import marker
from .machine import boot_id, host
from .processes import alive, marked, signal_all
from .records import End, Start
from .spool import Spool


def settle(spool: Spool, tag: str, row: int) -> bool:
    """Whether a claimed row still runs; if not, make sure that its end is recorded."""
    start = spool.start(tag, row)
    if start is None or (start.launcher is not None and alive(start.launcher)):
        return start is not None
    if not spool.ends(tag, [row]):
        _end_leftovers(spool, tag, row, start)
        spool.end_row(tag, row, _end_of(spool, tag, row, start))
    return False


def _end_leftovers(spool: Spool, tag: str, row: int, start: Start) -> None:
    """Kill processes of the row that outlived their launcher: nobody keeps their limits."""
    if start.boot == boot_id():
        signal_all(marked(marker(spool, tag, row)), signal.SIGKILL)


def _end_of(spool: Spool, tag: str, row: int, start: Start) -> End:
    stop = spool.stop(tag, row)
    if stop is not None:
        return End(failure=stop.failure, reason=stop.reason)
    if start.launcher is None:
        return End(failure=Failure.CANCELLED, reason="The job was cancelled before it started.")
    if start.boot != boot_id():
        return End(failure=Failure.LOST, reason=f"{host()} was restarted while the job ran.")
    return End(failure=Failure.LOST, reason=f"The process that watched the job on {host()} was killed.")
