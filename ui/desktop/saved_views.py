"""The views of the table of jobs that the user keeps, as the window knows them: for the menu and for Ctrl+K."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from parisana.app.jobs.job_views import JobView
from parisana.app.session import Session

from .asking import Question
from .bridge import Bridge

#: Before the name of a view in its address.
ADDRESS = "page.jobs.view:"


class SavedViews(QObject):
    """Read when it is first needed, and again after each change."""

    changed = Signal()
    #: The file cannot be read.
    troubled = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self.views: list[JobView] = []
        self._asked = Question(bridge, "views", self)

    def load(self) -> None:
        """Read them; why they cannot be read is said at the bottom of the window."""
        self._asked.ask(lambda session: session.job_views.all(), self._show, self.troubled.emit)

    def save(self, view: JobView) -> None:
        """Keep a view."""
        self._do(lambda session: session.job_views.save(view))

    def remove(self, name: str) -> None:
        """Forget a view."""
        self._do(lambda session: session.job_views.remove(name))

    def view(self, name: str) -> JobView | None:
        """Return a view by its name."""
        return next((view for view in self.views if view.name == name), None)

    def _do(self, work: Callable[[Session], None]) -> None:
        def done(session: Session) -> list[JobView]:
            work(session)
            return session.job_views.all()

        self._asked.ask(done, self._show)

    def _show(self, views: list[JobView]) -> None:
        self.views = views
        self.changed.emit()
