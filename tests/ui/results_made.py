"""Productions with results, for the tests of the page Results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from parisana.app.session import Session
from parisana.bookkeeping.values.entries import NewFile
from parisana.bookkeeping.values.records import JobRecord
from parisana.ui.desktop.pages.results.page import ResultsPage
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy, last
from tests.ui.looking import seen, settle


def produce(
    toy: Toy,
    extras: Mapping[str, bytes],
    name: str = "toy",
    runs: Sequence[int] = (1, 2, 3),
    slices: Callable[[int], Mapping[str, bytes]] = lambda number: {},
) -> int:
    """Run the toy analysis, and let its last job have made these files, too; so each of its slices."""
    session = Session()
    production = session.submit(session.plan(toy.profile(runs, name=name)))
    last(session.follow(production))
    for job in session.all_jobs(production):
        if job.stage == "merge":
            add(session, job, extras)
        elif job.stage == "refine":
            add(session, job, slices(int(job.unit.rpartition("-")[2])))
    session.close()
    return production


def add(session: Session, job: JobRecord, files: Mapping[str, bytes]) -> None:
    """Write files into a job's folder, and record them."""
    for name, data in files.items():
        Path(job.output, name).write_bytes(data)
    made = [NewFile("file", f"{job.output}/{name}", len(data), None, None) for name, data in files.items()]
    session.book.record_files({job.id: made}, 1.0)


def shown(window: Window, qtbot: QtBot) -> ResultsPage:
    """Go to the page, and wait for what it shows."""
    window.go("page.results")
    page = window.page
    assert isinstance(page, ResultsPage)
    qtbot.waitUntil(lambda: page.outcome is not None, timeout=60_000)
    settle(window)
    return page


def texts(page: ResultsPage) -> list[str]:
    """Return all words that can be read."""
    return [label.text() for label in seen(page, QLabel) if isinstance(label, QLabel)]
