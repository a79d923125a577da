"""The page Statistics: jobs in time, waiting and running, memory and wall time, live."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from parisana.app.jobs.statistics import Measure
from parisana.core.jobs.states import Failure, JobState
from parisana.ui.desktop.pages.jobs.following import NO_PRODUCTION
from parisana.ui.desktop.pages.jobs.production_view import FULL
from parisana.ui.desktop.pages.jobs.statistics import StatisticsPage
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.productions import end, step, submit
from tests.ui.toyland import window as window


def opened(window: Window, qtbot: QtBot, production: int) -> StatisticsPage:
    window.desk.choose(production)
    window.go("page.statistics")
    page = window.page
    assert isinstance(page, StatisticsPage)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == FULL, timeout=60_000)
    settle(window)
    return page


def shown(page: StatisticsPage) -> dict[str, float]:
    return {each.name: sum(each.counts.values()) for each in page.through.series}


def test_what_is_done_and_runs_is_counted_live(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy, 6)
    end(production, 1)
    end(production, 2, Failure.MEMORY, "full")
    step(production, JobState.RUNNING, 3)
    page = opened(window, qtbot, production)
    assert shown(page) == {"done": 1, "failed": 1}
    assert page.now.text() == "now 1 running, 3 waiting at the site"
    end(production, 3)
    step(production, JobState.RUNNING, 4, 5)
    qtbot.waitUntil(lambda: page.now.text() == "now 2 running, 1 waiting at the site", timeout=60_000)
    assert shown(page) == {"done": 2, "failed": 1}


def test_memory_and_wall_time_by_stage_and_site(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy, 4)
    for number in (1, 2, 3):
        end(production, number)
    end(production, 4, Failure.MEMORY, "full")
    page = opened(window, qtbot, production)
    rows = [[page.strands.rows.index(row, at).data() for at in range(8)] for row in range(2)]
    assert rows == [
        ["All", "", "4", "75.0 %", "3,612", "3,612", "65 min", "65 min"],
        ["Make", "toyland", "4", "75.0 %", "3,612", "3,612", "65 min", "65 min"],
    ]
    memory = page.spreads[Measure.MEMORY]
    assert memory.remark.text() == "4 attempts" and memory.chart.limit is None
    page.strands.table.selectRow(1)
    assert memory.remark.text() == "Make · toyland · 4 attempts" and memory.chart.limit == (100.0, "asked for")
    series, failed = memory.chart.series
    (step_of,) = series.counts
    assert (sum(series.counts.values()), failed.counts) == (3, {step_of: 1})
    assert step_of * memory.chart.width_of <= 3612 < (step_of + 1) * memory.chart.width_of


def test_before_anything_ended_there_are_empty_charts_and_no_errors(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, submit(toy))
    assert shown(page) == {"done": 0, "failed": 0}
    assert page.spreads[Measure.TIME].remark.text() == "0 attempts"
    assert not elided(page) and not outside(page)
    assert [type(each) for each in seen(page) if takes_focus(each) and not name_of(each)] == []


def test_without_a_production_the_page_says_where_they_are(window: Window, qtbot: QtBot) -> None:
    window.go("page.statistics")
    page = window.page
    assert isinstance(page, StatisticsPage)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == NO_PRODUCTION, timeout=60_000)


def test_the_views_lead_to_each_other(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, submit(toy))
    for number, address in enumerate(("page.jobs", "page.grid", "page.timeline", "page.failures")):
        page.views.segment(number).click()
        assert window._address == address and page.views.current == 4
