"""The page of the jobs, made before anybody opens it: once its modules are loaded, and there is a production to show.

Making it takes some 50 ms of the window's thread, most of what opening it would take. A page that is made asks for its
first rows at once, so that they are there when it is opened, and are asked for anew then.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from parisana.app.driving.watch import Snapshot

from .desk import Desk
from .pages.registry import load

ADDRESS = "page.jobs"


class JobsAhead(QObject):
    """Has a page made as soon as it can be; whoever makes it knows whether it is there already."""

    def __init__(self, desk: Desk, make: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._make = desk, make
        self._loaded = False
        desk.looked.connect(self._looked)

    def load(self) -> None:
        """Let lanes load the page and open the books before it is; why they cannot is said by who looks."""
        bridge = self._desk.bridge
        bridge.ask("pages", lambda session: load(ADDRESS), self._have, failed=lambda error: None)
        bridge.ask("jobs", lambda session: session.job_table.prepare(), failed=lambda error: None)

    def _have(self, nothing: None) -> None:
        self._loaded = True
        self._looked(self._desk.snapshot)

    def _looked(self, snapshot: Snapshot | None) -> None:
        """Have it made, after what is new has been painted."""
        if self._loaded and snapshot is not None and snapshot.selected is not None:
            QTimer.singleShot(0, self, lambda: self._make(ADDRESS))
