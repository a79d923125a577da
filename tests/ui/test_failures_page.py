"""The page Failures: groups, causes, examples, and what is done about them, on good days and on bad ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from parisana.app.changing.avoiding import Nodes
from parisana.core.jobs.states import Failure, JobState
from parisana.plugins.fake_backend import FakeSite
from parisana.ui.desktop.pages.failures.page import GROUPS, NONE_FAILED, FailuresPage
from parisana.ui.desktop.pages.jobs.following import NO_PRODUCTION
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.productions import answer, books, end, state_of, step, submit
from tests.ui.toyland import window as window

LOG = "12:00:01 begin\n12:02:51 ERROR std::bad_alloc\n"


@pytest.fixture
def toy(toy: Toy) -> Toy:
    toy.site(limits={"memory": "8000 MB"})
    return toy


def failing(toy: Toy) -> int:
    """Six jobs of the first stage: three of one group, one of another of its class, one of another class, one alive."""
    production = submit(toy, 6)
    for number in (1, 2, 3):
        end(production, number, Failure.MEMORY, f"over 2,400 MB in /scratch/{number}", LOG)
    end(production, 4, Failure.MEMORY, "std::bad_alloc", LOG)
    end(production, 5, Failure.SOFTWARE, "it ended with exit code 3", LOG)
    return production


def opened(window: Window, qtbot: QtBot, production: int, state: int = GROUPS) -> FailuresPage:
    window.desk.choose(production)
    window.go("page.failures")
    page = window.page
    assert isinstance(page, FailuresPage)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == state, timeout=60_000)
    if state == GROUPS:
        qtbot.waitUntil(lambda: page.group.prospect is not None and page.example.example is not None, timeout=60_000)
    settle(window)
    return page


def lines(page: FailuresPage) -> list[str]:
    model = page.list.rows
    return [
        " ".join(filter(None, (model.cell(model.index(row, at)).text for at in (0, 2))))
        for row in range(model.rowCount())
    ]


def test_jobs_that_failed_alike_stand_together_with_cause_and_example(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, failing(toy))
    assert lines(page) == [
        "Memory", "over N MB in PATH 3", "std::bad_alloc 1", "Software", "it ended with exit code N 1",
    ]  # fmt: skip
    assert page.list.heading.text() == "5 failed jobs"
    assert page.list.classes.text() == "in 2 classes, 38.5% of all 13 jobs"
    group = page.group
    assert (group.heading.toolTip(), group.mark.words) == ("over N MB in PATH", "3 jobs · memory")
    assert "needed more memory" in group.cause.text() and "node7 (3)" in group.figures.text()
    assert "ERROR std::bad_alloc" in page.example.view.toPlainText()
    assert page.example.where.text() == "1 of 3"
    assert group.retry.text() == "Retry 3 jobs…"


def test_examples_are_walked_through(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, failing(toy))
    assert page.example.example is not None and page.example.example.detail.job.number == 3
    QTest.mouseClick(page.example.older, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.example.where.text() == "2 of 3", timeout=60_000)
    QTest.mouseClick(page.example.older, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.example.where.text() == "3 of 3", timeout=60_000)
    assert page.example.example.detail.job.number == 1 and not page.example.older.isEnabled()
    QTest.mouseClick(page.example.newer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.example.where.text() == "2 of 3", timeout=60_000)


def test_a_group_is_tried_again_with_more_memory(toy: Toy, window: Window, qtbot: QtBot, site: FakeSite) -> None:
    production = failing(toy)
    page = opened(window, qtbot, production)
    field = page.group.memory.field
    assert field.text() == "130" and page.group.memory.limit.text() == "Toyland gives up to 8,000 MB"
    field.selectAll()
    QTest.keyClicks(field, "3600")
    assert field.property("changed") == "true"
    command = dict(page.commands())["Retry the chosen group"]
    assert (
        command
        == f"parisana retry {production} --stage make --failure memory --message 'over N MB in PATH' --memory '3600 MB'"
    )
    said = answer(qtbot, page.group.retry.click, "Retry 3 jobs")
    assert any("Retry 3 failed jobs?" in text for text in said) and command in said
    qtbot.waitUntil(lambda: state_of(production, 1) is JobState.READY, timeout=60_000)
    assert [state_of(production, number) for number in (3, 4)] == [JobState.READY, JobState.FAILED]
    with books() as session:
        assert '"memory_mb": 3600' in session.book.job(production, 2).resources
    qtbot.waitUntil(lambda: lines(page)[:2] == ["Memory", "std::bad_alloc 1"], timeout=60_000)


def test_a_whole_class_can_be_tried_again(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, failing(toy))
    page.group.all.click()
    assert page.group.retry.text() == "Retry 4 jobs…"
    assert dict(page.commands())["Retry the chosen group"] == "parisana retry 1 --failure memory"


def test_more_than_the_site_gives_is_refused_in_a_sentence(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = failing(toy)
    page = opened(window, qtbot, production)
    page.group.memory.field.setText("9000")
    said = answer(qtbot, page.group.retry.click, "Close")
    assert any("Toyland gives a job at most 8,000 MB" in text for text in said)
    assert state_of(production, 1) is JobState.FAILED


def test_what_cannot_be_done_says_why_and_the_profile_is_one_click_away(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, failing(toy))
    assert not page.group.avoid.isEnabled() and "no setting that leaves nodes out" in page.group.avoid.toolTip()
    QTest.mouseClick(page.group.profile, Qt.MouseButton.LeftButton)
    assert window._address == "page.batch"


@pytest.fixture
def left_out(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """Return what productions are told to leave out; the fake batch system itself cannot."""
    told: list[tuple[int, str]] = []

    def avoid(nodes: Nodes, production: int, names: Sequence[str]) -> list[str]:
        told.extend((production, name) for name in names)
        return list(names)

    monkeypatch.setattr(Nodes, "avoid", avoid)
    return told


def test_a_node_is_left_out_of_the_production_and_of_its_profile(
    toy: Toy, site: FakeSite, make: Callable[..., Window], qtbot: QtBot, left_out: list[tuple[int, str]]
) -> None:
    production = failing(toy)
    window = make(str(toy.profile([1])))
    page = opened(window, qtbot, production)
    assert page.group.prospect is not None
    page.group.show_prospect(replace(page.group.prospect, avoids=True))
    assert page.group.avoid.text() == "Avoid node7…"
    assert any(line.endswith("--avoid node7") for _, line in page.commands())
    said = "\n".join(answer(qtbot, page.group.avoid.click, "Leave out 1 node"))
    assert "3 of these 3 jobs failed there.\nWhat this production sends from now on does not run there." in said
    assert "The open profile will say: overrides.settings.exclude: [node7]" in said
    qtbot.waitUntil(lambda: left_out == [(production, "node7")], timeout=60_000)
    assert window.desk.editor.value(("overrides", "settings", "exclude")) == ["node7"]
    window.desk.editor.stack.undo()
    assert window.desk.editor.value(("overrides", "settings", "exclude"), None) is None


def test_a_node_is_not_left_out_of_a_profile_for_another_site(
    toy: Toy, window: Window, qtbot: QtBot, left_out: list[tuple[int, str]]
) -> None:
    production = failing(toy)
    page = opened(window, qtbot, production)
    said = "\n".join(answer(qtbot, lambda: page.avoid("node7"), "Leave out 1 node"))
    assert "The open profile" not in said
    qtbot.waitUntil(lambda: left_out == [(production, "node7")], timeout=60_000)
    assert window.desk.editor.value(("overrides", "settings", "exclude"), None) is None


def test_every_state_at_once_and_a_new_failure_comes_by_itself(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = failing(toy)
    step(production, JobState.RUNNING, 6)
    page = opened(window, qtbot, production)
    for state in (JobState.HELD, JobState.CHECKING, JobState.RUNNING):
        step(production, state, 6)
    end(production, 6, Failure.SOFTWARE, "it ended with exit code 4", LOG)
    qtbot.waitUntil(lambda: "it ended with exit code N 2" in lines(page), timeout=60_000)
    assert page.group.mark.words == "3 jobs · memory"


def test_a_group_that_empties_while_it_is_shown_gives_way_to_the_next(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = failing(toy)
    page = opened(window, qtbot, production)
    step(production, JobState.READY, 1, 2, 3)
    qtbot.waitUntil(lambda: page.group.mark.words == "1 job · memory", timeout=60_000)
    step(production, JobState.READY, 4, 5)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == NONE_FAILED, timeout=60_000)
    assert page.none_failed.sentence.text() == "No job has failed"


def test_a_message_of_ten_thousand_characters_fits(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy, 2)
    end(production, 1, Failure.SOFTWARE, "Traceback:" + " what_went_wrong" * 650, "")
    page = opened(window, qtbot, production)
    assert len(page.group.heading.text()) < 600 and page.group.heading.text().endswith("…")
    assert not elided(page) and not outside(page)


def test_without_a_failure_or_a_production_the_page_is_kind(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, submit(toy), NONE_FAILED)
    QTest.mouseClick(page.to_jobs, Qt.MouseButton.LeftButton)
    assert window._address == "page.jobs"
    window.desk.choose(None)
    window.go("page.failures")
    qtbot.waitUntil(lambda: page.stack.currentIndex() == NO_PRODUCTION, timeout=60_000)


def test_a_production_that_is_chosen_again_is_shown_at_once(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = failing(toy)
    page = opened(window, qtbot, production)
    window.desk.choose(None)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == NO_PRODUCTION and not page.remark.text(), timeout=60_000)
    window.desk.choose(production)
    qtbot.waitUntil(lambda: bool(page.remark.text()), timeout=60_000)
    assert page.stack.currentIndex() != NO_PRODUCTION
    qtbot.waitUntil(lambda: page.stack.currentIndex() == GROUPS, timeout=60_000)


def test_a_job_without_a_log_says_so(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy, 2)
    end(production, 1, Failure.LOST, "it left no report", "").unlink()
    page = opened(window, qtbot, production)
    assert "There is no log" in page.example.trouble.text() and not page.example.view.isVisible()


def test_editing_the_profile_leads_to_the_field_that_helps(
    toy: Toy, site: FakeSite, make: Callable[..., Window], qtbot: QtBot
) -> None:
    production = submit(toy, 2)
    end(production, 1, Failure.STAGE_OUT, "the disk of the results is full", LOG)
    window = make(str(toy.profile([1])))
    page = opened(window, qtbot, production)
    assert page.group.place == "areas.results.path"
    QTest.mouseClick(page.group.profile, Qt.MouseButton.LeftButton)
    assert window._address == "page.batch"
    qtbot.waitUntil(
        lambda: window.focusWidget() is not None and "Results" in name_of(window.focusWidget()), timeout=60_000
    )


def test_everything_has_a_name_and_room(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, failing(toy))
    assert not elided(page) and not outside(page)
    assert [type(each) for each in seen(page) if takes_focus(each) and not name_of(each)] == []
