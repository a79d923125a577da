"""The page Jobs while batch system or books are silent, hang, or say no."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from parisana.app.background.watcher import News, SiteNews
from parisana.app.driving.watch import Watch
from parisana.core.jobs.states import JobState
from parisana.errors import BookkeepingError, SiteError
from parisana.plugins.fake_backend import FakeSite
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.jobs_pages import failing, jobs_page, rows, select
from tests.ui.productions import answer, state_of
from tests.ui.toyland import window as window


def test_a_silent_site_is_said_with_what_follows(
    toy: Toy, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = jobs_page(window, qtbot, failing(toy))
    now = time.time()
    news = SiteNews(now - 700, now - 600, "qstat: cannot reach the master", now + 40)
    window.desk.bridge.news.emit(News(sites={"toyland": news}))
    window.desk.look()
    qtbot.waitUntil(page.silence.isVisible, timeout=60_000)
    since = time.strftime("%H:%M", time.localtime(now - 600))
    assert page.silence.sentence.text() == f"No answer from toyland since {since}"
    assert "Next try in" in page.silence.remark.text()
    assert any("cannot reach the master" in text for text in answer(qtbot, page.silence.more.click, "Close"))
    tried: list[str] = []
    monkeypatch.setattr(window.desk.bridge, "try_now", tried.append)
    QTest.mouseClick(page.silence.button, Qt.MouseButton.LeftButton)
    assert tried == ["toyland"]
    window.desk.bridge.news.emit(News(sites={"toyland": SiteNews(now, None)}))
    window.desk.look()
    qtbot.waitUntil(lambda: not page.silence.isVisible(), timeout=60_000)


def test_the_books_go_away_and_come_back(
    toy: Toy, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = jobs_page(window, qtbot, failing(toy))

    def away(*words: object) -> None:
        raise BookkeepingError("The bookkeeping does not answer.")

    with monkeypatch.context() as patch:
        patch.setattr(Watch, "snapshot", away)
        window.desk.look()
        qtbot.waitUntil(page.silence.isVisible, timeout=60_000)
        assert "bookkeeping" in page.silence.sentence.text() and len(rows(page)) == 7
    QTest.mouseClick(page.silence.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.silence.isVisible(), timeout=60_000)


def test_a_batch_system_that_raises_is_said_in_a_sentence(
    toy: Toy, site: FakeSite, window: Window, qtbot: QtBot
) -> None:
    production = failing(toy)
    page = jobs_page(window, qtbot, production)
    site.fail("cancel", SiteError("qdel: permission denied."))
    select(page, 2)
    qtbot.waitUntil(page.details.kill.isEnabled, timeout=60_000)
    answer(qtbot, page.details.kill.click, "Kill 1 job")
    assert "qdel: permission denied." in answer(qtbot, lambda: None, "Close")
    assert state_of(production, 2) is JobState.RUNNING


def test_while_the_batch_system_hangs_the_page_lives(toy: Toy, site: FakeSite, window: Window, qtbot: QtBot) -> None:
    production = failing(toy)
    page = jobs_page(window, qtbot, production)
    site.hang("cancel")
    select(page, 2)
    qtbot.waitUntil(page.details.kill.isEnabled, timeout=60_000)
    answer(qtbot, page.details.kill.click, "Kill 1 job")
    qtbot.waitUntil(lambda: "cancel" in site.calls, timeout=60_000)
    answer(qtbot, page.retry.click, "Retry 1 job")
    qtbot.waitUntil(lambda: (1, "ready") in rows(page), timeout=60_000)
    site.wake()
    qtbot.waitUntil(lambda: state_of(production, 2) is JobState.CANCELLED, timeout=60_000)
