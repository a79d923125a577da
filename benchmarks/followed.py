"""A production of 10,000 jobs that is followed in a window: the batch system is one in memory, all else is real.

The site's rows start and finish a few hundred a second, each with an output folder and a report, as jobs leave them.
"""

from __future__ import annotations

import json
import threading
import time
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

import yaml
from PySide6.QtTest import QTest

from parisana.app.background.apart import drive
from parisana.app.session import Session
from parisana.core.texts.table import parse_row
from parisana.plugins.fake_backend import FakeSite, fake_site
from parisana.ui.desktop.application import make_application, make_window
from parisana.ui.desktop.sweeping import Sweeper
from parisana.ui.desktop.window import Window

from .ticking import watch
from .toy import SUITE

JOBS = 10_000
A_SECOND = 200
#: Ticks of 5 ms between two scrolls, as somebody who looks around in the table.
SCROLL = 8


def followed() -> dict[str, float]:
    """Submit, open the window at the page of the jobs, and watch its event loop."""
    profile = write_files(Path.home())
    application = make_application(["parisana"])
    window = make_window(application)
    Sweeper(window)
    window.show()
    window.begin(str(profile))
    window.desk.bridge.drive(submit_and_drive)
    settle(window)
    window.go("page.jobs")
    QTest.qWait(3000)
    found = watch(application, lambda tick: look_around(window, tick))
    done = window.desk.counts.get("done", 0)
    window.desk.bridge.close()
    return {**found, "jobs": JOBS, "done": done}


def submit_and_drive(pipe: Connection, home: Path | None) -> None:
    """Be the driver's process, with the batch system and its world beside it."""
    session = Session(home)
    session.submit(session.plan(Path.home() / "many.yaml"))
    session.close()
    threading.Thread(target=go_round, args=(fake_site("bench"), threading.Event()), daemon=True).start()
    drive(pipe, home)


def settle(window: Window) -> None:
    """Wait until the window is ready."""
    while not (window.desk.editor.is_open and window.desk.snapshot and window.desk.snapshot.productions):
        QTest.qWait(20)
    window.desk.choose(window.desk.snapshot.productions[0].number)
    QTest.qWait(5000)


def look_around(window: Window, tick: int) -> None:
    """Scroll in the largest table that is shown."""
    from parisana.ui.desktop.widgets.table import Table

    if tick % SCROLL == 0:
        for table in window.page.findChildren(Table):
            bar = table.verticalScrollBar()
            bar.setValue((bar.value() + 3) % max(bar.maximum(), 1))


def write_files(home: Path) -> Path:
    """Write suite, site and profile."""
    suite, site = home / "config/parisana/suites/toy.yaml", home / "config/parisana/sites/bench.yaml"
    for file in (suite, site):
        file.parent.mkdir(parents=True, exist_ok=True)
    suite.write_text(SUITE)
    areas = {name: {"storage": "disk", "path": str(home / "areas" / name)} for name in ("working", "dst")}
    frame = {"parisana": "site/1", "name": "bench", "title": "Bench", "backend": "fake", "limits": {"jobs": JOBS}}
    site.write_text(yaml.safe_dump({**frame, "settings": {"site": "bench"}, "areas": areas}))
    head = {"parisana": "profile/1", "name": "many", "suite": "toy", "site": "bench"}
    profile = home / "many.yaml"
    profile.write_text(yaml.safe_dump({**head, "runs": {"simulate": JOBS // 2}}))
    return profile


def go_round(site: FakeSite, over: threading.Event) -> None:
    """Let rows start and finish until it is over."""
    pause = 10 / A_SECOND
    while not over.wait(pause):
        living = [(tag, row) for tag, held in list(site.held.items()) for row in list(held.states)[:400]]
        for tag, row in living[10:400]:
            site.start(tag, row)
        for tag, row in living[:10]:
            leave(site, tag, row)


@cache
def lines_of(table: str) -> list[str]:
    """Return the lines of a table."""
    return Path(table).read_text().splitlines()


def leave(site: FakeSite, tag: str, row: int) -> None:
    """Do what a job does at its end: commit its output, leave its report, leave the queue."""
    submission = site.held[tag].submission
    made = parse_row(lines_of(submission.table)[row - 1])
    output = Path(made.output)
    output.mkdir(parents=True, exist_ok=True)
    (output / "events.fits.gz").write_bytes(b"1")
    files = [{"path": "events.fits.gz", "size": 1, "checksum": ["adler32", "00320032"]}]
    names = {"key": made.key, "stage": made.stage, "unit": made.unit, "tag": tag, "row": row}
    (output / ".parisana.json").write_text(json.dumps({"parisana": "output/1", **names, "outputs": files}))
    now = time.time()
    report = {"parisana": "report/1", **names, "state": "done", "failure": None, "reason": "", "step": None}
    report |= {"exit_code": 0, "started": now - 1, "ended": now, "output": made.output, "outputs": files, "inputs": []}
    working = Path(submission.table).parents[1]
    (working / "reports" / f"{tag}.{row}.json").write_text(json.dumps(report))
    site.finish(tag, row)
