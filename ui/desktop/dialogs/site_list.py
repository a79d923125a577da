"""A table of what a site has, asked for again and again; what fails leaves the old rows with their age."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.session import Session
from parisana.app.sites.view import Element
from parisana.core.sites.overrides import Configured
from parisana.core.texts.document import Document
from parisana.core.texts.words import duration
from parisana.errors import ParisanaError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.forms.inputs import Choice, Line
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.settings import SiteValues, found_at
from parisana.ui.desktop.theme import DIALOG, DIALOG_ROW, GAP, LONGEST_LABEL, NARROW, ROW_GAP, WIDE_DIALOG
from parisana.ui.desktop.widgets.rows import Rows
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import button, label, set_property

from .site_rows import Answer, columns, state_of

#: Milliseconds between two looks at the age of the data.
TICK = 1000


class ListDialog(QDialog):
    """A table that is asked for again and again; an answer that fails leaves the old rows with their age."""

    heading, first_column, setting, counts = "", "", "", True

    def __init__(self, desk: Desk, site: SiteValues, parent: QWidget | None = None, *, writable: bool = False) -> None:
        super().__init__(parent)
        self.desk, self.site, self.writable = desk, site, writable
        self.setWindowTitle(translate("Elements", self.heading))
        self.resize(*WIDE_DIALOG)
        self.answer: Answer | None = None
        self._question = Question(desk.bridge, f"list {self.setting}", self)
        self.rows = Rows(columns(translate("Elements", self.first_column), counts=self.counts))
        self.table = Table(self.rows, translate("Elements", self.heading), row_height=DIALOG_ROW)
        self.table.turned.connect(self._turn)
        self._lay_out()
        self._age = QTimer(self, interval=TICK)
        self._age.timeout.connect(self._show_age)
        self._age.start()
        self.refresh()

    def work(self, session: Session, configured: Configured) -> Answer:
        """Ask the session; in a lane."""
        raise NotImplementedError

    def _lay_out(self) -> None:
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(NARROW)
        column.addLayout(self._head())
        column.addWidget(self.table, 1)
        self.trouble, self.remark = label(tone="warn", wrap=True), label("", "caption", "dim", wrap=True)
        self.trouble.hide()
        column.addWidget(self.trouble)
        column.addWidget(self.remark)
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self.sub = label(str(self.site.value("title") or ""), tone="dim")
        texts.addWidget(label(translate("Elements", self.heading), "title"))
        texts.addWidget(self.sub)
        self.filter, self.which = Line(), Choice()
        self.filter.setPlaceholderText(translate("Elements", "Filter"))
        self.filter.setAccessibleName(translate("Elements", "Filter"))
        self.filter.setFixedWidth(LONGEST_LABEL)
        self.filter.textChanged.connect(self._show)
        self.which.addItems(
            [translate("Elements", "all"), translate("Elements", "taking jobs"), translate("Elements", "in use")]
        )
        self.which.setAccessibleName(translate("Elements", "Which are shown"))
        self.which.activated.connect(self._show)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        row.addLayout(texts)
        row.addStretch(1)
        for field in (self.filter, self.which):
            set_property(field, "size", "tall")
            row.addWidget(field)
        return row

    def _foot(self) -> QHBoxLayout:
        self.mark = StateMark("waiting", translate("Elements", "asked…"))
        self.again = button(translate("Elements", "Refresh"), "arrows-clockwise")
        self.close_button = button(translate("Elements", "Close"), kind="primary")
        self.again.clicked.connect(self.refresh)
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        row.addWidget(self.mark)
        row.addSpacing(GAP)
        row.addStretch(1)
        row.addWidget(self.again)
        row.addWidget(self.close_button)
        return row

    def refresh(self) -> None:
        """Ask again; what is there stays until the answer comes."""
        editor, file, overrides = self.site.editor, self.site.document.file, dict(self.site.overrides)
        document = Document(editor.draft.document.file, dict(editor.draft.data))
        self.again.setEnabled(False)
        self._asked_at = time.time()
        self._question.ask(
            lambda session: self.work(session, session.sites.configured(file, overrides, document)),
            self._answered,
            self._failed,
        )
        self._show()

    def _answered(self, answer: Answer) -> None:
        self.answer = answer
        self._say("")
        self._done()

    def _failed(self, error: Exception) -> None:
        words = f"{error.message} {error.hint or ''}".strip() if isinstance(error, ParisanaError) else str(error)
        kept = translate("Elements", "The rows are those of the last answer.") if self.answer is not None else ""
        self._say(f"{words} {kept}".strip())
        self._done()

    def _done(self) -> None:
        self.again.setEnabled(True)
        self._show()
        self.table.fit_columns()

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    @property
    def chosen(self) -> list[str]:
        """The names that the settings list."""
        written = self.site.value("settings", self.setting)
        return [str(name) for name in written] if isinstance(written, list) else []

    @property
    def filed(self) -> list[str]:
        """The names that the site file lists: they can be ticked again."""
        written = found_at(self.site.document.data, ("settings", self.setting))
        return [str(name) for name in written] if isinstance(written, list) else []

    def entries(self) -> list[Element]:
        """Return the rows of the last answer, and the names in the settings that it does not have."""
        found, chosen = list(self.answer.rows) if self.answer else [], self.chosen
        known = {entry.element for entry in found}
        strange = [name for name in dict.fromkeys([*self.filed, *chosen]) if name not in known]
        entries = found + [Element(name, translate("Elements", "not known"), in_use=False) for name in strange]
        return [replace(entry, in_use=entry.element in chosen) for entry in entries] if chosen else entries

    def _show(self) -> None:
        entries = self.entries()
        self.rows.show([entry for entry in entries if self._passes(entry)])
        used = sum(entry.in_use for entry in entries)
        title = str(self.site.value("title") or self.site.name)
        self.sub.setText(
            translate("Elements", "{0}  ·  {1} listed, {2} in use").format(title, f"{len(entries):,}", f"{used:,}")
        )
        self._show_remark(entries)
        self._show_age()

    def _passes(self, entry: Element) -> bool:
        wanted = (True, state_of(entry) == "yes", entry.in_use)[self.which.currentIndex()]
        return wanted and self.filter.text().strip().lower() in entry.element.lower()

    def _show_remark(self, entries: Sequence[Element]) -> None:
        said = self.answer.text if self.answer else ""
        how = (
            translate("Elements", "A tick says which get jobs; it is written into the settings of the profile.")
            if self.writable
            else translate("Elements", "Which of them get jobs is this batch system's own affair.")
        )
        self.remark.setText(said or (how if entries else ""))

    def _show_age(self) -> None:
        """Say how old the rows are."""
        if self._question.open:
            waited = duration(max(0.0, time.time() - self._asked_at))
            self.mark.show_state("running", translate("Elements", "asked {0} ago, no answer yet").format(waited))
        elif self.answer is None:
            self.mark.show_state("unknown", translate("Elements", "nothing is known"))
        else:
            age = duration(max(0.0, time.time() - self.answer.at))
            state = "unknown" if self.trouble.text() else "yes"
            self.mark.show_state(state, translate("Elements", "read {0} ago").format(age))

    def _turn(self, entry: Element) -> None:
        """Take an entry into the settings, or out of them."""
        if not self.writable:
            return
        names = self.chosen or [each.element for each in self.entries() if each.in_use]
        after = [name for name in names if name != entry.element] if entry.element in names else [*names, entry.element]
        if not after:
            self._say(translate("Elements", "At least one must stay in use."))
            return
        self._say("")
        self.site.write(("settings", self.setting), after)
        self._show()
