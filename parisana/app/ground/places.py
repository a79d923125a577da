"""Where this user's own things are: the database, the journal, the spool."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path

from parisana.core.plans.plan import digest_of

MACHINE_ID = Path("/etc/machine-id")


def home(environment: Mapping[str, str] = os.environ) -> Path:
    """Return ``$PARISANA_HOME``, or the XDG data folder."""
    if given := environment.get("PARISANA_HOME"):
        return Path(given)
    data = environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "parisana"


def book(home: Path, environment: Mapping[str, str] = os.environ) -> Path | str:
    """Return where the bookkeeping is: ``$PARISANA_BOOK``, a path or an address, or a file in the home."""
    return environment.get("PARISANA_BOOK") or home / "bookkeeping.sqlite"


def user() -> str:
    """Return the user's login name."""
    import getpass

    return getpass.getuser()


def person() -> str:
    """Return who works here, as the history of a production names it."""
    return f"{user()}@{host()}"


def host() -> str:
    """Return this machine's name."""
    return socket.gethostname()


def machine() -> str | None:
    """Return what tells this machine apart, also when its name changes; ``None`` where nothing does.

    The number itself is the machine's secret (machine-id(5)), so a digest stands for it.
    """
    try:
        number = MACHINE_ID.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return digest_of(f"parisana:{number}")[:32] if number and number != "uninitialized" else None


def is_here(recorded_host: str, recorded_machine: str | None) -> bool:
    """Whether a record with this name and this machine is ours; the name counts only where no machine is known."""
    mine = machine()
    return recorded_machine == mine if recorded_machine and mine else recorded_host == host()
