"""The views of the jobs at 1280 × 800, in a language with longer words, with names that nobody expects."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractScrollArea, QApplication
from pytestqt.qtbot import QtBot

from parisana.core.jobs.states import Failure
from parisana.plugins.fake_backend import FakeSite
from parisana.ui.desktop.pages.jobs.views import VIEWS
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.looking import elided, name_of, outside, seen, settle
from tests.ui.productions import books, copy, end, submit
from tests.ui.test_language import Longer

LONG_HOST = "worker-node-of-a-very-large-farm-0642.computing.centre.example.org"


@pytest.fixture
def longer(qapp: QApplication) -> Iterator[QObject]:
    """Let the application speak a language in which every word is longer."""
    translator = Longer()
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.fixture
def production(toy: Toy, site: FakeSite) -> int:
    """Return a production with failures whose names are too long for any column, beside 99 others."""
    toy.site(limits={"memory": "8000 MB", "duration": "24 h"})
    number = submit(toy, 4, name="a-production-with-a-name-that-goes-on-" + "w" * 22)
    end(number, 1, Failure.MEMORY, "std::bad_alloc " * 30, "ERROR full\n", host=LONG_HOST)
    end(number, 2, Failure.SOFTWARE, "x" * 500, "ERROR\n", host=LONG_HOST)
    with books() as session, session.book._engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE jobs SET unit = '{'n' * 250}' WHERE number = 3")
    copy(number, 99)
    return number


@pytest.mark.parametrize("address", [each for each in VIEWS if each != "page.jobs"])
def test_a_view_fits_with_longer_words(
    longer: QObject, production: int, make: Callable[..., Window], qtbot: QtBot, address: str
) -> None:
    window = make()
    window.desk.choose(production)
    window.go(address)
    qtbot.waitUntil(lambda: window.desk.standing is not None and window.desk.bridge.idle, timeout=60_000)
    settle(window)
    page = window.page
    qtbot.waitUntil(lambda: page.isVisible() and window.desk.bridge.idle, timeout=60_000)
    settle(window, 10)
    assert (window.width(), window.height()) == (1280, 800)
    assert page.minimumSizeHint().width() <= page.width()
    assert not elided(page) and not outside(page)
    areas = [area for area in seen(page) if isinstance(area, QAbstractScrollArea)]
    assert not [name_of(area) for area in areas if area.horizontalScrollBar().isVisible()]
