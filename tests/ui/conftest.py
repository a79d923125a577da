"""A window without a screen, over a home of its own."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parisana.app.ground.patience import Patience
from parisana.plugins.fake_backend import FakeSite, fake_site, forget_sites, run_here
from parisana.ui.desktop.application import make_application, make_window
from parisana.ui.desktop.look import look
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.environment import set_environment
from tests.ui.looking import settle
from tests.ui.unanswered import Unanswered


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Return the application, made as the program makes it; Qt's messages go to pytest-qt from the first test on."""
    before = qInstallMessageHandler(None)
    made = make_application(["parisana"])
    qInstallMessageHandler(before)
    return made


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Search for garbage in this thread and between the tests, as the program does: a lane would destroy widgets."""
    gc.disable()
    yield
    gc.collect(0)
    gc.enable()


@pytest.fixture(autouse=True)
def unanswered(qapp: QApplication) -> Iterator[None]:
    """Fail a test in which a dialog came that nobody answers."""
    dialogs = Unanswered()
    yield
    dialogs.stop()
    if dialogs.said:
        pytest.fail(f"nobody answered: {'; '.join(dialogs.said)}", pytrace=False)


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[Callable[..., Window]]:
    """Return what makes a window with a profile in it; several windows share the home."""
    made: list[Window] = []
    troubles: list[Exception] = []

    def window(profile: str | None = "crab-local") -> Window:
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        fresh = make_window(qapp, Path(os.environ["PARISANA_HOME"]), settings)
        look().wear("light")
        fresh.desk.bridge.trouble.connect(troubles.append)
        made.append(fresh)
        fresh.resize(1280, 800)
        fresh.show()
        fresh.activateWindow()
        fresh.begin(profile)
        qtbot.waitUntil(lambda: fresh.desk.editor.is_open, timeout=60_000)
        settle(fresh)
        return fresh

    yield window
    for each in made:
        each.desk.bridge.close()
        each.hide()
        each.deleteLater()
    qapp.processEvents()
    # Deleted here and now: later, Python's garbage collector might do it in a lane's thread.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not troubles, f"nobody took these errors: {troubles}"


@pytest.fixture
def window(make: Callable[..., Window]) -> Window:
    """Return a window with the shipped Crab profile."""
    return make()


@pytest.fixture
def fake_toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on a batch system in memory; it counts as silent after half a second."""
    toy = Toy(tmp_path, "fake")
    set_environment(monkeypatch, toy.environment)
    monkeypatch.setattr(Patience.__init__, "__defaults__", (0.5,))
    return toy


@pytest.fixture
def batch(fake_toy: Toy) -> Iterator[FakeSite]:
    """Return that batch system; it answers again when the test is over."""
    site = fake_site(str(fake_toy.root))
    site.run_row = run_here
    yield site
    site.wake()
    forget_sites()


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on a batch system in memory, with the patience of every day."""
    made = Toy(tmp_path / "toy", "fake")
    set_environment(monkeypatch, made.environment)
    return made


@pytest.fixture
def site(toy: Toy) -> Iterator[FakeSite]:
    """Return that batch system, which does what a test says; it answers again when the test is over."""
    found = fake_site(str(toy.root))
    yield found
    found.wake()
    forget_sites()


@pytest.fixture
def toy_window(site: FakeSite, make: Callable[..., Window]) -> Window:
    """Return a window in the home of the toy analysis."""
    return make()
