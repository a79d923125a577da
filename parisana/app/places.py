"""Where this user's own things are: the database, the journal, the spool."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path


def home(environment: Mapping[str, str] = os.environ) -> Path:
    """Return ``$PARISANA_HOME``, or the XDG data folder."""
    if given := environment.get("PARISANA_HOME"):
        return Path(given)
    data = environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "parisana"


def user() -> str:
    """Return the user's login name."""
    import getpass

    return getpass.getuser()


def host() -> str:
    """Return this machine's name."""
    return socket.gethostname()
