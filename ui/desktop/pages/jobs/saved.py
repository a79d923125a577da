"""The menu of saved views of the table of jobs, and what is remembered of the table from one start to the next."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from parisana.app.jobs.job_table import JobSort
from parisana.app.jobs.job_views import JobView
from parisana.ui.desktop.dialogs.messages import ask_name, confirm

from .layout import Columns

if TYPE_CHECKING:
    from .table import JobsTable

COLUMNS, MEMORY = "jobs/columns", "jobs/memory"


def remembered_columns(settings: QSettings) -> Columns:
    """Return the columns as they were left; what cannot be understood are the usual ones."""
    with suppress(ValueError, TypeError):
        return tuple((JobSort(sort), int(width)) for sort, width in json.loads(str(settings.value(COLUMNS) or "[]")))
    return ()


def remembers_memory(settings: QSettings) -> bool:
    """Return whether large tables may be kept in memory."""
    return str(settings.value(MEMORY, "yes")) != "no"


class ViewMenu(QObject):
    """Belongs to the table of jobs."""

    def __init__(self, table: JobsTable) -> None:
        super().__init__(table)
        self._table, self._saved = table, table.desk.saved_views

    def popup(self) -> None:
        """Open the menu below its button."""
        menu, button = self.menu(), self._table.saved
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def menu(self) -> QMenu:
        """Return the saved views, and what is done with them."""
        menu, here = QMenu(self._table), self._table.now()
        for view in self._saved.views:
            each = QAction(view.name, menu, checkable=True)
            each.setChecked(view.name == here.name and same(view, here))
            each.triggered.connect(partial(self._apply, view))
            menu.addAction(each)
        menu.addSeparator()
        menu.addAction(self.tr("Save this view…"), self.save)
        if self._saved.view(here.name) is not None:
            menu.addAction(self.tr("Remove “{0}”…").format(here.name), partial(self.remove, here.name))
        menu.addSeparator()
        memory = QAction(self.tr("Keep large tables in memory"), menu, checkable=True)
        memory.setChecked(self._table.asking.memory)
        memory.toggled.connect(self.set_memory)
        menu.addAction(memory)
        return menu

    def _apply(self, view: JobView, checked: bool = True) -> None:
        self._table.apply(view)

    def save(self) -> None:
        """Ask for a name, and keep what is shown under it; one that is there is replaced when that is wished."""
        table, words = self._table, self.tr("Filters, order and columns are kept; it is found with Ctrl+K, too.")
        name = ask_name(table, self.tr("Save this view"), words, self.tr("Name"))
        if not name or (self._saved.view(name) is not None and not self._replaces(name)):
            return
        table.view = replace(table.now(), name=name, columns=table.layout_of.columns())
        self._saved.save(table.view)

    def _replaces(self, name: str) -> bool:
        heading, words = self.tr("Replace “{0}”?").format(name), self.tr("There is a view of this name.")
        return confirm(self._table, heading, words, self.tr("Replace 1 view"))

    def remove(self, name: str) -> None:
        """Forget a view, after a question."""
        if confirm(
            self._table, self.tr("Remove “{0}”?").format(name), self.tr("The jobs stay as they are."),
            self.tr("Remove 1 view"),
        ):  # fmt: skip
            self._saved.remove(name)

    def set_memory(self, on: bool) -> None:
        """Keep large tables in memory, or ask the database for each page: slower, with less memory."""
        self._table.asking.memory = on
        self._table.desk.settings.setValue(MEMORY, "yes" if on else "no")
        self._table.start_over()

    def remember(self) -> None:
        """Keep the columns for the next start."""
        layout = self._table.layout_of
        columns = layout.columns() if layout.chosen else ()
        self._table.desk.settings.setValue(COLUMNS, json.dumps([[sort.value, width] for sort, width in columns]))


def same(view: JobView, other: JobView) -> bool:
    """Whether two views let the same jobs through, in the same order."""
    return replace(view, columns=()) == replace(other, columns=())
