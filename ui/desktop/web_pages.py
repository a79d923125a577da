"""The bookkeeping pages in the browser: those that are served already, or served from here while the window is open."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from parisana.app import web_note
from parisana.app.ground import places

#: Serves on a free port; what it prints is not kept back.
SERVE = ("-u", "-m", "parisana", "web", "--port", "0")
#: Page of the window -> page of the bookkeeping, of the production that is chosen.
PAGES = {
    "page.jobs": "productions/{0}/jobs",
    "page.grid": "productions/{0}/jobs",
    "page.timeline": "productions/{0}/statistics",
    "page.statistics": "productions/{0}/statistics",
}
PATIENCE_MS = 3000


class WebPages(QObject):
    """Opens pages, and starts what serves them when nobody does."""

    def __init__(self, say: Callable[[str, str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._say, self._path = say, ""
        self._server = QProcess(self)
        self._server.readyReadStandardOutput.connect(self._begun)
        self._server.finished.connect(self._ended)

    def open(self, page: str, production: int | None) -> None:
        """Open what belongs to a page of the window and to a production."""
        path = "productions" if production is None else PAGES.get(page, "productions/{0}").format(production)
        address = web_note.address_of(places.home(), places.user())
        if address is not None:
            self._show(address + path)
            return
        self._path = path
        if self._server.state() == QProcess.ProcessState.NotRunning:
            self._server.start(sys.executable, list(SERVE))
        self._say(self.tr("The bookkeeping pages are being started."), "running")

    def close(self) -> None:
        """Serve no longer."""
        self._server.finished.disconnect(self._ended)
        if self._server.state() != QProcess.ProcessState.NotRunning:
            self._server.terminate()
            if not self._server.waitForFinished(PATIENCE_MS):
                self._server.kill()
                self._server.waitForFinished(PATIENCE_MS)

    def _begun(self) -> None:
        """Read where the pages are."""
        words = bytes(self._server.readAllStandardOutput().data()).decode(errors="replace").split()
        if words and words[0].startswith("http://"):
            self._show(words[0] + self._path)

    def _ended(self) -> None:
        """Say why there are no pages."""
        lines = bytes(self._server.readAllStandardError().data()).decode(errors="replace").splitlines()
        reason = lines[-1].removeprefix("parisana: ") if lines else self.tr("The bookkeeping pages are not there.")
        self._say(reason, "error")

    def _show(self, address: str) -> None:
        self._say(self.tr("The bookkeeping is shown in the browser: {0}").format(address), "done")
        QDesktopServices.openUrl(QUrl(address))
