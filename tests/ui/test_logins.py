"""What hosts ask: dialogs that come one after the other, threads that wait for them, and a window that does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from parisana.app.session import Session
from parisana.app.ssh.asked import Asked
from parisana.app.ssh.pool import POOL
from parisana.app.ssh.system import Master
from parisana.core.documents.address import Address
from parisana.core.jobs.states import ProductionState
from parisana.ui.desktop import logins
from parisana.ui.desktop.dialogs.login import HostKeyDialog, KeyChangedDialog, SecretDialog
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy, total
from tests.environment import set_environment
from tests.servers.fixtures import sshd as sshd
from tests.servers.sshd import Sshd
from tests.ui.toyland import SOON, Make, modal, press

BY_SYSTEM = Address("submit", transport="system")
PASSWORD = Asked(BY_SYSTEM, "Lyon", "hofmann@submit's password: ")
CODE = Asked(Address("other", "hofmann"), "Heidelberg", "Verification code: ")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the connections back when a test is over."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    before = POOL.ask
    yield
    POOL.ask = before
    POOL.close()


@pytest.fixture
def asks(window: Window) -> Iterator[Callable[[Asked], Future[str | None]]]:
    """Return what asks as a thread at work does."""
    with ThreadPoolExecutor(4) as threads:
        yield lambda asked: threads.submit(POOL.ask, asked)
        window.desk.logins.close()


def shown(qtbot: QtBot, kind: type) -> Any:
    """Wait for a dialog, and return it."""
    qtbot.waitUntil(lambda: isinstance(modal(), kind), timeout=SOON)
    return modal()


def texts(widget: Any) -> str:
    """Return all that a dialog says."""
    return " ".join(each.text() for each in widget.findChildren(QLabel))


def give(dialog: Any, words: str) -> None:
    """Press one of the dialog's buttons."""
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text() == words]
    press(found)


def test_a_secret_is_typed_unseen_while_the_window_goes_on(
    qtbot: QtBot, asks: Callable[[Asked], Future[str | None]]
) -> None:
    answer = asks(PASSWORD)
    dialog = shown(qtbot, SecretDialog)
    assert dialog.line.echoMode() is QLineEdit.EchoMode.Password and dialog.line.hasFocus()
    said = texts(dialog)
    assert "hofmann@submit's password:" in said and "Log in to submit" in said and "site Lyon" in said
    assert not answer.done()
    QTest.keyClicks(dialog.line, "open sesame")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(answer.done, timeout=SOON)
    assert answer.result() == "open sesame"


def test_questions_come_one_after_the_other(qtbot: QtBot, asks: Callable[[Asked], Future[str | None]]) -> None:
    first = asks(PASSWORD)
    dialog = shown(qtbot, SecretDialog)
    second = asks(CODE)
    QTest.qWait(50)
    assert shown(qtbot, SecretDialog) is dialog
    QTest.keyClicks(dialog.line, "one")
    give(dialog, "Log in")
    qtbot.waitUntil(lambda: "hofmann@other" in texts(shown(qtbot, SecretDialog)), timeout=SOON)
    dialog = shown(qtbot, SecretDialog)
    QTest.keyClicks(dialog.line, "two")
    give(dialog, "Log in")
    qtbot.waitUntil(lambda: first.done() and second.done(), timeout=SOON)
    assert (first.result(), second.result()) == ("one", "two")


def test_a_host_that_got_no_answer_asks_no_more_until_the_user_logs_in(
    qtbot: QtBot, window: Window, asks: Callable[[Asked], Future[str | None]]
) -> None:
    answer = asks(PASSWORD)
    QTest.keyClick(shown(qtbot, SecretDialog), Qt.Key.Key_Escape)
    qtbot.waitUntil(answer.done, timeout=SOON)
    assert answer.result() is None
    banner = window.login_banner.banner
    assert banner.isVisible() and banner.sentence.text() == "submit waits for you to log in"
    again = asks(PASSWORD)
    qtbot.waitUntil(again.done, timeout=SOON)
    assert again.result() is None and modal() is None
    window.desk.logins.forgive()
    assert not banner.isVisible()
    once_more = asks(PASSWORD)
    give(shown(qtbot, SecretDialog), "Cancel")
    qtbot.waitUntil(once_more.done, timeout=SOON)


def test_a_window_that_closes_says_no(
    qtbot: QtBot, window: Window, asks: Callable[[Asked], Future[str | None]]
) -> None:
    answers = [asks(PASSWORD), asks(CODE)]
    shown(qtbot, SecretDialog)
    window.desk.logins.close()
    assert [answer.result(10) for answer in answers] == [None, None]
    assert asks(CODE).result(10) is None
    qtbot.waitUntil(lambda: modal() is None, timeout=SOON)


def test_a_question_that_nobody_waits_for_any_more_is_taken_back(
    qtbot: QtBot, asks: Callable[[Asked], Future[str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logins, "PATIENCE", 0.3)
    answer = asks(PASSWORD)
    shown(qtbot, SecretDialog)
    assert answer.result(10) is None
    qtbot.waitUntil(lambda: modal() is None, timeout=SOON)


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on a machine behind ssh."""
    made = Toy(tmp_path / "toy")
    set_environment(monkeypatch, made.environment)
    made.site(backend="ssh", settings={"host": "submit", "spool": str(made.root / "there"), "cores": 2})
    return made


def batch_page(make: Make, toy: Toy) -> tuple[Window, Any]:
    """Return the window with the page of the batch system, which asks the site."""
    window = make(str(toy.profile()))
    window.go("page.batch")
    return window, window.page


@pytest.mark.xdist_group("sshd")
@pytest.mark.server
def test_an_unknown_host_is_met_on_the_page(qtbot: QtBot, make: Make, toy: Toy, sshd: Sshd) -> None:
    sshd.known_hosts.write_text("")
    _, page = batch_page(make, toy)
    dialog = shown(qtbot, HostKeyDialog)
    assert sshd.fingerprint in texts(dialog) and "site toyland" in texts(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: modal() is None, timeout=SOON)
    assert not sshd.known_hosts.read_text(), "Return alone trusts nobody"
    qtbot.waitUntil(lambda: "not known here yet" in page.card.sentence.text(), timeout=SOON)
    press(page.desk.parent().login_banner.banner.button)
    give(shown(qtbot, HostKeyDialog), "Trust this host")
    qtbot.waitUntil(lambda: "answers in" in page.card.mark.words, timeout=2 * SOON)
    assert len(sshd.known_hosts.read_text().splitlines()) == 1


@pytest.mark.xdist_group("sshd")
@pytest.mark.server
def test_a_changed_key_is_taken_at_no_click(qtbot: QtBot, make: Make, toy: Toy, sshd: Sshd) -> None:
    sshd.new_host_key()
    sshd.restart()
    known = sshd.known_hosts.read_text()
    window, page = batch_page(make, toy)
    dialog = shown(qtbot, KeyChangedDialog)
    assert "listening in" in texts(dialog) and "ssh-keygen -R" in texts(dialog)
    offered = [each.text() for each in dialog.findChildren(QPushButton)]
    assert sorted(offered) == ["Close", "Copy"]
    give(dialog, "Close")
    qtbot.waitUntil(lambda: "another key" in page.card.sentence.text(), timeout=SOON)
    assert "another key" in window.login_banner.banner.sentence.text()
    assert sshd.known_hosts.read_text() == known


@pytest.mark.xdist_group("sshd")
@pytest.mark.server
def test_a_passphrase_that_the_systems_ssh_asks_for(qtbot: QtBot, make: Make, toy: Toy, sshd: Sshd) -> None:
    sshd.make_key("user", "-N", "open sesame")
    (sshd.folder / "authorized_keys").write_text((sshd.folder / "user.pub").read_text())
    reach = {"ssh": True, "host": "submit", "transport": "system"}
    toy.site(backend="slurm", settings={}, reach=reach)
    try:
        _, page = batch_page(make, toy)
        dialog = shown(qtbot, SecretDialog)
        assert "passphrase" in texts(dialog)
        QTest.keyClicks(dialog.line, "open sesame")
        give(dialog, "Log in")
        qtbot.waitUntil(lambda: "yes" in [row.shown for row in page.areas.rows.values()], timeout=2 * SOON)
    finally:
        Master(BY_SYSTEM, lambda words: None).leave()


@pytest.mark.xdist_group("sshd")
@pytest.mark.server
def test_the_driver_of_the_jobs_asks_in_the_window(qtbot: QtBot, make: Make, toy: Toy, sshd: Sshd) -> None:
    sshd.restart(f"SetEnv SHLVL=1 PARISANA_LEDGER={toy.environment['PARISANA_LEDGER']}")
    session = Session()
    production = session.submit(session.plan(toy.profile()))
    sshd.known_hosts.write_text("")
    window = make(str(toy.profile()))
    window.desk.bridge.drive()
    qtbot.waitUntil(lambda: isinstance(modal(), HostKeyDialog), timeout=4 * SOON)
    give(modal(), "Trust this host")
    qtbot.waitUntil(lambda: session.production(production).state is ProductionState.DONE, timeout=6 * SOON)
    assert total(session, production) == 6 and max(toy.starts().values()) == 1
    session.close()
