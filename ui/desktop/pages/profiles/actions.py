"""What is done with profiles as files, from the page Profiles."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from parisana.app.ground.command_line import command_line
from parisana.app.profiles.shelf import Deleted, Difference, Left, Opened
from parisana.core.editing.profile_draft import Draft
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.differences import Differences
from parisana.ui.desktop.dialogs.messages import Message, ask_name, confirm, say_error
from parisana.ui.desktop.dialogs.trash import Trash
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.texts import button, label

if TYPE_CHECKING:
    from .page import ProfilesPage


class ShelfActions(QObject):
    """The verbs; each asks the session, and then looks at the shelf again."""

    def __init__(self, page: ProfilesPage, desk: Desk, again: Callable[[], None]) -> None:
        super().__init__(page)
        self.page, self.desk, self.editor, self._again = page, desk, desk.editor, again
        self._question = Question(desk.bridge, "profiles", self)
        self._question.failed = self._failed
        self.deleted: tuple[Deleted, ...] = ()
        self._token = ""
        self._rows: list[Card] = []
        self.left_card = Card(self.tr("Not saved at an earlier time"))
        self.left_card.hide()

    def _failed(self, error: Exception) -> None:
        say_error(self.page, error)
        self._again()

    def _name(self) -> str:
        return self.page.chosen[0].entry.name

    def _path(self) -> Path:
        return self.page.chosen[0].entry.path

    def _may_open(self) -> bool:
        """Ask before another profile takes the place of one with unsaved work."""
        if not self.editor.is_changed:
            return True
        heading = self.tr("{0} has unsaved changes").format(self.editor.profile.name)
        text = self.tr("What you changed is kept as a draft, and offered again here.")
        return confirm(self.page, heading, text, self.tr("Open without saving"))

    def _keep(self) -> None:
        """Keep unsaved work before another profile comes."""
        if self.editor.is_changed:
            opened, draft = self.editor.profile, self.editor.draft
            self.desk.bridge.ask("profiles", lambda session: session.profiles.keep_draft(opened, draft))

    def open(self, path: Path) -> None:
        """Open a profile."""
        if self._may_open():
            self._keep()
            self._question.ask(lambda session: session.profiles.open(path), self.editor.open)

    def open_maker(self) -> None:
        """Ask for a result file, and open the profile that it was made with."""
        path, _ = QFileDialog.getOpenFileName(self.page, self.tr("Open the profile that made this file"))
        if path and self._may_open():
            self._keep()
            self._question.ask(lambda session: session.profiles.profile_of_file(Path(path)), self.editor.open)

    def import_file(self) -> None:
        """Ask for a file, and copy it among the user's own profiles."""
        kinds = self.tr("Profiles (*.yaml *.yml)")
        path, _ = QFileDialog.getOpenFileName(self.page, self.tr("Import a profile"), "", kinds)
        if path and self._may_open():
            self._keep()
            self._question.ask(lambda session: session.profiles.import_(Path(path)), self.editor.open)

    def duplicate(self) -> None:
        """Copy the chosen profile, and open the copy."""
        source = self._path()
        name = ask_name(self.page, self.tr("Duplicate {0}").format(self._name()), self.tr("Name of the copy"),
                        f"{self._name()}-2")  # fmt: skip
        if name and self._may_open():
            self._keep()
            self._question.ask(lambda session: session.profiles.duplicate(source, name), self.editor.open)

    def rename(self) -> None:
        """Give the chosen profile another name; the one in the window goes on under it."""
        path, old = self._path(), self._name()
        name = ask_name(self.page, self.tr("Rename {0}").format(old), self.tr("The new name"), old)
        if name and name != old:
            current = path.absolute() == self.editor.profile.path
            if current and not self._may_open():
                return
            self._question.ask(
                lambda session: session.profiles.rename(path, name).path,
                lambda renamed: self.open_renamed(renamed) if current else self._again(),
            )

    def open_renamed(self, path: Path) -> None:
        """Go on with a profile under its new name."""
        self._question.ask(lambda session: session.profiles.open(path), self.editor.open)

    def export(self) -> None:
        """Write a copy for somebody else."""
        source, name = self._path(), self._name()
        goal, _ = QFileDialog.getSaveFileName(self.page, self.tr("Export {0}").format(name), f"{name}.yaml")
        if goal:
            self._question.ask(
                lambda session: session.profiles.export(source, Path(goal), force=True),
                lambda path: self.desk.say(self.tr("exported {0}").format(path)),
            )

    def delete(self) -> None:
        """Move the chosen profile into the trash; that can be taken back."""
        path, name = self._path(), self._name()
        self._question.ask(lambda session: session.profiles.delete(path), partial(self._deleted, name))

    def _deleted(self, name: str, token: str) -> None:
        self._token = token
        self.page.show_undo(self.tr("{0} deleted · Undo").format(name))
        self._again()

    def undo_delete(self) -> None:
        """Take back what was deleted last."""
        self.restore(self._token)

    def restore(self, token: str) -> None:
        """Take a profile out of the trash."""
        self._question.ask(lambda session: session.profiles.restore(token), self._restored)

    def _restored(self, path: Path) -> None:
        self.page.show_undo("")
        self.desk.say(self.tr("{0} is back").format(path.stem))
        self._again()

    def show_trash(self) -> None:
        """Show what was deleted, and take back what is asked for."""
        dialog = Trash(self.page, self.deleted)
        if dialog.ask() and dialog.token:
            self.restore(dialog.token)

    def compare(self) -> None:
        """Compare the two chosen profiles, or the chosen one with the window's."""
        chosen = [line.entry for line in self.page.chosen]
        if len(chosen) == 2:
            one, other = chosen
            names, command = (one.name, other.name), command_line("profile diff", one.name, other.name)
            self._compare(one.path, other.path, names, command)
        else:
            self._compare(chosen[0].path, self.editor.draft, (chosen[0].name, self.tr("in this window")), "")

    def _compare(self, one: Path, other: Path | Draft, names: tuple[str, str], command: str) -> None:
        self._question.ask(
            lambda session: session.profiles.diff(one, other), partial(self._show_differences, names, command)
        )

    def compare_run(self) -> None:
        """Compare the chosen profile with a production as it was run."""
        snapshot = self.desk.snapshot
        path, name = self._path(), self._name()
        offered = [f"#{each.number} {each.name}" for each in snapshot.productions] if snapshot else []
        number = ask_production(self, self.page, offered, name)
        if number is not None:
            names = (self.tr("as run in #{0}").format(number), name)
            command = command_line("profile diff", name, production=number)
            self._question.ask(
                lambda session: session.profiles.diff_to_run(path, number),
                partial(self._show_differences, names, command),
            )

    def _show_differences(self, names: tuple[str, str], command: str, found: list[Difference]) -> None:
        Differences(self.page, names, found, command, self.desk.go.emit).ask()

    def show_left(self, left: tuple[Left, ...]) -> None:
        """Offer what was not saved when a program ended; what is in this window is not offered."""
        card = self.left_card
        for row in self._rows:
            row.hide()
            row.deleteLater()
        mine = str(self.editor.profile.path)
        others = [each for each in left if not (each.path == mine and self.editor.is_changed)]
        self._rows = [self._left_row(each) for each in others]
        for row in self._rows:
            card.add(row)
        card.setVisible(bool(others))

    def _left_row(self, left: Left) -> Card:
        made = Card()
        made.setObjectName("body")
        made.body.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        at = time.strftime("%Y-%m-%d %H:%M", time.localtime(left.when))
        row.addWidget(label(left.name, bold=True))
        row.addWidget(label(self.tr("edited {0}").format(at), tone="dim"))
        row.addStretch(1)
        take, drop = button(self.tr("Go on with it"), small=True), button(self.tr("Drop it"), small=True)
        take.setAccessibleName(self.tr("Go on with the draft of {0}").format(left.name))
        drop.setAccessibleName(self.tr("Drop the draft of {0}").format(left.name))
        take.clicked.connect(lambda: self._take_up(left))
        drop.clicked.connect(lambda: self._drop(left))
        row.addWidget(drop)
        row.addWidget(take)
        made.body.addLayout(row)
        return made

    def _take_up(self, left: Left) -> None:
        if self._may_open():
            self._keep()
            self._question.ask(lambda session: session.profiles.take_up(left), self._taken_up)

    def _taken_up(self, found: tuple[Opened, Draft]) -> None:
        opened, draft = found
        self.editor.open(opened)
        self.editor.restore(draft)

    def _drop(self, left: Left) -> None:
        heading = self.tr("Drop the draft of {0}?").format(left.name)
        text = self.tr("What was not saved then is lost; the profile itself stays.")
        if confirm(self.page, heading, text, self.tr("Drop 1 draft")):
            self._question.ask(lambda session: session.profiles.drop_left(left), lambda nothing: self._again())

    def commands(self, names: list[str]) -> list[tuple[str, str]]:
        """Return what the page does with what is chosen, as commands."""
        found = [(self.tr("List profiles"), command_line("profile list"))]
        if len(names) == 2:
            return [*found, (self.tr("Compare these two"), command_line("profile diff", *names))]
        for name in names[:1]:
            found += [
                (self.tr("Duplicate"), command_line("profile duplicate", name, f"{name}-2")),
                (self.tr("Delete"), command_line("profile delete", name)),
                (self.tr("Export"), command_line("profile export", name, f"{name}.yaml")),
            ]
        return [*found, (self.tr("What is in the trash"), command_line("profile restore"))]


def ask_production(owner: QObject, page: ProfilesPage, offered: list[str], name: str) -> int | None:
    """Ask which production to compare with; those of the same name come first."""
    from parisana.ui.desktop.forms.inputs import Choice

    heading = translate("ShelfActions", "Compare {0} with what was run").format(name)
    if not offered:
        Message(
            page, heading, translate("ShelfActions", "Nothing has been run yet."), [translate("ShelfActions", "Close")]
        ).ask()
        return None
    message = Message(
        page,
        heading,
        translate("ShelfActions", "Production"),
        [translate("ShelfActions", "Cancel"), translate("ShelfActions", "Compare")],
    )
    box = Choice()
    box.setAccessibleName(translate("ShelfActions", "Production"))
    box.addItems(sorted(offered, key=lambda words: not words.endswith(f" {name}")))
    message.column.insertWidget(2, box)
    if message.ask() != translate("ShelfActions", "Compare"):
        return None
    return int(box.currentText().partition(" ")[0].removeprefix("#"))
