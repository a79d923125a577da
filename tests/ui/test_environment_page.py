"""The page Environment: the analysis environment checked and made, the jobs' environment set, what is missing said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from parisana.app.ground import environment
from parisana.app.ground.environment import Condition, Environment, Package
from parisana.app.upkeep import surroundings
from parisana.errors import SiteError
from parisana.ui.desktop.dialogs.messages import Message
from parisana.ui.desktop.pages.environment.page import EnvironmentPage
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.window import Window
from tests.ui.looking import elided, outside, seen, settle

WRONG = [Package("gammapy", "==2.1", "2.0", False), Package("numpy", ">=2", "2.4", True)]


class Builder:
    """Stands for the module that checks and makes environments: nothing is installed here."""

    def __init__(self, condition: Condition) -> None:
        self.condition, self.trouble = condition, ""

    def check(self, name: str, path: Path | None = None) -> Environment:
        """Return what there is."""
        packages = [] if self.condition is Condition.MISSING else WRONG
        return Environment(name, "/somewhere/else", self.condition, "3.11.7", packages)

    def create(self, name: str, path: Path | None = None, say: Callable[[str], None] = print) -> Environment:
        """Say two lines; then it is ready, or there is trouble."""
        say("making a Python environment")
        say("installing the analysis packages")
        if self.trouble:
            raise SiteError(self.trouble)
        self.condition = Condition.READY
        return self.check(name)


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> Builder:
    """Return what stands for the real builder."""
    made = Builder(Condition.DIFFERENT)
    monkeypatch.setattr(environment, "check", made.check)
    monkeypatch.setattr(environment, "create", made.create)
    return made


@pytest.fixture
def page(builder: Builder, window: Window, qtbot: QtBot) -> EnvironmentPage:
    """Return the page, with its answers."""
    window.go("page.environment")
    found = window.page
    assert isinstance(found, EnvironmentPage)
    qtbot.waitUntil(lambda: found.analysis.maker.isEnabled() and found.versions.body.count() > 1)
    qtbot.waitUntil(lambda: bool(found.jobs.site))
    return found


def texts(page: EnvironmentPage) -> str:
    """Return all words that can be read."""
    return "\n".join(label.text() for label in seen(page, QLabel) if isinstance(label, QLabel))


def test_a_package_that_does_not_fit_is_named_and_can_be_mended(page: EnvironmentPage, qtbot: QtBot) -> None:
    rows = page.analysis.table.model()
    assert [rows.index(0, column).data() for column in range(4)] == ["gammapy", "==2.1", "2.0", "does not fit"]
    assert page.analysis.maker.text() == "Mend the environment"
    QTest.mouseClick(page.analysis.maker, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.analysis.mark.words == "ready")
    said = page.analysis.output.toPlainText().splitlines()
    assert said == ["making a Python environment …", "installing the analysis packages …", "done"]
    assert not page.analysis.maker.isEnabled()


def test_making_that_fails_says_why_and_may_be_tried_again(
    page: EnvironmentPage, builder: Builder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(Message, "ask", lambda message: shown.append(message.windowTitle()))
    builder.trouble = "The analysis environment could not be built: no network."
    QTest.mouseClick(page.analysis.maker, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown == [builder.trouble])
    assert builder.trouble in page.analysis.output.toPlainText()
    assert page.analysis.maker.isEnabled() and page.analysis.mark.words == "not made"


def test_the_jobs_environment_is_an_override_that_can_be_undone(page: EnvironmentPage, window: Window) -> None:
    form = page.jobs.form
    line = form.rows["path"].editor.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    assert line.text() == "{analysis_environment}" and not line.property("changed") == "true"
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "/sps/software/gammapy")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.desk.editor.value(("overrides", "environment", "path")) == "/sps/software/gammapy"
    assert line.property("changed") == "true"
    window.commands["undo"].trigger()
    settle(window)
    assert window.desk.editor.value(("overrides", "environment")) is None


def test_fields_of_other_kinds_are_greyed(page: EnvironmentPage) -> None:
    assert page.jobs.form.rows["path"].editor.isEnabled()
    assert not page.jobs.form.rows["modules"].editor.isEnabled()


@pytest.mark.usefixtures("grid_unbuilt")
def test_plugins_that_cannot_be_used_are_named_with_the_reason(page: EnvironmentPage) -> None:
    assert "Distributed Grid" in texts(page) and "described, but not built yet" in texts(page)


def test_a_database_on_a_network_file_system_is_marked(
    builder: Builder, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surroundings, "mounts_here", lambda: "server:/home / nfs4 rw 0 0\n")
    window.go("page.environment")
    marks = "on a network file system (nfs4)"
    qtbot.waitUntil(lambda: marks in [each.words for each in window.page.findChildren(StateMark)])


def test_everything_fits(page: EnvironmentPage) -> None:
    assert not elided(page) + outside(page)
