"""While a production is driven, somebody looks now and then how the elements of its site are."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from parisana.app.planning.recorded import recorded_site
from parisana.app.sites.element_history import ElementHistory
from parisana.app.sites.view import Sites
from parisana.errors import ParisanaError

if TYPE_CHECKING:
    from parisana.app.recording.drive import Drive

#: Seconds between two looks, of all drivers of a site together; what is short is never looked at.
EVERY = 600.0


class ElementWatch:
    """Looks in a thread of its own: no turn waits for an information system that is slow or dead."""

    def __init__(self, drive: Drive) -> None:
        self._drive = drive
        self._due = drive.clock() + EVERY
        self._looking: threading.Thread | None = None

    def look(self) -> None:
        """Look if it is time to, and the last look is over."""
        if self._drive.clock() < self._due or (self._looking is not None and self._looking.is_alive()):
            return
        self._due = self._drive.clock() + EVERY
        self._looking = threading.Thread(target=self._look, name="look at elements", daemon=True)
        self._looking.start()

    def _look(self) -> None:
        """Look, unless another driver of the site has; that there was no answer is noted, too."""
        drive = self._drive
        history = ElementHistory(lambda: drive.book, lambda: Sites(drive.clock), drive.clock)
        with suppress(ParisanaError):
            if history.is_older(drive.production.site, EVERY):
                history.look(recorded_site(drive.book, drive.id)[1])
