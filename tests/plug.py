"""The power goes: a Unix spool's processes end at once, and what they wrote is of an earlier life of the machine."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

from parisana.backends.unix.launcher import marker
from parisana.backends.unix.processes import PROC, marked, signal_all
from parisana.backends.unix.spool import Spool
from parisana.backends.unix.starter import runs

from .waiting import until


def pull_the_plug(spool: Spool) -> None:
    """End everything of the spool; another process has the launchers' pids afterwards.

    Its processes are looked for until none is left: a second queue process may have been on its way, and one that
    waited for the lock of the first takes over when that is killed.
    """
    assert runs(spool)
    until(lambda: not _killed(spool), complaint="Something of the spool comes back.")
    assert not runs(spool)
    for path in _starts(spool):
        path.write_text(json.dumps({**json.loads(path.read_text()), "pid": os.getpid(), "boot": "before"}))


def _killed(spool: Spool) -> list[int]:
    """Kill all that is left of the spool: queue and launchers, then the jobs; return who it was."""
    pids = list(_serving(spool))
    signal_all(pids, signal.SIGKILL)
    for path in _starts(spool):
        jobs = marked(marker(spool, path.parent.name, int(path.stem)))
        signal_all(jobs, signal.SIGKILL)
        pids += jobs
    return pids


def _starts(spool: Spool) -> list[Path]:
    return list(spool.submissions.glob("*/*.start"))


def _serving(spool: Spool) -> Iterator[int]:
    """Yield the processes that were started for the spool: its name stands in their command lines."""
    name = os.fsencode(spool.root)
    for folder in PROC.glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if name in words and int(folder.name) != os.getpid():
            yield int(folder.name)
