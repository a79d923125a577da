"""Starting the queue process so that it survives the program, its terminal and its session."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import parisana
from parisana.errors import NoAnswer

from .spool import Spool

#: Runs in a new session; the fork makes the queue process nobody's child.
PROGRAM = """
import os, sys
sys.path.insert(0, sys.argv[1])
if os.fork():
    os._exit(0)
from parisana.backends.unix.queue import main
main(sys.argv[2], float(sys.argv[3]))
"""


def start_queue(spool: Spool, idle_s: float) -> None:
    """Start the queue process unless it runs."""
    if runs(spool):
        return
    home = str(Path(parisana.__file__).parents[1])
    argv = [sys.executable, "-I", "-c", PROGRAM, home, str(spool.root), str(idle_s)]
    try:
        with open(spool.root / "queue.log", "a") as log:
            subprocess.run(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                timeout=60,
                check=True,
            )
    except (OSError, subprocess.SubprocessError) as error:
        message = f"The queue process of this machine could not be started: {error}."
        raise NoAnswer(message, hint=f"Its messages are in {spool.root / 'queue.log'}.") from error


def runs(spool: Spool) -> bool:
    """Whether a queue process holds the spool's lock."""
    handle = os.open(spool.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def queue_pid(spool: Spool) -> int | None:
    """Return the pid of the running queue process."""
    text = spool.lock.read_text().strip() if runs(spool) else ""
    return int(text) if text else None
