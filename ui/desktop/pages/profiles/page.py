"""The page Profiles: those that can be opened, and the frame of the one in the window."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout

from parisana.app.profiles.shelf import Deleted, Left, ProfileEntry
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.theme import DETAILS, GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.command_line import command_button
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.search import SearchField, filtered_card
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import breakable, button, label

from .actions import ShelfActions
from .frame import Frame

if TYPE_CHECKING:
    from parisana.app.session import Session

#: What can be done with the chosen profile: name of the method, words, icon.
ACTIONS = (
    ("duplicate", later("ProfilesPage", "Duplicate and edit…"), "copy"),
    ("rename", later("ProfilesPage", "Rename…"), "pencil-simple"),
    ("export", later("ProfilesPage", "Export…"), "export"),
    ("delete", later("ProfilesPage", "Delete"), "x"),
    ("compare", later("ProfilesPage", "Compare to window…"), "columns"),
    ("compare_run", later("ProfilesPage", "Compare to run…"), "columns"),
)
#: Those that need a file of the user's own.
OWN = ("rename", "delete")


@dataclass(frozen=True)
class Line:
    """A profile as the table shows it."""

    entry: ProfileEntry
    recent: int | None
    """Its place among those that were opened last."""


@dataclass(frozen=True)
class Shelf:
    """What was found."""

    lines: tuple[Line, ...]
    left: tuple[Left, ...]
    deleted: tuple[Deleted, ...]
    suites: tuple[str, ...]


class ProfilesPage(Page):
    """A table at the left; at the right, the profile in the window, and what can be done with the chosen one."""

    def __init__(self, desk: Desk, stage: str = "") -> None:
        super().__init__("")
        self.title.setText(self.tr("Profiles"))
        self.setAccessibleName(self.tr("Profiles"))
        self.desk = desk
        self.lines: tuple[Line, ...] = ()
        self._profile = desk.editor.profile
        self._question = Question(desk.bridge, "profiles", self)
        self._question.failed = lambda error: say_error(self, error)
        self.shelf = ShelfActions(self, desk, self.ask)
        self._head_buttons()
        row = QHBoxLayout()
        row.setSpacing(GAP)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(GAP)
        self.frame_, self.chosen_card = Frame(desk), self._chosen_card()
        left.addWidget(self._list(), 1)
        left.addWidget(self.shelf.left_card)
        right.addWidget(self.frame_)
        right.addWidget(self.chosen_card)
        right.addStretch(1)
        row.addLayout(left, 1)
        row.addLayout(right)
        self.content.addLayout(row, 1)
        desk.editor.changed.connect(self._mark)
        self._choice_changed()

    def _head_buttons(self) -> None:
        commands, actions = self.desk.commands, self.shelf
        self.commands = command_button(self, self._commands)
        self.of_file = button(self.tr("From a result…"), "file-text")
        self.import_ = button(self.tr("Import…"), "download-simple")
        self.new = button(self.tr("New…"), "plus")
        self.open = button(self.tr("Open"), "folder-open", kind="primary")
        self.of_file.clicked.connect(actions.open_maker)
        self.import_.clicked.connect(actions.import_file)
        self.new.clicked.connect(lambda: commands["new"].trigger())
        self.open.clicked.connect(lambda: self._open(self.chosen[0] if self.chosen else None))
        for each in (self.commands, self.of_file, self.import_, self.new, self.open):
            self.buttons.addWidget(each)

    def _list(self) -> Card:
        self.search = SearchField(self.tr("Filter by name, suite or site"))
        self.search.textChanged.connect(self._filter)
        self.undo = button("", "arrow-counter-clockwise", kind="link")
        self.undo.setVisible(False)
        self.undo.clicked.connect(self.shelf.undo_delete)
        self.trash = button(self.tr("Trash…"), small=True)
        self.trash.clicked.connect(self.shelf.show_trash)
        card = filtered_card(self.search, self.undo, self.trash)
        self.table = Table(Rows(self._columns()), self.tr("Profiles"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda on, off: self._choice_changed())
        card.add(self.table, 1)
        return card

    def _columns(self) -> list[Column[Line]]:
        return [
            Column(self.tr("Name"), lambda line: line.entry.name, width=-1, bold=True),
            Column("", self._remark, key=lambda line: line.recent, tone="accent", width=72),
            Column(self.tr("Origin"), lambda line: line.entry.origin, tone="dim", width=88),
            Column(self.tr("Suite"), lambda line: line.entry.suite or "–", width=80),
            Column(self.tr("Site"), lambda line: line.entry.site or "–", width=120),
            Column(self.tr("Changed"), lambda line: when(line.entry.changed), lambda line: line.entry.changed,
                   tone="dim", width=156),
        ]  # fmt: skip

    def _remark(self, line: Line) -> str:
        if line.entry.path.absolute() == self.desk.editor.profile.path:
            return self.tr("open")
        return self.tr("recent") if line.recent is not None else ""

    def _chosen_card(self) -> Card:
        card = Card(self.tr("Chosen profile"))
        card.setFixedWidth(DETAILS)
        self.chosen_name, self.path = label("", wrap=True, bold=True), label("", "caption", "dim", wrap=True)
        card.add(self.chosen_name)
        card.add(self.path)
        self.verbs = {}
        for name, words, glyph in ACTIONS:
            each = button(translate("ProfilesPage", words), glyph, small=True)
            each.clicked.connect(getattr(self.shelf, name))
            card.add(each)
            self.verbs[name] = each
        return card

    def shown(self) -> None:
        """Look at the shelf now."""
        self.ask()

    def ask(self) -> None:
        """Look again."""
        self._question.ask(look, self.show_shelf)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what was found: what was opened last comes first."""
        self.lines = shelf.lines
        self._filter()
        self.shelf.show_left(shelf.left)
        self.shelf.deleted = shelf.deleted
        self.trash.setText(self.tr("Trash ({0})…").format(len(shelf.deleted)))
        self.trash.setVisible(bool(shelf.deleted))
        self.frame_.offer_suites(shelf.suites)

    def show_undo(self, words: str) -> None:
        """Offer to take something back, or no longer."""
        self.undo.setText(words)
        self.undo.setAccessibleName(words)
        self.undo.setVisible(bool(words))

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        self.table.rows.show([line for line in self.lines if all(word in searched(line) for word in words)])
        self._choice_changed()

    def _mark(self) -> None:
        """Look again when the profile in the window was saved, perhaps under another name."""
        if self.desk.editor.profile is not self._profile:
            self._profile = self.desk.editor.profile
            self.ask()

    @property
    def chosen(self) -> list[Line]:
        """The rows that are chosen."""
        return [line for line in self.table.selected() if line is not None]

    def _choice_changed(self) -> None:
        """Say what can be done with what is chosen."""
        chosen = self.chosen
        one = chosen[0].entry if len(chosen) == 1 else None
        self.chosen_name.setText(breakable(one.name) if one else "")
        self.chosen_name.setVisible(one is not None)
        two = self.tr("Two are chosen: compare them.") if len(chosen) == 2 else self.tr("Choose one in the table.")
        self.path.setText(breakable(str(one.path)) if one else two)
        for name, each in self.verbs.items():
            each.setEnabled(one is not None and (name not in OWN or one.writable))
        self.verbs["compare"].setEnabled(len(chosen) in (1, 2))
        both = self.tr("Compare these two…") if len(chosen) == 2 else self.tr("Compare to window…")
        self.verbs["compare"].setText(both)
        self.verbs["compare"].setAccessibleName(both)
        self.verbs["compare_run"].setEnabled(one is not None and self.desk.snapshot is not None)
        self.open.setEnabled(one is not None)
        self.open.setText(self.tr("Open {0}").format(one.name) if one and len(one.name) < 20 else self.tr("Open"))

    def _open(self, line: Line | None) -> None:
        if line is not None:
            self.shelf.open(line.entry.path)

    def _commands(self) -> list[tuple[str, str]]:
        return self.shelf.commands([line.entry.name for line in self.chosen])

    def point_at(self, place: str) -> None:
        """Put the cursor into a field of the frame."""
        self.frame_.form.focus(place)

    def keyPressEvent(self, event: object) -> None:
        """Delete the chosen profile at Del."""
        if getattr(event, "key", lambda: None)() == Qt.Key.Key_Delete and self.verbs["delete"].isEnabled():
            self.shelf.delete()


def look(session: Session) -> Shelf:
    """Ask for all that the page shows."""
    shelf = session.profiles
    recent = [path.absolute() for path in shelf.recent()]
    lines = [Line(each, place(each.path, recent)) for each in shelf.entries()]
    ordered = sorted(lines, key=lambda line: (line.recent is None, line.recent or 0, line.entry.name.casefold()))
    return Shelf(tuple(ordered), tuple(shelf.drafts_left()), tuple(shelf.deleted()), tuple(shelf.suites()))


def place(path: Path, recent: Sequence[Path]) -> int | None:
    """Return a path's place in a list."""
    return recent.index(path.absolute()) if path.absolute() in recent else None


def when(at: float | None) -> str:
    """Return a moment as a table shows it."""
    return "–" if at is None else time.strftime("%Y-%m-%d %H:%M", time.localtime(at))


def searched(line: Line) -> str:
    """Return the words by which a profile is found."""
    return f"{line.entry.name} {line.entry.suite} {line.entry.site} {line.entry.origin}".casefold()
