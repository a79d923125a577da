"""One window over a million jobs, and all that somebody does in its table."""

from __future__ import annotations

import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from parisana.app.jobs.job_table import JobSort
from parisana.ui.desktop.application import make_application, make_window
from parisana.ui.desktop.pages.jobs.page import JobsPage
from parisana.ui.desktop.pages.jobs.saved import MEMORY
from parisana.ui.desktop.sweeping import Sweeper
from parisana.ui.desktop.window import Window

from .changing_jobs import change
from .ticking import watch

ROUNDS = 5
#: Milliseconds in which everything must have come.
PATIENCE = 600_000


def measured(mode: str) -> dict[str, float]:
    """Open the window, and measure; ``memory``, ``books`` or ``live``; ``first-…`` only until there are rows."""
    application = make_application(["parisana"])
    settings = QSettings(str(Path.home() / f"{mode}.ini"), QSettings.Format.IniFormat)
    settings.setValue(MEMORY, "no" if mode.endswith("books") else "yes")
    window = make_window(application, settings=settings)
    Sweeper(window)
    window.resize(1400, 900)
    window.show()
    window.begin("crab-mini")
    window.desk.bridge.drive()
    until(lambda: window.desk.snapshot is not None and bool(window.desk.snapshot.productions))
    window.desk.choose(1)
    until(lambda: window.desk.standing is not None)
    QTest.qWait(2000)
    found = {"first": first_rows(window)}
    if mode.startswith("first"):
        window.desk.bridge.close()
        return found
    page = window.page
    assert isinstance(page, JobsPage)
    if mode != "books":
        started = time.perf_counter()
        until(lambda: page.table.rows.far is not None)
        found["loaded"] = time.perf_counter() - started
    QTest.qWait(2000)
    found |= live(window, application) if mode == "live" else clocks(page, mode)
    found["mb"] = megabytes()
    window.desk.bridge.close()
    return found


def until(condition: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not condition():
        QTest.qWait(1)
        if time.monotonic() > deadline:
            raise TimeoutError("this did not come")


def first_rows(window: Window) -> float:
    """Return the seconds from opening the page until its first rows are painted."""
    started = time.perf_counter()
    window.go("page.jobs")
    page = window.page
    assert isinstance(page, JobsPage)
    until(lambda: page.table.rows.rowCount() > 0)
    page.table.table.viewport().repaint()
    return time.perf_counter() - started


def clocks(page: JobsPage, mode: str) -> dict[str, float]:
    """Return the medians of all that somebody does in the table."""
    table = page.table
    found = {
        "frame": frames(page),
        "state": answered(page, lambda turn: table.chips.choose(["failed"] if turn % 2 == 0 else [])),
    }
    if mode == "memory":
        table.chips.choose([])
        found["jump"] = jumps(page)
        found["text"] = answered(page, lambda turn: search(page, "0042" if turn % 2 == 0 else "node 7"))
        search(page, "")
        for name, sorts in (("number", (JobSort.TIME, JobSort.MEMORY)), ("text", (JobSort.UNIT, JobSort.NATIVE_ID))):
            found[f"sort_{name}"] = answered(page, partial(sort_one, page, sorts))
    return found


def search(page: JobsPage, text: str) -> None:
    """Look for a text, as Return does."""
    page.table.text.setText(text)
    page.table.start_over()


def sort_one(page: JobsPage, sorts: Sequence[JobSort], turn: int) -> None:
    """Click on the head of a column, and on that of another."""
    place = page.table.rows.sorts.index(sorts[turn % len(sorts)])
    page.table.table.sortByColumn(place, Qt.SortOrder.AscendingOrder)


def answered(page: JobsPage, act: Callable[[int], None]) -> float:
    """Return the median of the seconds until what was done is painted."""
    return statistics.median(one_answer(page, act, turn) for turn in range(2 * ROUNDS))


def one_answer(page: JobsPage, act: Callable[[int], None], turn: int) -> float:
    """Do something once."""
    until(lambda: not page.table.asking.waiting)
    QTest.qWait(300)
    until(lambda: not page.table.asking.waiting)
    started = time.perf_counter()
    act(turn)
    until(lambda: not page.table.asking.waiting)
    page.table.table.viewport().repaint()
    return time.perf_counter() - started


def frames(page: JobsPage) -> float:
    """Return the median of the seconds that a step of scrolling is painted in."""
    bar, spent = page.table.table.verticalScrollBar(), []
    for _ in range(300):
        started = time.perf_counter()
        bar.setValue(bar.value() + 90)
        page.table.table.viewport().repaint()
        spent.append(time.perf_counter() - started)
        QTest.qWait(16)
    return statistics.median(spent)


def jumps(page: JobsPage) -> float:
    """Return the median of the seconds until a row far away is painted."""
    table, rows, spent = page.table.table, page.table.rows, []
    for turn in range(4 * ROUNDS):
        until(lambda: not page.table.asking.waiting)
        started = time.perf_counter()
        table.verticalScrollBar().setValue((turn * 299_993) % rows.rowCount() * table.rowHeight(0))
        table.viewport().repaint()
        until(lambda: rows.line(table.rowAt(0)) is not None)
        table.viewport().repaint()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent)


def live(window: Window, application: object) -> dict[str, float]:
    """Return how evenly the loop goes while jobs change, the table is sorted and filtered, and somebody scrolls."""
    page = window.page
    assert isinstance(page, JobsPage)
    page.table.chips.choose(["running", "waiting", "done"])
    writer = multiprocessing.get_context("spawn").Process(target=change, daemon=True)
    writer.start()
    QTest.qWait(5000)

    def scroll(tick: int) -> None:
        bar = page.table.table.verticalScrollBar()
        if tick % 8 == 0:
            bar.setValue((bar.value() + 84) % max(bar.maximum(), 1))

    found = watch(application, scroll)  # type: ignore[arg-type]  # the application, made a few lines above
    writer.kill()
    writer.join()
    return found


def megabytes() -> float:
    """Return the memory of this process and those that it started; what several share is counted once."""
    mine = os.getpid()
    children = Path(f"/proc/{mine}/task").glob("*/children")
    pids = [mine, *(int(word) for file in children for word in file.read_text().split())]
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            total += int(line.split()[1]) if line.startswith("Pss:") else 0
    return total / 1024
