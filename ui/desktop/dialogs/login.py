"""What a host asks its user: a secret, whether its key is the right one; and what is said of a key that changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from parisana.app.ssh.asked import TRUSTED, Asked
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import GAP, ROW_GAP
from parisana.ui.desktop.widgets.command_line import CommandLine
from parisana.ui.desktop.widgets.texts import Tone, label

from .messages import Message


class Asking(Message):
    """A question of a host; ``answer_for_host`` is what it is told, ``None`` when the user gave no answer."""

    @property
    def answer_for_host(self) -> str | None:
        """The answer, once the dialog was accepted."""
        return None

    def _put(self, widget: QWidget) -> None:
        """Put something more above the buttons."""
        self.column.insertWidget(self.column.count() - 1, widget)

    def _put_line(self, text: str, tone: Tone = "text") -> None:
        line = label(text, tone=tone, wrap=True)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.setAccessibleName(text)
        self._put(line)


class SecretDialog(Asking):
    """A password, a one-time code, a passphrase: typed without being shown, and kept nowhere."""

    def __init__(self, parent: QWidget | None, asked: Asked) -> None:
        heading = translate("Login", "Log in to {0}").format(asked.address)
        answers = [translate("Login", "Cancel"), translate("Login", "Log in")]
        super().__init__(parent, heading, way_of(asked), answers)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(asked.words.strip())
        self._put_line(asked.words.strip())
        self._put(self.line)
        self._put(
            label(
                translate("Login", "What you type goes to ssh alone, and is kept nowhere."), "caption", "dim", wrap=True
            )
        )
        self.line.setFocus()

    @property
    def answer_for_host(self) -> str | None:
        """What was typed."""
        return self.line.text() if self.answer else None


class HostKeyDialog(Asking):
    """The key of a host that is not known here: the user alone can say whether it is the right one."""

    def __init__(self, parent: QWidget | None, asked: Asked) -> None:
        heading = translate("Login", "Is this {0}?").format(asked.address.host)
        answers = [translate("Login", "Do not connect"), translate("Login", "Trust this host")]
        super().__init__(parent, heading, way_of(asked), answers)
        self._put_line(
            translate(
                "Login",
                "This machine has not met it before. Compare the fingerprint with the one that the centre publishes. "
                "If it is not the same, somebody else answers in its place.",
            )
        )
        self._put(Fingerprint(asked))
        refuse, _ = self.findChildren(QPushButton)
        refuse.setDefault(True)
        refuse.setFocus()

    @property
    def answer_for_host(self) -> str | None:
        """The user's word for the key."""
        return TRUSTED if self.answer == translate("Login", "Trust this host") else None


class KeyChangedDialog(Asking):
    """A host shows another key than it used to: what that means, and the only way on."""

    def __init__(self, parent: QWidget | None, asked: Asked) -> None:
        heading = translate("Login", "{0} shows another key than before").format(asked.address.host)
        super().__init__(parent, heading, way_of(asked), [translate("Login", "Close")])
        assert asked.key is not None, "it is about a key"
        self._put_line(
            translate(
                "Login",
                "Somebody may be listening in, or the host was set up anew. Nothing goes there.",
            ),
            "bad",
        )
        self._put(Fingerprint(asked))
        self._put_line(
            translate("Login", "Ask the centre. If it confirms this fingerprint, forget the old key, and try again:")
        )
        self._put(CommandLine(f"ssh-keygen -R '{asked.key.host}'"))


class Fingerprint(QWidget):
    """Host, kind and fingerprint of a key, to be compared and copied."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        assert asked.key is not None, "it is about a key"
        rows = (
            (translate("Login", "Host"), asked.key.host),
            (translate("Login", "Kind of key"), asked.key.kind),
            (translate("Login", "Fingerprint"), asked.key.fingerprint),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(ROW_GAP)
        grid.setColumnStretch(1, 1)
        for number, (name, value) in enumerate(rows):
            shown = label(value, "mono")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label(name, tone="dim"), number, 0)
            grid.addWidget(shown, number, 1)


def way_of(asked: Asked) -> str:
    """Return for which site a host is reached."""
    return translate("Login", "For the site {0}.").format(asked.site) if asked.site else ""


def dialog_for(asked: Asked, parent: QWidget | None) -> Asking:
    """Return the dialog of a question."""
    if asked.key is None:
        return SecretDialog(parent, asked)
    return (KeyChangedDialog if asked.key.replaced else HostKeyDialog)(parent, asked)
