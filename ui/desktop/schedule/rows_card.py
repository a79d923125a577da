"""The table of rows in its card: its sums, what is wrong with a row, and what can be done to rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from parisana.core.simulations import rowsheet
from parisana.core.simulations.rowsheet import SheetRow
from parisana.core.simulations.rowtext import read_rows
from parisana.core.texts.words import counted
from parisana.errors import InputError
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.editor import ProfileEditor
from parisana.ui.desktop.theme import CARD, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.texts import button, label, set_tone

from .table import SheetTable

ROWS = ("production", "rows")


class RowsCard(Card):
    """Each edit is one step to be undone."""

    def __init__(self, editor: ProfileEditor) -> None:
        super().__init__()
        self.editor, self.rows = editor, list[SheetRow]()
        self.without_margins()
        self.table = SheetTable()
        self.sums = label("", wrap=True)
        self.paste = self._button(self.tr("Paste rows"), self.paste_rows)
        self.paste.setToolTip(self.tr("Zenith angles, or a table with titles, from the clipboard"))
        self.reset, self.remove = self._button("", self.reset_own), self._button("", self.remove_rows)
        foot = QHBoxLayout()
        foot.setContentsMargins(CARD, ROW_GAP // 2, NARROW, ROW_GAP // 2)
        foot.setSpacing(ROW_GAP)
        foot.addWidget(self.sums, 1)
        for each in (self.paste, self.reset, self.remove):
            foot.addWidget(each)
        self.add(self.table, 1)
        self.body.addLayout(foot)
        self.table.sheet.edited.connect(self._edit)
        self.table.let_go.connect(lambda number, name: self._edit(number, name, None))
        self.table.removed.connect(self.remove_rows)
        self.table.pasted.connect(self.paste_rows)
        self.table.selectionModel().selectionChanged.connect(lambda now, before: self._count())

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        made = button(text, small=True)
        made.clicked.connect(lambda checked=False: act())
        return made

    @property
    def written(self) -> list[Any]:
        """The rows as the profile has them."""
        section = self.editor.value(("production",))
        return rowsheet.listed(section if isinstance(section, dict) else {})

    def refresh(self) -> None:
        """Show the rows as they will be made now."""
        section = self.editor.value(("production",))
        self.rows = rowsheet.sheet(section if isinstance(section, dict) else {})
        self.table.sheet.show_sheet(self.rows)
        wrong = next((row.problem for row in self.rows if row.problem), "")
        self.sums.setText(wrong or self._sums())
        set_tone(self.sums, "bad" if wrong else "text")
        self._count()

    def _sums(self) -> str:
        made = [row.row for row in self.rows if row.row is not None]
        number = counted(len(self.rows), self.tr("1 row"), self.tr("{0} rows"))
        if not made:
            return number
        jobs = counted(sum(row.jobs for row in made), self.tr("1 job of each stage"), self.tr("{0} jobs of each stage"))
        return self.tr("{0}: {1} showers in {2}").format(number, f"{sum(row.showers for row in made):,}", jobs)

    def _chosen(self) -> Collection[int]:
        """Return the places of the chosen rows; of all, when none is."""
        return self.table.numbers or [row.number for row in self.rows]

    def _count(self) -> None:
        """Say in the buttons how much they would change."""
        lean = rowsheet.sheet({"rows": rowsheet.without_own(self.written, self._chosen())})
        own = sum(len(row.own) for row in self.rows) - sum(len(row.own) for row in lean)
        chosen = len(self.table.numbers)
        words = {
            self.reset: counted(own, self.tr("Reset 1 own value"), self.tr("Reset {0} own values")),
            self.remove: counted(chosen, self.tr("Remove 1 row"), self.tr("Remove {0} rows")),
        }
        for each, count in ((self.reset, own), (self.remove, chosen)):
            each.setText(words[each])
            each.setAccessibleName(words[each])
            each.setVisible(count > 0)

    def take(self, rows: Sequence[Any], words: str) -> None:
        """Write rows into the profile, as one edit."""
        self.editor.set_values([(ROWS, list(rows))], words)

    def _edit(self, number: int, name: str, value: object) -> None:
        words = self.tr("Reset {0} of a row") if value is None else self.tr("Change {0} of a row")
        self.take(rowsheet.with_value(self.written, number, name, value), words.format(name))

    def reset_own(self) -> None:
        """Let the schedule count again for the chosen rows, or for all."""
        self.take(rowsheet.without_own(self.written, self._chosen()), self.tr("Reset rows"))

    def remove_rows(self) -> None:
        """Take the chosen rows out."""
        self.take(rowsheet.without_rows(self.written, self.table.numbers), self.tr("Remove rows"))

    def paste_rows(self) -> None:
        """Add the rows that are in the clipboard."""
        self.add_text(QGuiApplication.clipboard().text())

    def add_text(self, text: str) -> None:
        """Add the rows of a text behind those that are there."""
        try:
            more = read_rows(text)
        except InputError as error:
            say_error(self, error)
            return
        schedule = self.editor.value(("production", "schedule"))
        self.take(rowsheet.with_more(self.written, more, schedule), self.tr("Add rows"))
