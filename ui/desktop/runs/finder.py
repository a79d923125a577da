"""Looks for the runs that fit, and makes them the run list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parisana.core.runs.observation import Found, Observation
from parisana.core.runs.run_list import RunList
from parisana.core.texts.document import Wrong
from parisana.errors import InputError
from parisana.ui.desktop.asking import Question

from . import terms, words

if TYPE_CHECKING:
    from parisana.ui.desktop.pages.stages.target import TargetPage


class Finder(QObject):
    """One search at a time."""

    def __init__(self, page: TargetPage) -> None:
        super().__init__(page)
        self.page = page
        self._asked = Question(page.desk.bridge, "find", self)
        self._found: Found | None = None
        self._numbers: frozenset[int] = frozenset()

    @property
    def open(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked.open

    def find(self) -> None:
        """Look for the runs that fit."""
        page, folder = self.page, self.page.folder
        try:
            search = terms.search(page.values, page.target)
            store = None if page.way == "bookkeeping" else self._store()
        except Wrong as wrong:
            page.complain(InputError(wrong.message, hint=wrong.hint))
            return
        page.search.setEnabled(False)
        self._asked.ask(
            lambda session: (
                session.observations.find(store, search, folder) if store else session.observations.recorded(search)
            ),
            self._show,
            page.complain,
        )

    def _store(self) -> str:
        store = self.page.values.get("store")
        if not store:
            raise Wrong(self.tr("No data store is named."), self.tr("Choose its folder, then find runs."))
        return str(store)

    def _show(self, found: Found) -> None:
        if not found.rows:
            reasons = ", ".join(f"{number:,} by {name}" for name, number in found.left_out.items())
            hint = self.tr("Left out: {0}.").format(reasons) if reasons else self.tr("There is none at all.")
            self.page.complain(InputError(self.tr("No run fits."), hint=hint))
            return
        self._found, self._numbers = found, frozenset(row.run for row in found.rows)
        self.page.verbs.take(RunList.of(row.listed for row in found.rows), self.tr("Find runs"))
        said = self.tr("{0} found; undo brings the former list back")
        self.page.desk.say(said.format(words.runs(len(found.rows))))
        self.page.refresh()

    def found_of(self, rows: tuple[Observation, ...]) -> Found | None:
        """Return what was found last, while the list is made of it."""
        if self._found is None or not rows:
            return None
        return self._found if all(row.run in self._numbers for row in rows) else None
