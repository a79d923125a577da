"""What one does to names on storages: copied through the queue, brought from tape, summed, made, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from parisana.app.ground.command_line import command_line
from parisana.app.session import Session
from parisana.app.transfers.browser import Entry, Removed, Weight, joined
from parisana.app.transfers.queue import Added
from parisana.core.texts.words import counted, size
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.command_line import Action
from parisana.ui.desktop.dialogs.messages import Message, ask_name, say_error

from .model import StorageModel, lane_of
from .nodes import Node

T = TypeVar("T")
#: A list of names is cut after this many.
MOST_NAMES = 8
#: To whom a word is said when there is something new in the queue: no production in particular.
QUEUE = 0


class StorageVerbs(QObject):
    """The actions of the page Storage; each asks in the lane of the server that it concerns."""

    def __init__(self, desk: Desk, nodes: StorageModel, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self._nodes, self._page = desk, nodes, page
        nodes.dropped.connect(self.copy)

    def copy(self, sources: Sequence[str], folder: Node) -> None:
        """Ask for copies of files and folders into a folder, with the settings of the profile's site."""
        url, site = folder.entry.url, self._nodes.site
        self.desk.say(self.tr("looking what is to be copied…"), "running")
        self._ask(
            "copies", lambda session: session.transfers.add_below(sources, url, site),
            lambda added: self._copying(added, folder),
        )  # fmt: skip

    def _copying(self, added: Added, folder: Node) -> None:
        count = len(added.ids)
        words = [
            counted(count, self.tr("1 copy is in the queue"), self.tr("{0} copies are in the queue")),
            size(added.size),
        ]
        if added.taken:
            one, many = self.tr("1 name was there already"), self.tr("{0} names were there already")
            words.append(counted(len(added.taken), one, many))
        if added.links:
            one, many = self.tr("1 link to a folder is not followed"), self.tr("{0} links to folders are not followed")
            words.append(counted(len(added.links), one, many))
        self.desk.say(", ".join(words), "done" if count else "unknown")
        self.desk.bridge.nudge(QUEUE)
        self._nodes.look_into(folder)

    def bring_online(self, nodes: Sequence[Node]) -> None:
        """Ask for files on tape."""
        place, urls = nodes[0].place, [node.entry.url for node in nodes]
        one, many = self.tr("1 file was asked for from tape"), self.tr("{0} files were asked for from tape")

        def done(count: int) -> None:
            self.desk.say(counted(count, one, many) if count else self.tr("all of them are at hand"))

        self._ask(lane_of(urls[0]), lambda session: session.browser.bring_online(place, urls), done)

    def checksum(self, node: Node) -> None:
        """Say the checksum of a file."""
        place, url = node.place, node.entry.url
        self.desk.say(self.tr("computing the checksum of {0}…").format(node.title), "running")

        def done(found: tuple[str, str]) -> None:
            words = self.tr("Its {0} is {1}.").format(found[0], found[1])
            self.desk.say(f"{node.title}: {found[0]} {found[1]}")
            Message(self._page, words, url, [self.tr("Close")]).open()

        self._ask(lane_of(url), lambda session: session.browser.checksum(place, url), done)

    def make(self, folder: Node) -> None:
        """Make a folder."""
        heading = self.tr("New folder")
        name = ask_name(self._page, heading, self.tr("It is made in {0}.").format(folder.entry.url), heading)
        if name:
            place, url = folder.place, joined(folder.entry.url, name)
            self._ask(
                lane_of(url), lambda session: session.browser.make(place, url),
                lambda nothing: self._nodes.look_into(folder),
            )  # fmt: skip

    def remove(self, nodes: Sequence[Node]) -> None:
        """Count what would be removed, ask, and remove it."""
        place, entries = nodes[0].place, [node.entry for node in nodes]
        lane = lane_of(entries[0].url)
        self.desk.say(self.tr("counting what would be removed…"), "running")

        def ask(weight: Weight) -> None:
            if self._agreed(entries, weight):
                self.desk.say(self.tr("removing…"), "running")
                self._ask(
                    lane, lambda session: session.browser.remove(place, entries), lambda found: self._gone(nodes, found)
                )

        self._ask(lane, lambda session: session.browser.weigh(place, entries), ask)

    def _agreed(self, entries: Sequence[Entry], weight: Weight) -> bool:
        files = counted(weight.files, self.tr("1 file"), self.tr("{0} files"))
        folders = counted(weight.folders, self.tr("1 folder"), self.tr("{0} folders"))
        what = ", ".join(words for words, number in ((files, weight.files), (folders, weight.folders)) if number)
        names = "\n".join(entry.url for entry in entries[:MOST_NAMES])
        more = len(entries) - MOST_NAMES
        if more > 0:
            names += "\n" + self.tr("and {0} more").format(f"{more:,}")
        text = self.tr("They hold {0}, and cannot be brought back.").format(size(weight.size))
        heading, action = self.tr("Remove {0}?").format(what), self.tr("Remove {0}").format(what)
        urls = [entry.url for entry in entries[:MOST_NAMES]]
        command = command_line("storage rm", *urls, recursive=weight.folders > 0)
        return Action(self._page, heading, f"{text}\n{names}", action, command).confirmed()

    def _gone(self, nodes: Sequence[Node], found: Removed) -> None:
        for folder in dict.fromkeys(node.above for node in nodes if node.above is not None):
            self._nodes.look_into(folder)
        said = counted(found.count, self.tr("1 name was removed"), self.tr("{0} names were removed"))
        self.desk.say(said, "unknown" if found.refused else "done")
        if found.refused:
            one, many = self.tr("1 name could not be removed"), self.tr("{0} names could not be removed")
            lines = "\n".join(f"{url}: {why}" for url, why in found.refused[:MOST_NAMES])
            Message(self._page, counted(len(found.refused), one, many), lines, [self.tr("Close")]).open()

    def _ask(self, lane: str, work: Callable[[Session], T], done: Callable[[T], Any]) -> None:
        """Ask, and show what a storage refuses; the page may be gone meanwhile."""
        Question(self.desk.bridge, lane, self).ask(work, done, lambda error: self._refused(error))

    def _refused(self, error: Exception) -> None:
        self.desk.say(str(error), "unknown")
        say_error(self._page, error)
