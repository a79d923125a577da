"""Productions for the window to show: a toy analysis on a batch system in memory, stepped by hand."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from parisana.app.recording.recorder import record
from parisana.app.session import Session
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, JobChange
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.ui.desktop.dialogs.messages import Message
from tests.app.toy import Toy

#: What a production is copied by: its tables, which of their columns is its number, and all of them.
COPIED = {
    "productions": ("id", "id name suite site owner host state working plan_digest created updated machine".split()),
    "revisions": ("production_id", "production_id number digest profile_text suite_text site_text created".split()),
}


@contextmanager
def books() -> Iterator[Session]:
    """Open the books beside the window, as another program does."""
    session = Session()
    yield session
    session.close()


def submit(toy: Toy, runs: int = 3, name: str = "toy") -> int:
    """Submit a production whose first stage is queued at the fake site."""
    with books() as session:
        return session.submit(session.plan(toy.profile(range(1, runs + 1), name=name), again=True))


def planned(toy: Toy, runs: int, name: str = "toy") -> int:
    """Record a production of which nothing was sent."""
    with books() as session:
        return record(session.book, session.plan(toy.profile(range(1, runs + 1), name=name), again=True), time.time())


def copy(production: int, times: int) -> None:
    """Record as many productions more that are called the same, and have no jobs."""
    with books() as session, session.book._engine.begin() as connection:
        for number in range(production + 1, production + 1 + times):
            for table, (key, columns) in COPIED.items():
                values = ", ".join(str(number) if name == key else name for name in columns)
                source = f"SELECT {values} FROM {table} WHERE {key} = {production}"
                connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(columns)}) {source}")


def end(
    production: int,
    number: int,
    failure: Failure | None = None,
    reason: str = "",
    log: str = "",
    *,
    seconds: float = 3900.0,
    memory_mb: float = 3612.0,
    host: str = "node7",
) -> Path:
    """Let a job that was sent end; return its log."""
    with books() as session:
        job = session.book.job(production, number)
        living = next(each for each in session.book.living_attempts(production) if each.job_id == job.id)
        code = 137 if failure else 0
        steps = [
            ("stage-in", 240.0, 0),
            ("run", 3600.0, code),
            ("stage-out", None if failure else 12.0, None if failure else 0),
        ]
        report = {
            "steps": [{"step": name, "started": 1.0, "seconds": span, "exit_code": exit} for name, span, exit in steps],
            "outputs": [] if failure else [{"path": "sum.txt", "size": 946_000, "checksum": ["adler32", "6e960812"]}],
            "exit_code": code,
        }
        states = (AttemptState.FAILED, JobState.FAILED) if failure else (AttemptState.DONE, JobState.DONE)
        now = time.time()
        ended = AttemptEnd(
            living.id, states[0], code, failure, reason, json.dumps(report), now - seconds, now, memory_mb, 3000.0, host
        )
        change = JobChange(job.id, states[1], now, failure, reason, exit_code=code)
        session.book.collect(production, [Collected(ended, change)], "test", now)
        path = session.job(production, number).attempts[-1].log
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(log)
        return path


def step(production: int, state: JobState, *numbers: int) -> None:
    """Let jobs come into another state."""
    with books() as session:
        ids = [session.book.job(production, number).id for number in numbers]
        session.book.step_jobs(production, [JobChange(job, state, time.time()) for job in ids], "test")


def state_of(production: int, number: int) -> JobState:
    """Return a job's state in the books."""
    with books() as session:
        return session.book.job(production, number).state


def production_state(production: int) -> ProductionState:
    """Return a production's state in the books."""
    with books() as session:
        return session.production(production).state


def dialog(qtbot: QtBot, kind: type[QDialog] = QDialog) -> QDialog:
    """Return the dialog that is open, when it has come."""

    def there() -> list[QDialog]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=60_000)
    return there()[0]


def answer(qtbot: QtBot, act: Callable[[], object], word: str) -> list[str]:
    """Do something that asks a question in a dialog; press the button with this word; return the dialog's texts."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QLabel, QPushButton

    texts: list[str] = []

    def press() -> None:
        asked = QApplication.activeModalWidget()
        if not isinstance(asked, Message):
            QTimer.singleShot(20, press)
            return
        texts.extend(label.text() for label in asked.findChildren(QLabel))
        next(each for each in asked.findChildren(QPushButton) if word in each.text()).click()
        asked.reject()

    QTimer.singleShot(0, press)
    act()
    qtbot.waitUntil(lambda: bool(texts), timeout=60_000)
    return texts
