"""One process of the benchmarks of the window: ``window_once full|empty|stalls-followed|stalls-empty``."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

#: Epoch seconds at which this process was started, as the kernel has it.
CLOCK_TICKS = 100


def process_started() -> float:
    """Return when this process began, in seconds since the machine did."""
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    return int(fields[19]) / CLOCK_TICKS


def uptime() -> float:
    """Return for how long the machine has been up."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def main() -> None:
    """Do what the word says, and print what was measured."""
    print(json.dumps(WAYS[sys.argv[1]]()))


def full() -> dict[str, float]:
    """Start the window with a profile, as its command does; it is usable when its first page is painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from parisana.cli import main as parisana

    application = QApplication(["parisana"])
    found: dict[str, float] = {}

    def look() -> None:
        from parisana.ui.desktop.window import Window  # known by now: whoever asks earlier measures another order

        for window in (each for each in application.topLevelWidgets() if isinstance(each, Window)):
            if window.desk.editor.is_open and window.stack.currentWidget() is not None:
                window.repaint()
                found["start"] = uptime() - process_started()
                window.close()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(1)
    parisana(["window", "crab-mini"])
    return found


def empty() -> dict[str, float]:
    """Start an empty window."""
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication(["empty"])
    window = QWidget()
    window.resize(1320, 860)
    window.show()
    application.processEvents()
    window.repaint()
    return {"start": uptime() - process_started()}


def stalls_empty() -> dict[str, float]:
    """Watch the event loop of an empty window."""
    from PySide6.QtWidgets import QApplication, QWidget

    from benchmarks.ticking import watch

    application = QApplication(["empty"])
    window = QWidget()
    window.resize(1320, 860)
    window.show()
    return watch(application)


def stalls_followed() -> dict[str, float]:
    """Watch the event loop while 10,000 jobs are followed."""
    from benchmarks.followed import followed

    return followed()


WAYS = {"full": full, "empty": empty, "stalls-empty": stalls_empty, "stalls-followed": stalls_followed}

if __name__ == "__main__":
    main()
