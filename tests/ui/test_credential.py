"""Proxy and token in the header: how long they last beside what the jobs need, and the dialog that makes a new one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from parisana.app.credentials.wallet import Life
from parisana.app.session import Session
from parisana.core.jobs.states import Answer
from parisana.plugins.fake_backend import FakeBackend, FakeSite
from parisana.plugins.held import Held, proxy_of
from parisana.ui.desktop.credential_watch import in_short
from parisana.ui.desktop.dialogs.credential import CredentialDialog
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.servers.voms import write_proxy
from tests.ui.toyland import Make, open_toy, press

PATIENCE = 60_000
#: A stand-in for voms-proxy-init: it takes one passphrase, and notes what it was asked for.
TOOL = """#!/bin/bash
read -r words
echo "$@" >>"$0.calls"
[[ $words == 'open sesame' ]] || { echo 'Error: bad decrypt of the passphrase' >&2; exit 1; }
cp "$0.proxy" "$X509_USER_PROXY"
"""


@pytest.fixture
def proxy(fake_toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the site ask for a proxy, which lasts for a day."""
    place = fake_toy.root / "proxy"
    monkeypatch.setenv("X509_USER_PROXY", str(place))
    monkeypatch.setattr(FakeBackend, "shows", "proxy")
    monkeypatch.setattr(FakeBackend, "held", lambda self: proxy_of(self.runner))
    return write_proxy(place, hours=24, member_hours=20)


@pytest.fixture
def window(make: Make, fake_toy: Toy, batch: FakeSite, proxy: Path) -> Window:
    """Return a window whose site asks for a proxy."""
    return open_toy(make, fake_toy)


def shown(window: Window) -> str:
    """Return what the header says of it; nothing, where it says nothing."""
    mark = window.header.credential
    return mark.mark.words if mark.isVisible() else ""


def says(window: Window, words: str) -> bool:
    """Whether the header says this of it."""
    return shown(window) == words


def complains(dialog: CredentialDialog, words: str) -> bool:
    """Whether the dialog says this of what it tried."""
    return words in dialog.said.text()


def test_the_header_is_quiet_while_it_lasts_and_warns_when_it_does_not(
    qtbot: QtBot, window: Window, proxy: Path
) -> None:
    qtbot.waitUntil(lambda: shown(window) == "proxy 20.0 h", timeout=PATIENCE)
    assert window.credentials.life.lasts(0) is Answer.YES
    for hours, words, answer in ((0.5, "proxy 30 min", Answer.UNKNOWN), (-1, "proxy is over", Answer.NO)):
        write_proxy(proxy, hours=24, member_hours=hours)
        window.credentials.look()
        qtbot.waitUntil(partial(says, window, words), timeout=PATIENCE)
        held = window.credentials.life.held
        assert held is not None and held.ends is not None
        assert window.credentials.life.lasts(held.ends - hours * 3600) is answer
    assert "Nothing is sent, and jobs keep their states" in window.header.credential.toolTip()
    proxy.unlink()
    window.credentials.look()
    qtbot.waitUntil(lambda: shown(window) == "no proxy", timeout=PATIENCE)


def test_a_site_that_asks_for_nothing_shows_nothing(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    window = open_toy(make, fake_toy)
    window.credentials.look()
    qtbot.waitUntil(lambda: window.desk.bridge.idle and not window.credentials._question.open, timeout=PATIENCE)
    assert shown(window) == "" and not window.commands["credential"].isEnabled()


def test_jobs_that_need_longer_than_it_lasts_are_warned_of(fake_toy: Toy, batch: FakeSite, proxy: Path) -> None:
    fake_toy.suite(time={"base": 30 * 3600})
    session = Session()
    production = session.submit(session.plan(fake_toy.profile([1])))
    site = session.sites.configured(str(fake_toy.root / "sites/toyland.yaml")).site
    with_jobs, without = session.wallet.life(site, production), session.wallet.life(site)
    assert with_jobs.held is not None and with_jobs.held.ends is not None
    start = with_jobs.held.ends - 20 * 3600
    assert (with_jobs.lasts(start), without.lasts(start)) == (Answer.UNKNOWN, Answer.YES)
    assert with_jobs.need_s == 30 * 3600
    session.stop(production)
    assert session.wallet.life(site, production).lasts(start) is Answer.YES
    session.close()


def test_a_token_without_an_end_and_a_proxy_that_cannot_be_read_are_said() -> None:
    assert in_short(Life("proxy or token", Held("token", "bt_u0", "", None)), 0) == "token, no end"
    assert in_short(Life("proxy", Held("proxy", "x", "", None, trouble="it is a picture")), 0) == "proxy unreadable"
    assert Life("proxy", Held("proxy", "x", "", None, trouble="it is a picture")).lasts(0) is Answer.UNKNOWN


def test_a_proxy_is_renewed_with_a_passphrase_that_is_kept_nowhere(
    qtbot: QtBot, window: Window, proxy: Path, fake_toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = fake_toy.root / "bin/voms-proxy-init"
    tool.parent.mkdir(exist_ok=True)
    tool.write_text(TOOL)
    tool.chmod(0o755)
    write_proxy(Path(f"{tool}.proxy"), hours=24, member_hours=24)
    (fake_toy.root / "key").write_text("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    monkeypatch.setenv("X509_USER_KEY", str(fake_toy.root / "key"))
    write_proxy(proxy, hours=24, member_hours=-1)
    window.credentials.look()
    qtbot.waitUntil(lambda: shown(window) == "proxy is over", timeout=PATIENCE)
    dialog = CredentialDialog(window, window.desk, window.credentials.life)
    qtbot.addWidget(dialog)
    dialog.made.connect(window.credentials._made)
    dialog.show()
    assert (dialog.organisation.text(), dialog.role.text()) == ("vo.test", "production")
    expected = "parisana proxy init --vo vo.test:/vo.test/Role=production --hours 24"
    assert dialog.command.text.text() == expected
    for typed, words in (("", "Your key has a passphrase."), ("sesame", "Is the passphrase right?")):
        QTest.keyClicks(dialog.passphrase, typed)
        press(dialog.make)
        assert dialog.passphrase.text() == ""
        qtbot.waitUntil(partial(complains, dialog, words), timeout=PATIENCE)
    QTest.keyClicks(dialog.passphrase, "open sesame")
    QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(window) == "proxy 24.0 h", timeout=PATIENCE)
    assert not dialog.isVisible()
    calls = Path(f"{tool}.calls").read_text()
    assert calls.count("-voms vo.test:/vo.test/Role=production -valid 24:00") == 2 and "sesame" not in calls


def test_hours_that_are_none_are_said_and_nothing_is_made(qtbot: QtBot, window: Window) -> None:
    dialog = CredentialDialog(window, window.desk, Life("proxy", None, site="Toyland", organisation="vo.test"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.hours.selectAll()
    QTest.keyClicks(dialog.hours, "soon")
    assert not dialog.make.isEnabled() and "from 1 to 1000 hours" in dialog.said.text()


def test_on_another_host_the_dialog_says_where_to_make_one(qtbot: QtBot, window: Window) -> None:
    dialog = CredentialDialog(window, window.desk, Life("proxy", None, site="Toyland", where="ui.site.org"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.make.isVisible() and not dialog.form.isVisible()
    assert any("It lies on ui.site.org" in each.text() for each in dialog.findChildren(QLabel))
