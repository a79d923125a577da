"""The page Transfers: what is copied, waits or failed, how fast it goes, and what one does about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from parisana.app.ground.command_line import command_line
from parisana.app.transfers.queue import Shown
from parisana.app.transfers.shown import TransferRow
from parisana.core.texts.words import counted, duration, size
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.storage.nodes import CONTROL
from parisana.ui.desktop.theme import CARD, NARROW, ROW_GAP, TRANSFER_CHART
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.command_line import command_button
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.flow import Flow
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.rows import Rows
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import breakable_sentence, button, label
from parisana.ui.desktop.widgets.time_bars import Bars, Series

from .transfers_columns import columns, remark

NOTHING_YET, QUEUE, EMPTY = range(3)
#: Milliseconds between two looks at the queue.
PAUSE = 1000
#: Units of a rate, the largest first.
UNITS = ((1e9, "GB/s"), (1e6, "MB/s"), (1e3, "kB/s"), (1.0, "B/s"))
#: What a button does -> the states of the copies that it concerns.
CONCERNED = {
    "pause": ("running", "waiting"),
    "resume": ("paused",),
    "cancel": ("running", "waiting", "paused"),
    "retry": ("failed", "cancelled"),
}
#: Verb of a button -> verb of the queue.
VERBS = {"retry": "resume"}
#: To whom a word is said when something may be carried out: no production in particular.
NOBODY = 0


class TransfersPage(Page):
    """Follows the queue while it is looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("TransfersPage", "Transfers"))
        self.desk = desk
        self.found: Shown | None = None
        self._asked, self._doing = Question(desk.bridge, "transfers", self), Question(desk.bridge, "books", self)
        self._timer = QTimer(self, interval=PAUSE, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._on = False
        self._verbs()
        self.command = command_button(self, self.commands)
        self.buttons.addWidget(self.command)
        self.stack = QStackedWidget()
        for each in (QWidget(), self._queue(), self._empty()):
            self.stack.addWidget(each)
        self.content.addWidget(self._chart())
        self.content.addWidget(self.stack, 1)
        self._show_verbs()

    def _verbs(self) -> None:
        glyphs = {"pause": "pause", "resume": "play", "cancel": "x", "retry": "arrow-counter-clockwise"}
        self.verbs: dict[str, QPushButton] = {}
        for verb, glyph in glyphs.items():
            self.verbs[verb] = made = button("", glyph, small=True)
            made.clicked.connect(partial(self.do, verb))

    def _chart(self) -> Card:
        self.chart = Bars(self.tr("Throughput"), times=True)
        self.chart.setFixedHeight(TRANSFER_CHART)
        card = Card(self.tr("Throughput"), " ")
        self.pace = card.remark
        card.add(self.chart)
        card.hide()
        self.drawn = card
        return card

    def _queue(self) -> Card:
        self.rows: Rows[TransferRow] = Rows(columns())
        self.table = Table(self.rows, self.tr("Transfers"))
        self.table.selectionModel().selectionChanged.connect(lambda now, before: self._show_verbs())
        card = Card()
        card.without_margins()
        card.body.addWidget(self.table, 1)
        self.said = label("", "caption", "dim", wrap=True)
        flow = Flow()
        for each in self.verbs.values():
            flow.addWidget(each)
        below = QVBoxLayout()
        below.setContentsMargins(CARD, NARROW, CARD, NARROW)
        below.setSpacing(ROW_GAP)
        below.addWidget(self.said)
        below.addLayout(flow)
        card.body.addLayout(below)
        return card

    def _empty(self) -> Empty:
        to_storage = button(self.tr("Look at the storages"), "database", "primary")
        to_storage.clicked.connect(lambda: self.go.emit("page.storage"))
        return Empty(
            "arrows-left-right", self.tr("Nothing is being copied"),
            self.tr("Copies are asked for on the page Storage, by dragging, or with parisana storage cp."), to_storage,
        )  # fmt: skip

    def shown(self) -> None:
        """Follow from now on."""
        self._on = True
        self._ask()

    def left(self) -> None:
        """Follow no more."""
        self._on = False
        self._timer.stop()

    def _ask(self) -> None:
        if not self._asked.open:
            self._asked.ask(lambda session: session.transfers.shown(), self.show_queue, self._silent)

    def _silent(self, error: Exception) -> None:
        self.remark.setText(str(error))
        self._again()

    def _again(self) -> None:
        if self._on:
            self._timer.start()

    def show_queue(self, found: Shown) -> None:
        """Show the queue, and ask again in a moment."""
        self.found = found
        chosen = {row.number for row in self.table.selected() if row}
        self.rows.show(found.rows)
        if [row.number for row in self.table.selected() if row] != sorted(chosen):
            self._choose(chosen)
        self.stack.setCurrentIndex(QUEUE if found.rows else EMPTY)
        self._show_outlook(found)
        self._show_throughput(found)
        self._show_verbs()
        self._again()

    def _choose(self, numbers: set[int]) -> None:
        """Keep the same copies chosen, wherever they stand now."""
        model = self.table.selectionModel()
        model.clearSelection()
        flag = QItemSelectionModel.SelectionFlag
        for at, row in enumerate(self.rows.rows):
            if row.number in numbers:
                model.select(self.rows.index(at, 0), flag.Select | flag.Rows)

    def _show_outlook(self, found: Shown) -> None:
        outlook = found.outlook
        if not found.rows:
            self.remark.setText("")
            return
        words = [self.tr("{0} of {1}").format(size(outlook.moved), size(outlook.size))]
        if outlook.rate:
            words.append(f"{size(outlook.rate)}/s")
        if outlook.seconds_left is not None:
            words.append(self.tr("about {0} left").format(duration(outlook.seconds_left)))
        self.remark.setText("  ·  ".join(words))

    def _show_throughput(self, found: Shown) -> None:
        line = found.throughput
        rates = {at: moved / line.width for at, moved in line.moved.items()}
        unit, name = next((pair for pair in UNITS if max(rates.values(), default=0.0) >= pair[0]), UNITS[-1])
        series = Series("", "running", {at: rate / unit for at, rate in rates.items()})
        self.chart.show_bars([series], line.start, line.width, line.number)
        self.drawn.setVisible(bool(found.rows) or any(rates.values()))
        self.pace.setText(self.tr("{0}, in the last hour").format(name))

    def concerned(self, verb: str) -> list[int]:
        """Return the copies that a verb would concern: of those that are chosen, or else of all that are shown."""
        rows: Sequence[TransferRow] = [row for row in self.table.selected() if row] or self.rows.rows
        states = CONCERNED[verb] if verb != "retry" or self.table.selected() else ("failed",)
        return [row.number for row in rows if row.state in states]

    def _show_verbs(self) -> None:
        chosen = [row for row in self.table.selected() if row]
        self.said.setText(breakable_sentence(in_words(chosen[0])) if len(chosen) == 1 else "")
        self.said.setVisible(bool(self.said.text()))
        words = {
            "pause": (self.tr("Pause 1 copy"), self.tr("Pause {0} copies")),
            "resume": (self.tr("Resume 1 copy"), self.tr("Resume {0} copies")),
            "cancel": (self.tr("Cancel 1 copy"), self.tr("Cancel {0} copies")),
            "retry": (self.tr("Retry 1 copy"), self.tr("Retry {0} copies")),
        }
        for verb, each in self.verbs.items():
            count = len(self.concerned(verb))
            each.setText(counted(count, *words[verb]))
            each.setAccessibleName(each.text())
            each.setEnabled(count > 0)

    def do(self, verb: str) -> None:
        """Pause, resume, cancel or retry; it can be taken back, so nobody is asked."""
        numbers, called = self.concerned(verb), VERBS.get(verb, verb)
        self._doing.ask(lambda session: int(getattr(session.transfers, called)(numbers)), self._done)

    def _done(self, count: int) -> None:
        self.desk.say(counted(count, self.tr("1 copy is changed"), self.tr("{0} copies are changed")))
        self.desk.bridge.nudge(NOBODY)
        self._timer.stop()
        self._ask()

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page shows and does, as commands."""
        found = [(self.tr("This queue"), command_line("transfers", all=True))]
        titles = {verb: each.text() for verb, each in self.verbs.items() if each.isEnabled()}
        for verb, title in titles.items():
            found.append((title, command_line(f"transfers {VERBS.get(verb, verb)}", *self.concerned(verb)[:20])))
        return [*found, (self.tr("Carry them out"), command_line("transfers run"))]


def in_words(row: TransferRow) -> str:
    """Return from where to where, and what is to be said of it, in full."""
    words = translate("TransfersPage", "Transfer {0}: {1} to {2}.").format(row.number, row.source, row.target)
    return f"{words.translate(CONTROL)} {remark(row)}".strip()
