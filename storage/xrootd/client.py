"""Questions to XRootD servers, put through helper processes: one that hangs or falls takes nobody with it."""

from __future__ import annotations

from typing import Any

from parisana.errors import StorageError
from parisana.plugins.helper import Helpers
from parisana.plugins.storage import NOBODY, Watch

from . import helper as xrootd_helper
from .refusals import said_no

#: Seconds between two tries to connect, how many there are, what the library waits for an answer, and its threads:
#: with fewer than copies at a time it may wait for itself, until its patience ends.
ENVIRONMENT = {
    "XRD_CONNECTIONWINDOW": "5",
    "XRD_CONNECTIONRETRY": "2",
    "XRD_REQUESTTIMEOUT": "60",
    "XRD_WORKERTHREADS": "12",
}
LIBRARY = "Install it with: pip install 'parisana[xrootd]'."


class XRootDClient:
    """Asks, and puts what comes back into words."""

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self._helpers = Helpers(xrootd_helper.__file__, ENVIRONMENT)

    def ask(self, what: str, server: str, watch: Watch = NOBODY, **request: Any) -> Any:
        """Return what the server says; raise ``StorageError`` with its words, or ``NoAnswer``."""
        with self._helpers.one(server) as helper:
            known = {"do": what, "server": server, **request}
            answer = helper.ask(known, self.patience, watch.moved, lambda: watch.cancelled)
        if "missing" in answer:
            raise StorageError("XROOTD cannot be used here: the library XRootD is not installed.", hint=LIBRARY)
        if "no" in answer:
            raise said_no(answer["no"])
        return answer["ok"]
