"""What this machine is: its name, cores, memory, load, and which of its lives it is in."""

from __future__ import annotations

import functools
import os
import socket
from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
MEMORY_INFO = Path("/proc/meminfo")
#: Share of the machine's memory that jobs may use unless the site says otherwise.
MEMORY_SHARE = 0.9


def host() -> str:
    """Return the machine's name."""
    return socket.gethostname()


@functools.cache
def boot_id() -> str:
    """Return what changes with every start of the machine."""
    return BOOT_ID.read_text().strip()


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0))


def memory_mb() -> int:
    """Return what jobs may use of the machine's memory, in MB."""
    lines = (line.split() for line in MEMORY_INFO.read_text().splitlines())
    total_kb = next(int(words[1]) for words in lines if words[0] == "MemTotal:")
    return int(total_kb / 1024 * MEMORY_SHARE)


def load() -> float:
    """Return the load of the last minute."""
    return os.getloadavg()[0]


def default_spool() -> Path:
    """Return the spool folder of this user on this machine; homes are often shared between machines."""
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    home = os.environ.get("PARISANA_HOME") or str(Path(data) / "parisana")
    return Path(home) / "unix" / host()
