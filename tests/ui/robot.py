"""Somebody at the window: a real one on a display, driven by mouse and keys from the target to the spectrum.

``python -m tests.ui.robot submit|write FOLDER`` prints each step, leaves pictures in the folder, and ends with 0.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLineEdit, QListView, QPushButton, QWidget

from parisana.ui.desktop.application import make_application, make_window
from parisana.ui.desktop.plots.spectrum_chart import SpectrumChart
from parisana.ui.desktop.window import Window
from tests.ui.looking import name_of

#: A step of the script: what has to become true before the next one.
Condition = Callable[[], bool]
W = TypeVar("W", bound=QWidget)

TICK_MS = 30
PATIENCE = 240.0


class Robot:
    """Plays a script, one condition after the other, also while dialogs are open."""

    def __init__(self, window: Window, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.script: Iterator[Condition] = iter(())
        self._condition: Condition = lambda: True
        self._since = time.monotonic()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)

    def play(self, script: Iterator[Condition]) -> None:
        """Begin."""
        self.script = script
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        try:
            if self._condition():
                self._condition, self._since = next(self.script), time.monotonic()
            elif time.monotonic() - self._since > PATIENCE:
                raise TimeoutError("this did not come")
        except StopIteration:
            self._end(0)
        except Exception:
            traceback.print_exc()
            self._end(1)

    def _end(self, code: int) -> None:
        self._timer.stop()
        self.picture("the-end" if code == 0 else "where-it-stopped")
        self.window.desk.bridge.close()
        QApplication.exit(code)

    def say(self, words: str) -> None:
        """Tell what is done."""
        print(words, flush=True)

    def picture(self, name: str) -> None:
        """Take a picture of the whole window."""
        self.window.grab().save(str(self.folder / f"{name}.png"))

    def top(self) -> QWidget:
        """Return the dialog that is open, or the window."""
        return QApplication.activeModalWidget() or self.window

    def seen(self, kind: type[W], name: str) -> list[W]:
        """Return the widgets of a kind that are on the screen and whose name begins so."""
        there = self.top().findChildren(kind)
        return [each for each in there if each.isVisible() and each.isEnabled() and name_of(each).startswith(name)]

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click, as soon as this step is over: a dialog may open, and this must not wait for it."""
        spot = place or widget.rect().center()
        QTimer.singleShot(0, lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=spot))

    def press(self, name: str) -> Condition:
        """Return a condition that clicks a button as soon as it is there."""
        return self._once(lambda: self.seen(QPushButton, name), self.click)

    def tick(self, name: str) -> Condition:
        """Return a condition that clicks a check box, on its box."""
        return self._once(lambda: self.seen(QCheckBox, name), lambda box: self.click(box, QPoint(9, box.height() // 2)))

    def type_into(self, name: str, text: str, key: Qt.Key = Qt.Key.Key_Return) -> Condition:
        """Return a condition that replaces the text of a field."""

        def fill(line: QLineEdit) -> None:
            QTest.mouseClick(line, Qt.MouseButton.LeftButton)
            QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClicks(line, text)
            QTimer.singleShot(0, lambda: QTest.keyClick(line, key))

        return self._once(lambda: self.seen(QLineEdit, name), fill)

    def keys(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Press keys in the window."""
        QTimer.singleShot(0, lambda: QTest.keyClick(self.window, key, modifiers))

    def has_keys(self) -> bool:
        """Ask for the keys, and say whether they come here."""
        self.window.activateWindow()
        return self.window.isActiveWindow()

    def go_to(self, title: str) -> Condition:
        """Return a condition that clicks a line of the list at the left."""
        side: QListView = self.window.side.list
        model = side.model()

        def show() -> list[Any]:
            rows = [model.index(row, 0) for row in range(model.rowCount())]
            return [index for index in rows if index.data() == title]

        def click(index: Any) -> None:
            side.scrollTo(index)
            self.click(side.viewport(), side.visualRect(index).center())

        clicked = self._once(show, click)
        return lambda: clicked() and self.window.page.accessibleName() == title

    @staticmethod
    def _once(look: Callable[[], list[Any]], act: Callable[[Any], None]) -> Condition:
        """Return a condition that acts on the first thing that is found, and is true from then on."""
        acted: list[Any] = []

        def condition() -> bool:
            if not acted and (found := look()):
                acted.append(found[0])
                act(found[0])
            return bool(acted)

        return condition


def fill_in(robot: Robot) -> Iterator[Condition]:
    """From a new profile to a plan: a Crab of two simulated runs, without maps."""
    window, editor = robot.window, robot.window.desk.editor
    yield lambda: editor.is_open and robot.has_keys()
    robot.say("a new profile")
    robot.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    yield robot.type_into("New profile", "robot-crab")
    yield lambda: editor.is_open and editor.profile.name == "robot-crab"
    robot.say("the Crab, two runs")
    yield robot.go_to("Target and Run List")
    yield robot.type_into("Target", "Crab Nebula", Qt.Key.Key_Tab)
    yield robot.type_into("Number of runs", "2")
    yield lambda: editor.value(("runs",), {}).get("simulate") == 2
    robot.picture("runs")
    robot.say("reflected regions only, no maps")
    yield robot.go_to("Background Subtraction")
    for method in ("ring", "fov"):
        yield robot.tick(f"Methods: {method}")
    yield lambda: editor.value(("stages", "background", "methods")) == ["reflected"]
    yield robot.go_to("Morphology")
    yield robot.tick("Part of the analysis")
    yield lambda: editor.value(("without",)) == ["morphology"]
    robot.say("the batch page")
    yield robot.go_to("Batch System")
    yield robot.type_into("Runs per Slice", "1")
    yield lambda: editor.value(("analysis", "runs_per_slice")) == 1
    yield robot.press("Validate Settings")
    robot.picture("batch")
    robot.say("save, and validate")
    robot.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    yield lambda: not editor.is_changed
    robot.keys(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    yield lambda: window.page.accessibleName() == "Dry run"


def submit(robot: Robot) -> Iterator[Condition]:
    """Submit on this machine, watch, and look at the spectrum."""
    window = robot.window
    yield from fill_in(robot)
    yield lambda: bool(robot.seen(QPushButton, "Submit 14 jobs"))
    robot.picture("plan")
    robot.say("submit")
    yield robot.press("Submit 14 jobs")
    yield lambda: window.page.accessibleName() == "Jobs" and sum(window.desk.counts.values()) == 14
    robot.picture("jobs")
    robot.say("watch")
    yield lambda: window.desk.counts.get("done") == 14
    robot.say("the spectrum")
    yield robot.go_to("Results")
    yield lambda: any(each.spectrum.points for each in robot.seen(SpectrumChart, "Spectrum"))


def write(robot: Robot) -> Iterator[Condition]:
    """Only write the scripts, into a folder."""
    target = robot.folder / "scripts"
    target.mkdir()
    yield from fill_in(robot)
    robot.say("only write scripts")
    yield robot.press("Only write scripts")
    yield lambda: isinstance(QApplication.activeModalWidget(), QFileDialog)
    dialog = robot.top()
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText(str(target))
    QTimer.singleShot(0, lambda: QTest.keyClick(line, Qt.Key.Key_Return))
    yield lambda: (target / "submit.sh").exists()
    yield robot.press("Close")
    yield lambda: QApplication.activeModalWidget() is None


def lose(robot: Robot) -> Iterator[Condition]:
    """Submit, change the profile without saving it, and wait for the display to go."""
    window = robot.window
    yield from fill_in(robot)
    yield robot.press("Submit 14 jobs")
    yield lambda: sum(window.desk.counts.values()) == 14
    yield robot.go_to("MC")
    yield robot.type_into("Index", "2.77")
    yield lambda: window.desk.editor.is_changed
    until = time.monotonic() + 4
    yield lambda: time.monotonic() > until
    robot.say("ready")
    yield lambda: False


SCRIPTS = {"submit": submit, "write": write, "lose": lose}


def main() -> int:
    """Open the window and play a script in it."""
    script, folder = SCRIPTS[sys.argv[1]], Path(sys.argv[2])
    application = make_application(["parisana"])
    application.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    window = make_window(application)
    window.show()
    window.begin("crab-mini")
    window.desk.bridge.drive()
    robot = Robot(window, folder)
    robot.play(script(robot))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
