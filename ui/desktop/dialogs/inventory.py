"""What is recorded of a production against what its storages hold: lost, damaged and dark names, and their repair.

Nothing is changed by looking. Both repairs are asked for by their own buttons, with the counts that were found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from parisana.app.driving.watch import Standing
from parisana.app.ground.command_line import command_line
from parisana.app.session import Session
from parisana.app.upkeep.inventory import Look, findings
from parisana.app.upkeep.scan import Scan
from parisana.core.texts.words import counted
from parisana.errors import Cancelled, ParisanaError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.widgets.texts import set_tone

from .command_line import Action
from .inventory_frame import InventoryFrame

T = TypeVar("T")
#: Milliseconds between two looks at how far a comparison is.
PULSE = 200
#: How many productions can be chosen, the newest first; how many names a question lists.
MOST, MOST_NAMES = 500, 8


class InventoryDialog(InventoryFrame):
    """``found`` is what the last comparison came to."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._list, self._work = Question(desk.bridge, "places", self), Question(desk.bridge, "inventory", self)
        self._look = Look()
        self.found: Scan | None = None
        self._pulse = QTimer(self, interval=PULSE)
        self._pulse.timeout.connect(self._say_how_far)
        self._connect()
        self._list.ask(lambda session: session.watch.page(MOST, None, {}), self._show_productions, self._failed)
        self._show()

    def _connect(self) -> None:
        self.productions.activated.connect(self._forget)
        self.bytes.toggled.connect(self._forget)
        self.compare.clicked.connect(self._compare)
        self.stop.clicked.connect(self._stop)
        self.repair.clicked.connect(self._compute_again)
        self.clear.clicked.connect(self._remove_dark)
        self.close_it.clicked.connect(self.accept)

    def _show_productions(self, found: Sequence[Standing]) -> None:
        for each in found:
            self.productions.addItem(f"#{each.number} {each.name}", each.number)
        chosen = self._desk.standing
        if chosen is not None and (at := self.productions.findData(chosen.number)) >= 0:
            self.productions.setCurrentIndex(at)
        self._show()

    @property
    def number(self) -> int | None:
        """The production that is chosen."""
        found = self.productions.currentData()
        return None if found is None else int(found)

    def _forget(self) -> None:
        """Drop what was found: it is of another question."""
        self._stop()
        self.found = None
        self._show()

    def _show(self) -> None:
        """Show what was found, and what can be done about it."""
        found = self.found
        self.rows.show(findings(found) if found is not None else ())
        jobs = len({each.job for each in found.lost}) if found is not None else 0
        dark = len(found.dark) if found is not None else 0
        one, many = translate("Inventory", "Compute 1 job again…"), translate("Inventory", "Compute {0} jobs again…")
        self.repair.setText(counted(jobs, one, many) if jobs else translate("Inventory", "Compute again…"))
        one, many = translate("Inventory", "Remove 1 dark name…"), translate("Inventory", "Remove {0} dark names…")
        self.clear.setText(counted(dark, one, many) if dark else translate("Inventory", "Remove dark names…"))
        busy = self._work.open
        self._enable(busy, jobs, dark)
        if found is not None:
            self._say(_in_words(found), "dim" if found.good else "bad")
        elif not busy:
            words = translate(
                "Inventory", "The books are read, the storages, and the books again; what all say counts."
            )
            self._say(words, "dim")
        if self.number is not None:
            self.command.text.setText(command_line("storage check", production=self.number, checksums=self._bytes))

    def _enable(self, busy: bool, jobs: int, dark: int) -> None:
        known = self.number is not None and not busy
        can = {self.compare: known, self.stop: busy, self.repair: known and jobs > 0, self.clear: known and dark > 0}
        for each, enabled in can.items():
            each.setEnabled(enabled)
            each.setAccessibleName(each.text())

    @property
    def _bytes(self) -> bool:
        return self.bytes.isChecked()

    def _compare(self) -> None:
        number, bytes_too, look = self.number, self._bytes, Look()
        if number is None:
            return
        self._look, self.found = look, None
        self._ask(lambda session: session.inventory.compare(number, bytes_too=bytes_too, watch=look), self._compared)

    def _compared(self, found: Scan) -> None:
        self.found = found
        self._show()

    def _stop(self) -> None:
        """Break a comparison off; an answer that comes all the same is of no use any more."""
        self._look.stop()
        if self._work.open:
            self._work.drop()
            self._pulse.stop()
            self._show()

    def _compute_again(self) -> None:
        found = self.found
        if found is None:
            return
        text = translate("Inventory", "What is left of their results is put aside; nothing else is computed.")
        if self._agreed(self.repair.text(), text, [each.path for each in found.lost], repair=True):
            self._ask(lambda session: session.inventory.compute_again(found), self._sent_again)

    def _sent_again(self, count: int) -> None:
        one, many = (
            translate("Inventory", "1 job computes it again"),
            translate("Inventory", "{0} jobs compute it again"),
        )
        self._desk.say(counted(count, one, many), "running")
        self._desk.bridge.nudge(self.number or 0)
        self._compare()

    def _remove_dark(self) -> None:
        found = self.found
        if found is None:
            return
        text = translate(
            "Inventory",
            "They are in no books here, and cannot be brought back; where others' books share the area, leave them.",
        )
        if self._agreed(self.clear.text(), text, [each.path for each in found.dark], remove_dark=True):
            self._ask(lambda session: session.inventory.remove_dark(found), self._removed)

    def _removed(self, gone: tuple[list[str], list[tuple[str, str]]]) -> None:
        removed, refused = gone
        one, many = translate("Inventory", "1 name was removed"), translate("Inventory", "{0} names were removed")
        words = [counted(len(removed), one, many)]
        if refused:
            words.append(f"{refused[0][0]}: {refused[0][1]}")
        self._desk.say("; ".join(words), "unknown" if refused else "done")
        self._compare()

    def _agreed(self, action: str, text: str, paths: Sequence[str], **options: bool) -> bool:
        """Ask, with the names that it concerns and the command that does the same."""
        words, more = action.rstrip("…"), len(paths) - MOST_NAMES
        names = "\n".join(paths[:MOST_NAMES])
        if more > 0:
            names += "\n" + translate("Inventory", "and {0} more").format(f"{more:,}")
        command = command_line("storage check", production=self.number, checksums=self._bytes, **options)
        return Action(self, f"{words}?", f"{text}\n{names}", words, command).confirmed()

    def _ask(self, work: Callable[[Session], T], done: Callable[[T], object]) -> None:
        self._work.ask(work, lambda value: self._over(lambda: done(value)), self._failed)
        self._pulse.start()
        self._show()
        self._say_how_far()

    def _over(self, then: Callable[[], object]) -> None:
        self._pulse.stop()
        self._show()
        then()

    def _say_how_far(self) -> None:
        done, total = self._look.seen
        looked = translate("Inventory", "Looking: {0} of {1} files…").format(f"{done:,}", f"{total:,}")
        self._say(looked if total else translate("Inventory", "Looking…"), "dim")

    def _failed(self, error: Exception) -> None:
        self._pulse.stop()
        self._show()
        if not isinstance(error, Cancelled):
            self._say(str(error) if isinstance(error, ParisanaError) else repr(error), "bad")

    def _say(self, words: str, tone: str) -> None:
        set_tone(self.says, "bad" if tone == "bad" else "dim")
        self.says.setText(words)

    def done(self, result: int) -> None:
        """Ask nothing more."""
        self._look.stop()
        self._work.drop()
        self._list.drop()
        super().done(result)


def _in_words(found: Scan) -> str:
    damaged = sum(each.damaged for each in found.lost)
    text = translate("Inventory", "{0} files recorded: {1} lost, {2} damaged, {3} dark, {4} unknown, {5} in flight.")
    numbers = (
        found.files,
        len(found.lost) - damaged,
        damaged,
        len(found.dark),
        len(found.unknown),
        len(found.in_flight),
    )
    return text.format(*(f"{each:,}" for each in numbers))
