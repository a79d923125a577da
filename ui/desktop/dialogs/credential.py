"""The dialog of proxy and token: until when they can be used, and a form that makes a new proxy."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from parisana.app.credentials.proxies import Wish
from parisana.app.credentials.wallet import Life
from parisana.app.session import Session
from parisana.errors import ParisanaError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.credential_watch import at_length, kind_of
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.forms.inputs import Line
from parisana.ui.desktop.theme import CREDENTIAL, DIALOG, GAP, NARROW, NUMBER, ROW_GAP
from parisana.ui.desktop.widgets.command_line import CommandLine
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.texts import breakable_sentence, button, label, set_tone

#: How many hours a proxy may be wished to last.
HOURS = range(1, 1001)


class CredentialDialog(QDialog):
    """Stays open while a proxy is made, and when none could be made; closes when there is one."""

    made = Signal()

    def __init__(self, parent: QWidget | None, desk: Desk, life: Life) -> None:
        super().__init__(parent)
        self.life = life
        self._question = Question(desk.bridge, "proxy", self)
        self.setWindowTitle(self.tr("Proxy and Token"))
        self.setMinimumWidth(CREDENTIAL)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        self.column.setSpacing(NARROW)
        self._say_what_is_there()
        self._fields()
        self.command = CommandLine("")
        self.said = label("", tone="bad", wrap=True)
        self.said.hide()
        for widget in (self.form, self.command, self.said):
            self.column.addWidget(widget)
        self.column.addLayout(self._buttons())
        self._can_make = "proxy" in life.shows and not life.where
        self.form.setVisible(self._can_make)
        self.command.setVisible("proxy" in life.shows)
        self.make.setVisible(self._can_make)
        self._changed()

    def _say_what_is_there(self) -> None:
        now = time.time()
        head = QHBoxLayout()
        head.addWidget(label(kind_of(self.life).capitalize(), "heading"))
        head.addStretch(1)
        head.addWidget(StateMark(self.life.lasts(now).value, self.life.site))
        self.column.addLayout(head)
        self.column.addWidget(label(at_length(self.life, now), wrap=True))
        held = self.life.held
        whose = ", ".join(part for part in (held.who, held.place) if part) if held else ""
        if whose:
            self.column.addWidget(label(breakable_sentence(whose), "caption", "dim", wrap=True))
        if self.life.where:
            words = self.tr("It lies on {0}: make a new one there.").format(self.life.where)
            self.column.addWidget(label(words, tone="warn", wrap=True))
        if "token" in self.life.shows:
            words = self.tr("A new token counts as soon as it is there: of oidc-agent, or found the WLCG way.")
            self.column.addWidget(label(words, tone="dim", wrap=True))

    def _fields(self) -> None:
        """Draw what a proxy is wished to be, filled in as the old one was."""
        organisation, role = self._known()
        self.form, grid = QWidget(), QGridLayout()
        self.form.setLayout(grid)
        grid.setContentsMargins(0, ROW_GAP, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(ROW_GAP)
        grid.setColumnStretch(1, 1)
        self.organisation, self.role, self.hours, self.passphrase = Line(), Line(), Line(), QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.hours.setFixedWidth(NUMBER)
        titles = (self.tr("Organisation"), self.tr("Role"), self.tr("Hours"), self.tr("Passphrase of your key"))
        values = (organisation, role, "24", "")
        fields = (self.organisation, self.role, self.hours, self.passphrase)
        for row, (title, field, value) in enumerate(zip(titles, fields, values, strict=True)):
            name = label(title, tone="dim")
            name.setBuddy(field)
            field.setAccessibleName(title)
            field.setText(value)
            field.textChanged.connect(self._changed)
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
        kept = self.tr("The passphrase goes to the tool that makes the proxy, and is kept nowhere.")
        grid.addWidget(label(kept, "caption", "dim", wrap=True), len(fields), 1)
        self.by_server = QCheckBox(
            self.tr("From {0}, which may want a passphrase of its own").format(self.life.myproxy)
        )
        self.by_server.setVisible(bool(self.life.myproxy and self.life.held))
        self.by_server.toggled.connect(self._changed)
        grid.addWidget(self.by_server, len(fields) + 1, 0, 1, 2)

    def _known(self) -> tuple[str, str]:
        """Return organisation and role of the proxy that is there, else those of the site."""
        proxy = self.life.held.proxy if self.life.held else None
        asked = next((each.asked for each in proxy.memberships), "") if proxy else ""
        organisation, _, role = asked.partition(":")
        return organisation or self.life.organisation, role.partition("Role=")[2]

    def _buttons(self) -> QHBoxLayout:
        self.close_button = button(self.tr("Close"))
        words = self.tr("Renew Proxy") if self.life.held and self.life.held.proxy else self.tr("Make Proxy")
        self.make = button(words, kind="primary")
        self.make.setDefault(True)
        self.close_button.clicked.connect(self.reject)
        self.make.clicked.connect(self._make)
        row = QHBoxLayout()
        row.setContentsMargins(0, ROW_GAP, 0, 0)
        row.setSpacing(ROW_GAP)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.make)
        return row

    @property
    def wish(self) -> Wish | None:
        """What is wished for; nothing while the hours are no number of hours."""
        hours = self.hours.text().strip()
        if not (hours.isascii() and hours.isdigit() and int(hours) in HOURS):
            return None
        organisation, role = self.organisation.text().strip(), self.role.text().strip()
        member = f"{organisation}:/{organisation}/Role={role}" if organisation and role else organisation
        return Wish(member, int(hours))

    def _changed(self) -> None:
        """Show the command that does the same, and whether it can be done."""
        wish, by_server = self.wish, self.by_server.isChecked()
        for field in (self.organisation, self.role):
            field.setEnabled(not by_server)
        self.make.setEnabled(wish is not None and not self._question.open)
        if wish is None:
            self._say(self.tr("A proxy lasts from 1 to 1000 hours."), "warn")
            return
        self.said.hide()
        self.command.text.setText(self._command(wish, by_server))

    def _command(self, wish: Wish, by_server: bool) -> str:
        """Return the words of the command."""
        if by_server:
            return shlex.join(
                ["parisana", "proxy", "renew", "--myproxy", self.life.myproxy, "--hours", f"{wish.hours}"]
            )
        member = ["--vo", wish.organisation] if wish.organisation else []
        return shlex.join(["parisana", "proxy", "init", *member, "--hours", str(wish.hours)])

    def _make(self) -> None:
        """Let a lane make it; the passphrase leaves this window here."""
        wish, passphrase, server = self.wish, self.passphrase.text(), self.life.myproxy
        self.passphrase.clear()
        if wish is None:
            return
        work: Callable[[Session], object] = (
            (lambda session: session.wallet.renew(server, wish.hours, passphrase))
            if self.by_server.isChecked()
            else (lambda session: session.wallet.make(wish, passphrase))
        )
        self._question.ask(work, lambda held: self._there(), self._failed)
        self.make.setEnabled(False)
        self._say(self.tr("The proxy is being made…"), "dim")

    def _there(self) -> None:
        self.made.emit()
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._changed()
        words = f"{error.message} {error.hint or ''}".strip() if isinstance(error, ParisanaError) else str(error)
        self._say(breakable_sentence(words), "bad")
        self.passphrase.setFocus()

    def _say(self, words: str, tone: str) -> None:
        set_tone(self.said, "warn" if tone == "warn" else "dim" if tone == "dim" else "bad")
        self.said.setText(words)
        self.said.show()
