"""Every word of the window can be said in another language, and there is room for longer ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QTranslator
from PySide6.QtWidgets import QApplication, QPushButton

from parisana.ui.desktop.window import Window
from tests.ui.looking import elided, outside, pages, seen

MARK = "·"


class Longer(QTranslator):
    """A language in which every word is 30 % longer, and can be told by a dot."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Return the word with its tail."""
        return MARK + text + "i" * max(1, round(0.3 * len(text)))

    def isEmpty(self) -> bool:
        """Say that there are words."""
        return False


@pytest.fixture
def longer(qapp: QApplication) -> Iterator[QObject]:
    """Let the application speak that language."""
    translator = Longer()
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


def test_all_buttons_are_translated_and_fit(longer: QObject, make: Callable[..., Window]) -> None:
    window = make()
    plain: dict[str, list[str]] = {}
    for address, page in pages(window):
        buttons = [each for each in seen(page, QPushButton) if isinstance(each, QPushButton) and each.text()]
        if untold := [each.text() for each in buttons if MARK not in each.text()]:
            plain[address] = untold
        assert not outside(page), address
    assert not plain
    assert not elided(window.header)
    untold = [action.text() for action in window.commands.usable if MARK not in action.text()]
    assert not untold
