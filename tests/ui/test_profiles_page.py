"""The page Profiles: finding, opening, copying, deleting and taking back; and a file that others change."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from parisana.app.session import Session
from parisana.ui.desktop.dialogs.differences import Differences
from parisana.ui.desktop.dialogs.messages import Message
from parisana.ui.desktop.pages.profiles.page import ProfilesPage
from parisana.ui.desktop.window import Window
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus


@pytest.fixture(autouse=True)
def _own_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own profiles."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the answers that the next questions get: what is typed, or else the words of a button."""
    waiting: list[str] = []

    def ask(message: Message) -> str:
        answer = waiting.pop(0)
        buttons = [each.text() for each in message.findChildren(QPushButton)]
        if answer not in buttons:
            message.line.setText(answer)
            answer = buttons[-1]
        message.answer = answer
        return answer

    monkeypatch.setattr(Message, "ask", ask)
    return waiting


def own(name: str, **changes: object) -> Path:
    """Save a profile of the user's own."""
    session = Session()
    opened = session.profiles.new(name)
    draft = opened.draft
    for field, value in changes.items():
        draft = draft.with_value((field,), value)
    path = session.profiles.save(opened, draft).path
    session.close()
    assert path is not None
    return path


def at_profiles(window: Window, qtbot: QtBot) -> ProfilesPage:
    """Go to the page, and wait for its rows."""
    window.go("page.profiles")
    page = window.page
    assert isinstance(page, ProfilesPage)
    before = page.lines
    page.ask()
    qtbot.waitUntil(lambda: page.lines is not before, timeout=60_000)
    return page


def choose(page: ProfilesPage, *names: str) -> None:
    """Choose rows by their names, as clicks with Ctrl do."""
    page.table.clearSelection()
    for name in names:
        at = next(number for number, line in enumerate(page.table.rows.rows) if line.entry.name == name)
        place = page.table.visualRect(page.table.model().index(at, 0)).center()
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)


def press(button: QPushButton) -> None:
    """Click."""
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def names(page: ProfilesPage) -> list[str]:
    """Return the names in the table."""
    return [line.entry.name for line in page.table.rows.rows]


def test_the_open_one_comes_first_and_typing_filters(window: Window, qtbot: QtBot) -> None:
    page = at_profiles(window, qtbot)
    assert names(page)[0] == "crab-local"
    assert page.table.model().index(0, 1).data() == "open"
    QTest.keyClicks(page.search, "mini")
    assert names(page) == ["crab-mini"]


def test_return_opens_the_chosen_profile(window: Window, qtbot: QtBot) -> None:
    page = at_profiles(window, qtbot)
    choose(page, "crab-mini")
    assert page.open.text() == "Open crab-mini"
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.editor.profile.name == "crab-mini")


def test_a_shipped_profile_is_duplicated_and_edited(window: Window, qtbot: QtBot, answers: list[str]) -> None:
    page = at_profiles(window, qtbot)
    choose(page, "crab-mini")
    assert not page.verbs["rename"].isEnabled() and not page.verbs["delete"].isEnabled()
    answers.append("my-crab")
    press(page.verbs["duplicate"])
    qtbot.waitUntil(lambda: window.desk.editor.profile.name == "my-crab")
    assert window.desk.editor.profile.writable and window.desk.editor.value(("name",)) == "my-crab"


def test_what_is_saved_under_another_name_appears(window: Window, qtbot: QtBot, answers: list[str]) -> None:
    page = at_profiles(window, qtbot)
    answers.append("kept")
    window.commands["save-as"].trigger()
    qtbot.waitUntil(lambda: names(page)[0] == "kept")


def test_a_deleted_profile_comes_back(window: Window, qtbot: QtBot) -> None:
    path = own("mine")
    page = at_profiles(window, qtbot)
    choose(page, "mine")
    press(page.verbs["delete"])
    qtbot.waitUntil(lambda: "mine" not in names(page))
    assert page.undo.text() == "mine deleted · Undo" and not path.exists()
    press(page.undo)
    qtbot.waitUntil(lambda: "mine" in names(page))
    assert path.exists() and not page.undo.isVisible()


def test_a_profile_is_renamed_where_it_is(window: Window, qtbot: QtBot, answers: list[str]) -> None:
    own("before")
    page = at_profiles(window, qtbot)
    choose(page, "before")
    answers.append("after")
    press(page.verbs["rename"])
    qtbot.waitUntil(lambda: "after" in names(page) and "before" not in names(page))


def test_two_chosen_profiles_are_compared(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    own("one", seed=1)
    own("two", seed=7)
    shown: list[Differences] = []
    monkeypatch.setattr(Differences, "ask", lambda dialog: shown.append(dialog))
    page = at_profiles(window, qtbot)
    choose(page, "one", "two")
    assert page.verbs["compare"].text() == "Compare these two…"
    press(page.verbs["compare"])
    qtbot.waitUntil(lambda: len(shown) == 1)
    (row,) = shown[0].table.rows.rows
    assert (row.field, sorted([row.before, row.after])) == ("seed", ["1", "7"])


def test_a_file_is_imported_and_one_is_exported(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at_profiles(window, qtbot)
    goal = tmp_path / "for-a-friend.yaml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(goal), ""))
    choose(page, "crab-mini")
    press(page.verbs["export"])
    qtbot.waitUntil(goal.exists)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (str(goal), ""))
    press(page.import_)
    qtbot.waitUntil(lambda: window.desk.editor.profile.origin == "own" or window.desk.editor.profile.writable)
    assert window.desk.editor.profile.name == "crab-mini"


def test_the_frame_is_edited_and_undone(window: Window, qtbot: QtBot) -> None:
    page = at_profiles(window, qtbot)
    (line,) = page.frame_.form.rows["seed"].editor.parts
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "12")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.desk.editor.value(("seed",)) == 12
    window.commands["undo"].trigger()
    assert window.desk.editor.value(("seed",)) == 1


def test_another_suite_brings_its_own_stages_and_undo_the_old_ones(window: Window, qtbot: QtBot) -> None:
    page = at_profiles(window, qtbot)
    page.frame_.form.edited.emit("suite", "hess")
    qtbot.waitUntil(lambda: window.desk.editor.suite.name == "hess")
    window.commands["undo"].trigger()
    settle(window)
    assert window.desk.editor.suite.name == "gammapy"
    assert isinstance(window.page, ProfilesPage)


def banner(window: Window) -> str:
    """Return what the banner says."""
    shown = window.disk_watch
    return shown.banner.sentence.text() if shown.isVisible() else ""


def test_a_profile_changed_on_disk_is_reloaded(make: Callable[..., Window], qtbot: QtBot) -> None:
    path = own("shared", seed=1)
    window = make("shared")
    path.write_text(path.read_text().replace("seed: 1", "seed: 5"))
    window.disk_watch.look()
    qtbot.waitUntil(lambda: banner(window) == "shared was changed on disk")
    press(window.disk_watch.banner.button)
    qtbot.waitUntil(lambda: window.desk.editor.value(("seed",)) == 5)
    qtbot.waitUntil(lambda: banner(window) == "")


def test_two_windows_on_one_profile_do_not_overwrite_each_other(
    make: Callable[..., Window], qtbot: QtBot, answers: list[str]
) -> None:
    path = own("shared", seed=1)
    one, other = make("shared"), make("shared")
    for window, seed in ((one, 3), (other, 4)):
        window.desk.editor.set_value(("seed",), seed)
    one.commands["save"].trigger()
    qtbot.waitUntil(lambda: "seed: 3" in path.read_text())
    answers.append("Close")
    other.commands["save"].trigger()
    qtbot.waitUntil(lambda: banner(other) == "shared was changed on disk")
    assert other.disk_watch.banner.remark.text() == "What you changed here is not saved."
    assert "seed: 3" in path.read_text()
    press(other.disk_watch.keep)
    qtbot.waitUntil(lambda: "seed: 4" in path.read_text())
    qtbot.waitUntil(lambda: banner(other) == "")
    one.disk_watch.look()
    qtbot.waitUntil(lambda: banner(one) == "shared was changed on disk")


def test_a_profile_that_was_removed_can_be_kept(make: Callable[..., Window], qtbot: QtBot) -> None:
    path = own("gone")
    window = make("gone")
    path.unlink()
    window.disk_watch.look()
    qtbot.waitUntil(lambda: banner(window) == "gone was removed from disk")
    assert not window.disk_watch.banner.button.isVisible()
    press(window.disk_watch.keep)
    qtbot.waitUntil(path.exists)


def test_what_a_program_that_ended_left_is_offered(window: Window, qtbot: QtBot) -> None:
    path = own("left", seed=1)
    session = Session()
    opened = session.profiles.open(path)
    session.profiles.keep_draft(opened, opened.draft.with_value(("seed",), 99))
    session.close()
    page = at_profiles(window, qtbot)
    qtbot.waitUntil(page.shelf.left_card.isVisible)
    wanted = "Go on with the draft of left"
    (take,) = [each for each in page.findChildren(QPushButton) if each.accessibleName() == wanted]
    press(take)
    qtbot.waitUntil(lambda: window.desk.editor.value(("seed",)) == 99)
    assert window.desk.editor.is_changed


def test_errors_in_five_tabs_are_said_in_each_and_validate_opens_the_first(window: Window) -> None:
    editor = window.desk.editor
    wrong = {"target": "position", "mc": "index", "microdst": "width", "background": "methods", "spectrum": "model"}
    for stage, name in wrong.items():
        editor.set_value(("stages", stage, name), "nonsense")
    marked = {name for name, found in editor.judgement.stages.items() if found.state == "error"}
    assert marked == set(wrong)
    window.go("page.profiles")
    window.commands["validate"].trigger()
    settle(window)
    first = editor.judgement.problems[0]
    assert first.stage is not None
    assert window.page.accessibleName() == editor.suite.stage(first.stage).title


def test_everything_fits_and_has_a_name(window: Window, qtbot: QtBot) -> None:
    own("a-profile-with-quite-a-long-name-of-its-own")
    page = at_profiles(window, qtbot)
    choose(page, "a-profile-with-quite-a-long-name-of-its-own")
    settle(window)
    assert not elided(page) + outside(page)
    assert [type(each).__name__ for each in seen(page) if takes_focus(each) and not name_of(each)] == []
    assert any(os.sep in label.text() for label in seen(page, QLabel) if isinstance(label, QLabel))
