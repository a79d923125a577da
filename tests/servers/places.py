"""Folders for servers whose sockets lie in them: the name of a socket may have 107 characters, no more."""

from __future__ import annotations

import tempfile
from pathlib import Path

#: A folder of temporary files whose own name is longer leaves too little for what lies below.
SHORT = 20


def short_folder(prefix: str) -> Path:
    """Make one among the temporary files, or elsewhere when their place has a long name."""
    usual = tempfile.gettempdir()
    return Path(tempfile.mkdtemp(prefix=prefix, dir=usual if len(usual) <= SHORT else "/tmp"))
