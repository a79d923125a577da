"""Send a map or a table to another program by SAMP: what, and to whom of those at the hub."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from parisana.app.ground.command_line import command_line
from parisana.app.results.outcomes import Outcomes, Parcel, Plots
from parisana.app.results.samp import Client
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.forms.inputs import Choice
from parisana.ui.desktop.language import later
from parisana.ui.desktop.theme import DIALOG, NARROW, ROW_GAP, SENDING
from parisana.ui.desktop.widgets.command_line import CommandLine
from parisana.ui.desktop.widgets.texts import button, label, set_tone

#: What is offered, by its name in commands.
TITLES = {
    "map": later("Parcel", "Significance map"),
    "spectrum": later("Parcel", "Flux points"),
    "fit": later("Parcel", "Fitted curve"),
    "light-curve": later("Parcel", "Light curve"),
    "runs": later("Parcel", "Table of runs"),
}


class SendDialog(QDialog):
    """What there is to be sent; who would take it; what came of it."""

    def __init__(self, parent: QWidget | None, desk: Desk, plots: Plots) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Send to another program"))
        self.resize(*SENDING)
        self.plots = plots
        self._who, self._sent = Question(desk.bridge, "samp", self), Question(desk.bridge, "samp", self)
        self.what: QComboBox = Choice()
        for parcel in Outcomes.parcels(plots):
            self.what.addItem(QCoreApplication.translate("Parcel", TITLES[parcel.name]), parcel)
        self.what.activated.connect(lambda at: self.look())
        self.clients = QListWidget()
        self.clients.setAccessibleName(self.tr("Programs"))
        self.clients.setSelectionMode(QListWidget.SelectionMode.MultiSelection)
        self.clients.itemSelectionChanged.connect(self._name_button)
        self.said = label("", tone="dim", wrap=True)
        self.again = button(self.tr("Look Again"), "arrows-clockwise")
        self.send = button(self.tr("Send"), "share-network", kind="primary")
        self.again.clicked.connect(self.look)
        self.send.clicked.connect(self._send)
        self._command = QVBoxLayout()
        self._lay_out()
        self.look()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(NARROW)
        column.addWidget(label(self.windowTitle(), "heading"))
        head = QHBoxLayout()
        what = label(self.tr("Send"), tone="dim")
        what.setBuddy(self.what)
        head.addWidget(what)
        head.addWidget(self.what, 1)
        column.addLayout(head)
        column.addWidget(label(self.tr("Programs that take it"), "caption", "dim"))
        column.addWidget(self.clients, 1)
        column.addWidget(self.said)
        column.addLayout(self._command)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        close = button(self.tr("Close"))
        close.clicked.connect(self.accept)
        row.addWidget(self.again)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.send)
        column.addLayout(row)

    @property
    def parcel(self) -> Parcel:
        """What is to be sent."""
        found = self.what.currentData()
        assert isinstance(found, Parcel), "only parcels are offered"
        return found

    def look(self) -> None:
        """Ask the hub who is there."""
        parcel = self.parcel
        self.clients.clear()
        self.send.setEnabled(False)
        self._say(self.tr("Asking the hub…"), "dim")
        self._who.ask(lambda session: session.outcomes.takers(parcel), self._show, self._failed)

    def _show(self, found: list[Client]) -> None:
        for client in found:
            item = QListWidgetItem(client.name)
            item.setData(Qt.ItemDataRole.UserRole, client)
            self.clients.addItem(item)
            item.setSelected(True)
        nobody = self.tr("A hub runs, but no program at it takes this. Start Aladin, DS9 or TOPCAT, and look again.")
        self._say("" if found else nobody, "dim")
        self._name_button()

    def _name_button(self) -> None:
        """Name the button after those who are chosen."""
        chosen = [item.text() for item in self.clients.selectedItems()]
        one, many = self.tr("Send to {0}"), self.tr("Send to {0} programs")
        self.send.setText(one.format(chosen[0]) if len(chosen) == 1 else many.format(len(chosen)))
        self.send.setEnabled(bool(chosen))
        while (item := self._command.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if chosen:
            to = chosen[0] if len(chosen) == 1 else None
            command = command_line("results", self.plots.production, send=self.parcel.name, to=to)
            self._command.addWidget(CommandLine(command))

    def _send(self) -> None:
        ids = [item.data(Qt.ItemDataRole.UserRole).id for item in self.clients.selectedItems()]
        parcel, plots = self.parcel, self.plots
        self.send.setEnabled(False)
        self._say(self.tr("Sending…"), "dim")
        self._sent.ask(lambda session: session.outcomes.send(parcel, plots, ids), self._done, self._failed)

    def _done(self, names: list[str]) -> None:
        self.send.setEnabled(True)
        self._say(self.tr("{0} took it.").format(", ".join(names)), "text")

    def _failed(self, error: Exception) -> None:
        """Say what happened; a hub that vanished has no programs any more."""
        self.clients.clear()
        self._say(f"{getattr(error, 'message', error)} {getattr(error, 'hint', None) or ''}".strip(), "bad")

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        set_tone(self.said, "bad" if tone == "bad" else "dim" if tone == "dim" else "text")
