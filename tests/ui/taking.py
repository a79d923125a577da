"""Taking the pictures of one theme: pages, what they show after a click, dialogs."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from parisana.app.session import Session
from parisana.bookkeeping.values.views import JobQuery
from parisana.core.jobs.states import JobState
from parisana.ui.desktop.application import make_application, make_window
from parisana.ui.desktop.look import look
from parisana.ui.desktop.sweeping import Sweeper
from parisana.ui.desktop.window import Window
from tests.ui.dialogs import DIALOGS, look_at, scene_of
from tests.ui.looking import addresses, settle
from tests.ui.views import CLICKED

#: Milliseconds in which a page asks what it has to ask.
PATIENCE = 400
PROFILE = str(Path(__file__).with_name("pictured.yaml"))
#: The profile of the Monte-Carlo production, and the pages of its desks.
SHOWERS, DESKS = "showers-local", ("page.kaskade", "page.kaskade-schedule", "page.smash", "stages.smash")
#: Pages that are looked at with a production that has failures.
FAILING = ("page.grid", "page.timeline", "page.failures", "page.statistics")
#: Dialogs that are about a job of it.
FAILING_DIALOGS = ("log", "report", "retry")


def take(folder: Path, theme: str, only: list[str]) -> None:
    """Take every picture, or those that were asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(["parisana"])
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    window = make_window(application, Path(os.environ["PARISANA_HOME"]), settings)
    Sweeper(window)  # as the program itself: Python would sweep widgets away in any thread
    look().wear("dark" if theme == "dark" else "light")
    window.show()
    window.begin(PROFILE)
    wait_for(lambda: window.desk.editor.is_open)
    choose_production(window)
    for address in addresses(window):
        if not only or address in only:
            choose_production(window, failing=address in FAILING)
            window.go(address)
            let_answer(window)
            save(window, folder / f"{address}.png")
    take_views(window, folder, [name for name in CLICKED if not only or name in only])
    take_dialogs(window, folder, [name for name in DIALOGS if not only or name in only])
    take_desks(window, folder, [address for address in DESKS if not only or address in only])
    window.desk.bridge.close()
    (folder / "window.ini").unlink(missing_ok=True)


def take_views(window: Window, folder: Path, names: list[str]) -> None:
    """Take the pictures of what pages show after a click."""
    for name in names:
        address, click = CLICKED[name]
        choose_production(window)
        window.go(address)
        let_answer(window)
        click(window)
        let_answer(window)
        save(window, folder / f"{name}.png")


def take_dialogs(window: Window, folder: Path, names: list[str]) -> None:
    """Take the pictures of dialogs; some are about the production that is chosen, some about a job that has failed."""
    for failing in (False, True):
        choose_production(window, failing=failing)
        number = window.desk.production
        if number is None:
            raise LookupError("There is no production, of which the dialogs tell.")
        with scene_of(window, number, failed_job(number) if failing else 1, PROFILE) as scene:
            for name in names:
                if (name in FAILING_DIALOGS) == failing:
                    look_at(scene, name, partial(save, file=folder / f"dialog.{name}.png"))


def take_desks(window: Window, folder: Path, addresses: list[str]) -> None:
    """Take the pictures of the desks of Monte-Carlo productions, with the profile of one."""
    if addresses:
        choose_production(window)
        window.begin(SHOWERS)
        wait_for(lambda: window.desk.editor.profile.name == SHOWERS)
    for address in addresses:
        window.go(address)
        let_answer(window)
        save(window, folder / f"{address}.png")


def failed_job(production: int) -> int:
    """Return a job that has failed, else the first one."""
    session = Session()
    found = session.job_rows(JobQuery(production, (JobState.FAILED,), limit=1))
    session.close()
    return found[0].number if found else 1


def wait_for(there: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is so."""
    for _ in range(int(seconds * 50)):
        if there():
            return
        QTest.qWait(20)
    raise TimeoutError("the window does not get ready")


def let_answer(window: Window) -> None:
    """Wait until a page has its answers, and those to what it asked when they came."""
    for _ in range(3):
        QTest.qWait(PATIENCE)
        wait_for(lambda: window.desk.bridge.idle, 60)
    settle(window, 10)


def choose_production(window: Window, *, failing: bool = False) -> None:
    """Choose the newest production, if there is one, or the one of which most jobs have failed."""
    wait_for(lambda: window.desk.snapshot is not None)
    found = window.desk.snapshot.productions if window.desk.snapshot else ()
    if not found:
        return
    chosen = max(found, key=lambda each: each.counts.get(JobState.FAILED, 0)) if failing else found[0]
    if chosen.number != window.desk.production:
        window.desk.choose(chosen.number)
        let_answer(window)


def save(widget: QWidget, file: Path) -> None:
    """Write the picture of a widget."""
    settle(widget)
    widget.grab().save(str(file))
