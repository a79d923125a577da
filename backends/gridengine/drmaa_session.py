"""A process of its own for the DRMAA library.

The library wants an environment that must be there before Python starts, allows one session a process, and may take
its process with it when it fails. The helper ends when its standard input does, and so with this program.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from parisana.plugins.helper import Helper

from . import drmaa_helper

#: The library brings an allocator that needs more room for its threads than Python leaves it.
ROOM = "glibc.rtld.optional_static_tls=16384"
PATIENCE = 60.0


class DrmaaSession:
    """Asks the helper; one that died is started again at the next question."""

    def __init__(self) -> None:
        self.helper: Helper | None = None

    def ask(self, library: Path, request: Mapping[str, Any]) -> dict[str, Any]:
        """Put one question; silence of any kind raises ``NoAnswer``."""
        if self.helper is None or not self.helper.alive:
            needed = {"DRMAA_LIBRARY_PATH": str(library), "GLIBC_TUNABLES": ROOM}
            self.helper = Helper(drmaa_helper.__file__, "DRMAA", needed)
        return self.helper.ask(request, PATIENCE)

    def close(self) -> None:
        """End the helper."""
        if self.helper is not None:
            self.helper.end()
            self.helper = None
