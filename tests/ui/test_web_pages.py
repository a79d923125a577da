"""The globe in the header: the bookkeeping page of what is shown, served from here when nobody else does."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.request import urlopen

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from parisana.app import web_note
from parisana.app.ground import places
from parisana.ui.desktop import web_pages
from parisana.ui.desktop.window import Window


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses that the browser was sent to."""
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()))
    return found


def test_the_page_of_what_is_shown_is_opened(window: Window, opened: list[str]) -> None:
    with web_note.written(places.home(), "http://127.0.0.1:1/", places.user()):
        window.commands["web"].trigger()
        window.desk.production = 7
        for page in ("page.jobs", "page.timeline", "page.failures"):
            window.web_pages.open(page, 7)
    assert [each.removeprefix("http://127.0.0.1:1/") for each in opened] == [
        "productions",
        "productions/7/jobs",
        "productions/7/statistics",
        "productions/7",
    ]
    window.desk.production = None


def test_pages_that_nobody_serves_are_served_while_the_window_is_open(
    window: Window, qtbot: QtBot, opened: list[str]
) -> None:
    window.commands["web"].trigger()
    qtbot.waitUntil(lambda: bool(opened), timeout=90_000)
    with urlopen(f"{opened[0]}.json") as answer:
        assert json.load(answer)["productions"] == []
    window.web_pages.close()
    assert web_note.address_of(places.home(), places.user()) is None


def test_why_there_are_no_pages_is_said(
    window: Window, qtbot: QtBot, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_pages, "SERVE", (*web_pages.SERVE, "--book", str(Path(os.environ["HOME"], "none"))))
    window.commands["web"].trigger()
    qtbot.waitUntil(lambda: "There is no bookkeeping at" in window.footer.saved.text(), timeout=90_000)
    assert opened == []
