"""The page Dry run: what is shown is what is sent, or nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from parisana.app.session import Session
from parisana.core.jobs.states import Answer
from parisana.errors import NoAnswer
from parisana.plugins.fake_backend import FakeSite
from parisana.storage.disk.storage import DiskStorage
from parisana.ui.desktop.pages.plan import sending as plan_sending
from parisana.ui.desktop.pages.plan.details import CHANGES, JOBS, NO_CHANGES, SETTINGS
from parisana.ui.desktop.pages.plan.page import BUSY, PLAN, TROUBLE, PlanPage
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy, suite
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.toyland import SOON, Answering, Make, open_toy, press


def validate(window: Window) -> None:
    """Validate with the keys."""
    window.activateWindow()
    settle(window)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def planned(qtbot: QtBot, window: Window, *, checked: bool = True) -> PlanPage:
    """Validate, and wait for the plan."""
    validate(window)
    page = window.page
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PLAN, timeout=SOON)
    if checked:
        qtbot.waitUntil(lambda: page.checks.remark.text() != "looking…", timeout=SOON)
    return page


@pytest.fixture
def page(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> PlanPage:
    """Return the plan of the toy profile, all of it looked at."""
    return planned(qtbot, open_toy(make, fake_toy))


def submit(qtbot: QtBot, page: PlanPage, window: Window) -> None:
    """Press the primary button, and wait until the page of the jobs is there."""
    press(page.submit)
    qtbot.waitUntil(lambda: window.page.accessibleName() == "Jobs", timeout=SOON)


def test_the_plan_is_laid_out(page: PlanPage) -> None:
    rows = [[column.text(row) for column in page.stages.rows.columns] for row in page.stages.rows.rows]
    assert rows[1] == ["2", "Refine", "per slice", "3", "100", "1", "00:01", "0.1", "0.1", "after 1"]
    assert [row[-1] for row in rows] == ["ready", "after 1", "after 2"]
    figures = {name: figure.text() for name, figure in page.figures.figures.items()}
    assert figures == {
        "jobs": "7", "cpu": "7 min", "read": "0 B", "written": "7.0 MB", "site": "toyland", "last": "never",
    }  # fmt: skip
    assert page.submit.text() == "Submit 7 jobs" and page.submit.property("kind") == "primary"


def test_each_stage_says_what_it_will_wait_for(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    document = suite()
    document["stages"][2]["inputs"][0]["ready"] = {"share": 0.6}
    table = {"name": "table", "path": "orders", "ready": {"declared": {}}}
    document["stages"][0]["inputs"] = [table]
    (fake_toy.root / "config/parisana/suites/toy.yaml").write_text(yaml.safe_dump(document))
    page = planned(qtbot, open_toy(make, fake_toy))
    assert [column.text(row) for row in page.stages.rows.rows for column in page.stages.rows.columns[-1:]] == [
        "once declared", "after 1", "after 2",
    ]  # fmt: skip
    said = page.details.waits
    assert said.text().startswith("Waits for ") and said.text().endswith("/orders must be declared ready")
    page.stages.setFocus()
    QTest.keyClick(page.stages, Qt.Key.Key_Down)
    assert said.text() == "Waits for Make: 0 of 3 done"
    QTest.keyClick(page.stages, Qt.Key.Key_Down)
    assert said.text() == "Waits for Refine: 0 of 3 done, begins with 2" and not elided(page)


def test_a_stage_that_waits_for_nothing_says_nothing(page: PlanPage) -> None:
    assert not page.details.waits.isVisible() and page.details.code.isVisible()


def test_each_stage_shows_its_script_its_jobs_and_its_command(page: PlanPage) -> None:
    page.stages.setFocus()
    QTest.keyClick(page.stages, Qt.Key.Key_Down)
    assert page.details.file.text() == "refine.sh" and "STAGE=refine" in page.details.code.toPlainText()
    assert "fake-submit --rows 1-3 --name pNUMBER-refine" in page.command.text.text()
    press(page.command.copy)
    assert QApplication.clipboard().text() == page.command.text.text()
    press(page.details.segments.segment(JOBS))
    assert [row.unit for row in page.details.jobs.rows.rows] == ["slice-001", "slice-002", "slice-003"]
    assert page.details.file.text() == "the first 3 of 3"
    press(page.details.segments.segment(SETTINGS))
    origins = {row.field: (row.value, row.origin) for row in page.details.settings.rows.rows}
    assert origins["analysis.runs_per_slice"] == ("1", "profile") and origins["site.backend"] == ("fake", "site file")
    press(page.details.segments.segment(CHANGES))
    assert page.details.stack.currentIndex() == NO_CHANGES
    assert "not been submitted" in page.details.nothing.sentence.text()


def test_the_script_is_coloured(page: PlanPage) -> None:
    document, colours = page.details.code.document(), set()
    block = document.begin()
    while block.isValid():
        colours |= {form.format.foreground().color().name() for form in block.layout().formats()}
        block = block.next()
    assert len(colours) >= 4


def test_the_checks_say_how_the_world_is(page: PlanPage) -> None:
    assert [check.what for check in page.checks.checks] == [
        "runs", "limits", "area working", "area results", "software", "site",
    ]  # fmt: skip
    texts = [label.text() for label in page.checks.findChildren(QLabel)]
    assert any("Toyland answers" in text for text in texts)


def test_exactly_this_is_sent(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    window = open_toy(make, fake_toy)
    page = planned(qtbot, window)
    assert page.plan is not None
    digest, script = page.plan.dry.prepared.plan.digest, page.plan.dry.scripts["make"]
    submit(qtbot, page, window)
    (held,) = batch.held.values()
    assert Path(held.submission.script).read_text() == script and held.submission.rows == 3
    assert window.desk.production == 1
    session = Session()
    assert session.book.revision(1).digest == digest
    session.close()


def test_what_changed_since_the_last_time_is_shown(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    window = open_toy(make, fake_toy)
    submit(qtbot, planned(qtbot, window), window)
    window.desk.editor.set_value(("stages", "make", "factor"), 3)
    page = planned(qtbot, window)
    assert page.figures.figures["last"].text() == "1 change"
    press(page.details.segments.segment(CHANGES))
    assert page.details.segments.segment(CHANGES).text() == "Changes since #1"
    (row,) = page.details.changes.rows.rows
    assert (row.field, row.now) == ("stages.make.factor", 3)


def test_problems_are_gone_to_instead_of_a_plan(make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    window = open_toy(make, fake_toy, stages={"refine": {"factor": "many"}, "merge": {"factor": "few"}})
    validate(window)
    assert window.page.accessibleName() == "Refine"
    window.desk.editor.set_value(("batch", "memory"), -5)
    window.desk.editor.reset(("stages", "refine"), ("stages", "merge"))
    validate(window)
    assert window.page.accessibleName() == "Batch System"


def test_a_profile_that_cannot_be_planned_says_why(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    window = open_toy(make, fake_toy, {"file": "gone.lis"})
    validate(window)
    page = window.page
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == TROUBLE, timeout=SOON)
    assert "no such file" in page.trouble.sentence.text() and "gone.lis" in page.trouble.remark.text()
    (fake_toy.root / "gone.lis").write_text("7\n8\n")
    press(page.trouble.again)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PLAN, timeout=SOON)
    assert page.submit.text() == "Submit 5 jobs"


def test_a_fault_of_an_override_is_a_click_away(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    window = open_toy(make, fake_toy, overrides={"areas": {"results": {"path": "results"}}})
    validate(window)
    page = window.page
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == TROUBLE, timeout=SOON)
    assert "does not start with '/'" in page.trouble.sentence.text()
    press(page.trouble.show_where)
    assert window.page.accessibleName() == "Batch System"


def test_a_changed_world_is_refused_with_the_difference(
    qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite
) -> None:
    window = open_toy(make, fake_toy)
    page = planned(qtbot, window)
    fake_toy.suite(memory={"base": 700})
    refusal = Answering("Close")
    press(page.submit)
    qtbot.waitUntil(lambda: refusal.answered, timeout=SOON)
    assert "The plan is now" in refusal.said and batch.held == {}
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PLAN and page.plan is not None, timeout=SOON)
    assert page.stages.rows.columns[4].text(page.stages.rows.rows[0]) == "700"
    submit(qtbot, page, window)
    assert len(batch.held) == 1


def test_two_windows_send_one_plan_once(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    one, other = open_toy(make, fake_toy), open_toy(make, fake_toy)
    first, second = planned(qtbot, one), planned(qtbot, other)
    submit(qtbot, first, one)
    refusal = Answering("Close")
    press(second.submit)
    qtbot.waitUntil(lambda: refusal.answered, timeout=SOON)
    assert "submitted meanwhile, as production 1" in refusal.said and len(batch.held) == 1
    qtbot.waitUntil(lambda: second.figures.figures["last"].text() == "no change", timeout=SOON)


def test_an_undo_is_planned_again(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    window = open_toy(make, fake_toy)
    window.desk.editor.set_value(("runs",), [1, 2, 3, 4, 5])
    page = planned(qtbot, window)
    assert page.submit.text() == "Submit 11 jobs"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.plan is None and not page.submit.isEnabled()
    qtbot.waitUntil(lambda: page.submit.text() == "Submit 7 jobs", timeout=SOON)


def test_a_silent_site_hides_no_plan(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    batch.hang("elements")
    window = open_toy(make, fake_toy)
    page = planned(qtbot, window, checked=False)
    qtbot.waitUntil(lambda: len(page.checks.checks) == 5, timeout=SOON)
    assert page.submit.isEnabled()
    qtbot.waitUntil(lambda: page.checks.remark.text().endswith("to look at"), timeout=SOON)
    assert "gave no answer" in page.checks.checks[-1].text


@pytest.mark.parametrize("error", [ValueError("what?"), NoAnswer("It is away.")])
def test_a_backend_that_raises_hides_no_plan(
    qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite, error: Exception
) -> None:
    batch.fail("elements", error)
    batch.fail("call_in_words", error)
    page = planned(qtbot, open_toy(make, fake_toy))
    assert "The plug-in fake failed" in page.command.text.text()
    assert page.checks.checks[-1].answer is not Answer.YES and page.stages.rows.rows


def test_a_backend_that_hangs_while_it_is_sent_freezes_nothing(
    qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite
) -> None:
    window = open_toy(make, fake_toy)
    page = planned(qtbot, window)
    batch.hang("submit")
    press(page.submit)
    qtbot.waitUntil(lambda: "submit" in batch.calls, timeout=SOON)
    assert page.stack.currentIndex() == BUSY and "Submitting" in page.waiting.words
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.page.accessibleName() == "Batch System"
    batch.wake()
    qtbot.waitUntil(lambda: window.desk.production == 1, timeout=SOON)
    assert window.page.accessibleName() == "Batch System", "who went elsewhere stays there"
    assert len(batch.held) == 1


def test_checks_that_cannot_work_are_asked_about(
    qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DiskStorage, "writable", lambda self, path: (Answer.NO, f"{path} is read-only."))
    window = open_toy(make, fake_toy)
    page = planned(qtbot, window)
    assert page.checks.remark.text().startswith("2 cannot work")
    doubt = Answering("Cancel")
    press(page.submit)
    assert "results is read-only" in doubt.said and batch.held == {} and page.stack.currentIndex() == PLAN


def test_scripts_are_written_and_their_folder_is_opened(
    qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_toy(make, fake_toy, batch={"only_write_script": True})
    page = planned(qtbot, window)
    assert page.write.text() == "Write scripts of 7 jobs" and page.write.property("kind") == "primary"
    assert page.submit.property("kind") == "plain"
    opened: list[str] = []
    folder = fake_toy.root / "my scripts é"
    folder.mkdir()
    (folder / "other.txt").write_text("")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *words: str(folder))
    monkeypatch.setattr(plan_sending, "open_path", opened.append)
    told = Answering("Close")
    press(page.write)
    qtbot.waitUntil(lambda: told.answered, timeout=SOON)
    place = folder / "toy-scripts"
    assert (place / "submit.sh").is_file() and opened == [str(place)]
    assert "parisana adopt" in told.said and str(place) in told.said and batch.held == {}


def test_a_large_plan_leaves_the_window_alive(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    window = open_toy(make, fake_toy, {"simulate": 4000, "first": 1})
    beats: list[int] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: beats.append(1))
    validate(window)
    page = window.page
    assert isinstance(page, PlanPage) and page.stack.currentIndex() == BUSY
    assert "Planning" in page.waiting.words and not page.submit.isEnabled()
    timer.start()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PLAN, timeout=60_000)
    assert len(beats) > 10 and page.submit.text() == "Submit 8,001 jobs"
    assert len(page.details.jobs.rows.rows) == 100


def test_the_page_fits_and_everything_has_a_name(page: PlanPage) -> None:
    settle(page)
    assert not elided(page) and not outside(page)
    assert not [type(each).__name__ for each in seen(page) if takes_focus(each) and not name_of(each)]


def test_what_it_does_can_be_had_as_commands(page: PlanPage) -> None:
    told = Answering("Close")
    press(page.commands)
    assert page.plan is not None
    assert f"--plan {page.plan.dry.prepared.plan.digest[:12]}" in told.said and "parisana write" in told.said


def test_the_side_marks_where_one_is_and_leads_back(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    window = open_toy(make, fake_toy)
    planned(qtbot, window)
    entries, side = window.side.entries, window.side.list
    index = entries.index(entries.row_of("page.batch"))
    assert side.currentIndex() == index
    QTest.mouseClick(
        side.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, side.visualRect(index).center()
    )
    assert window.page.accessibleName() == "Batch System"
