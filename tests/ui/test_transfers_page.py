"""The page Transfers: what is copied is seen, and paused, cancelled and tried again; nothing partial stays."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from parisana.app.session import Session
from parisana.app.transfers.worker import Worker
from parisana.ui.desktop.pages.storage.transfers import EMPTY, QUEUE, TransfersPage
from parisana.ui.desktop.window import Window
from tests.app.slow_disk import SlowDisk
from tests.ui.looking import elided, outside, settle
from tests.waiting import until

SIZE = 3_000_000


@pytest.fixture
def session(window: Window) -> Session:
    return Session()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "to").mkdir(parents=True)
    for number in range(3):
        (folder / f"run {number}\n.fits").write_bytes(b"x" * SIZE)
    return folder


@pytest.fixture
def held(session: Session, data: Path) -> Iterator[threading.Event]:
    """Ask for three copies; the first ones are in their middle until this is set."""
    sources = sorted(str(path) for path in data.iterdir() if path.is_file())
    session.transfers.add([(source, f"{data}/to/{os.path.basename(source)}") for source in sources])
    SlowDisk.may_go.clear()
    worker = Worker(session.book, pauses=(0.01,), opened=lambda url, production: SlowDisk())
    threading.Thread(target=worker.run, daemon=True).start()
    until(lambda: session.transfers.outlook().moved > 0)
    yield SlowDisk.may_go
    worker.stop()
    SlowDisk.may_go.set()


def opened(window: Window, qtbot: QtBot, state: int = QUEUE) -> TransfersPage:
    window.go("page.transfers")
    page = window.page
    assert isinstance(page, TransfersPage)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == state, timeout=60_000)
    settle(page)
    return page


def states(page: TransfersPage) -> list[str]:
    return [row.state for row in page.rows.rows]


def click(page: TransfersPage, verb: str) -> None:
    assert page.verbs[verb].isEnabled()
    QTest.mouseClick(page.verbs[verb], Qt.MouseButton.LeftButton)


def test_an_empty_queue_leads_to_the_storages(window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, EMPTY)
    assert not elided(page)
    page.go.emit("page.storage")
    assert window._address == "page.storage"


def test_progress_rate_and_time_left_are_seen_while_it_runs(
    window: Window, qtbot: QtBot, held: threading.Event
) -> None:
    page = opened(window, qtbot)
    qtbot.waitUntil(lambda: any(row.moved and row.seconds_left for row in page.rows.rows), timeout=60_000)
    assert "of 9.0 MB" in page.remark.text() and "/s" in page.remark.text() and "left" in page.remark.text()
    first = page.rows.rows[0]
    assert first.state == "running" and first.part is not None and 0 < first.part < 1
    assert page.rows.columns[1].text(first).startswith("run 0␊.fits")
    held.set()
    qtbot.waitUntil(lambda: states(page) == ["done"] * 3, timeout=60_000)
    assert page.chart.series[0].counts and not page.verbs["pause"].isEnabled()
    assert not elided(page) and not outside(page)


def test_what_is_cancelled_leaves_nothing_partial_and_can_be_had_again(
    window: Window, qtbot: QtBot, held: threading.Event, data: Path, session: Session
) -> None:
    page = opened(window, qtbot)
    qtbot.waitUntil(lambda: page.verbs["cancel"].text() == "Cancel 3 copies", timeout=60_000)
    click(page, "cancel")
    qtbot.waitUntil(lambda: states(page) == ["cancelled"] * 3, timeout=60_000)
    until(lambda: os.listdir(data / "to") == [])
    page.table.selectAll()
    settle(page)
    assert page.verbs["retry"].text() == "Retry 3 copies"
    click(page, "retry")
    held.set()
    qtbot.waitUntil(lambda: set(states(page)) <= {"waiting", "running", "done"}, timeout=60_000)
    session.transfers.run()
    assert len(os.listdir(data / "to")) == 3


def test_one_is_paused_by_itself_and_resumed(
    window: Window, qtbot: QtBot, held: threading.Event, session: Session
) -> None:
    page = opened(window, qtbot)
    number = page.rows.rows[-1].number
    page.table.selectRow(len(page.rows.rows) - 1)
    settle(page)
    assert page.verbs["pause"].text() == "Pause 1 copy"
    click(page, "pause")
    qtbot.waitUntil(lambda: session.transfers.of([number])[0].state == "paused", timeout=60_000)
    qtbot.waitUntil(lambda: [row.number for row in page.table.selected()] == [number], timeout=60_000)
    qtbot.waitUntil(page.verbs["resume"].isEnabled, timeout=60_000)
    click(page, "resume")
    held.set()
    qtbot.waitUntil(lambda: states(page) == ["done"] * 3, timeout=60_000)


def test_what_failed_says_why_and_is_tried_again(window: Window, qtbot: QtBot, data: Path, session: Session) -> None:
    target = data / "to/taken"
    (source,) = [str(path) for path in data.iterdir() if "run 0" in path.name]
    ids = session.transfers.add([(source, str(target))])
    target.write_bytes(b"somebody else's")
    session.transfers.run(ids)
    page = opened(window, qtbot)
    page.table.selectRow(0)
    settle(page)
    assert states(page) == ["failed"] and "already" in page.said.text()
    assert page.verbs["retry"].text() == "Retry 1 copy"
    target.unlink()
    click(page, "retry")
    qtbot.waitUntil(lambda: states(page) == ["waiting"], timeout=60_000)
    session.transfers.run()
    assert target.stat().st_size == SIZE


def test_the_commands_do_the_same(window: Window, qtbot: QtBot, held: threading.Event) -> None:
    page = opened(window, qtbot)
    found = dict(page.commands())
    assert found["This queue"] == "parisana transfers --all"
    assert found["Pause 3 copies"].startswith("parisana transfers pause ")
