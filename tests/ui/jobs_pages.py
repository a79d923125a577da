"""The page Jobs as tests open it, with a production that they chose, and its table."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from parisana.core.jobs.states import Failure, JobState
from parisana.ui.desktop.pages.jobs.page import JobsPage
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.looking import settle
from tests.ui.productions import end, step, submit

LOG = "12:00:01 begin\n12:02:51 ERROR std::bad_alloc\n"


def failing(toy: Toy, name: str = "toy") -> int:
    """Submit a production whose first stage has a job that failed, one that runs and one in the queue."""
    production = submit(toy, name=name)
    end(production, 1, Failure.MEMORY, "over 2,400 MB", LOG)
    step(production, JobState.RUNNING, 2)
    return production


def jobs_page(window: Window, qtbot: QtBot, production: int | None = None) -> JobsPage:
    """Go to the page, with a production chosen, and wait for its rows."""
    if production is not None:
        window.desk.choose(production)
    window.go("page.jobs")
    page = window.page
    assert isinstance(page, JobsPage)
    if production is not None:
        qtbot.waitUntil(lambda: page.table.production == production and page.table.rows.rowCount() > 0, timeout=60_000)
        settle(window)
    return page


def rows(page: JobsPage) -> list[tuple[int, str]]:
    """Return number and state of the jobs in the table."""
    return [(row.number, str(row.state)) for row in page.table.rows.rows]


def select(page: JobsPage, number: int) -> None:
    """Choose a job in the table."""
    place = page.table.rows.place_of(number)
    assert place is not None
    page.table.table.selectRow(place)
