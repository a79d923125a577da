"""What the tests themselves do with a dialog that nobody answers."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from parisana.errors import InputError
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.window import Window

from .unanswered import Unanswered


def test_a_dialog_that_nobody_answers_is_ended_and_said(window: Window, qtbot: QtBot) -> None:
    watch = Unanswered(patience=0.05, pause=10)
    say_error(window, InputError("The moon is full.", hint="Wait."))
    qtbot.waitUntil(lambda: bool(watch.said))
    watch.stop()
    assert "The moon is full." in watch.said[0]
