"""The drivers in a process of their own: they do their work, come back, and end with whoever started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from parisana.app.background import apart, pending
from parisana.app.background.apart import DriversApart
from parisana.app.background.lanes import News
from parisana.app.session import Session
from parisana.core.jobs.states import ProductionState
from tests.app.toy import Toy, total
from tests.waiting import until


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return a toy on this machine's queue, found by every process that is started here."""
    made = Toy(tmp_path)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    return made


def test_a_production_is_driven_to_its_end_and_news_come(toy: Toy) -> None:
    session = Session()
    production = session.submit(session.plan(toy.profile()))
    heard: list[News] = []
    drivers = DriversApart(session.home, heard.append)
    drivers.nudge(production)
    until(lambda: session.production(production).state is ProductionState.DONE)
    until(lambda: any(production in news.productions for news in heard))
    drivers.close(5)
    assert total(session, production) == 6 and max(toy.starts().values()) == 1
    assert drivers.process is not None and not drivers.process.is_alive()
    session.close()


def test_no_process_is_there_before_there_is_something_to_drive(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[bool] = []

    def anything_waits(session: Session) -> bool:
        looks.append(pending.anything_waits(session))
        return looks[-1]

    monkeypatch.setattr(apart, "anything_waits", anything_waits)
    monkeypatch.setattr(apart, "LOOK", 0.05)
    session = Session()
    drivers = DriversApart(session.home, lambda news: None)
    until(lambda: len(looks) > 3)
    assert drivers.process is None and not any(looks)
    production = session.submit(session.plan(toy.profile()))
    until(lambda: session.production(production).state is ProductionState.DONE)
    assert drivers.process is not None and looks[-1]
    drivers.close(5)
    session.close()


def test_a_window_that_is_closed_before_there_was_anything_leaves_nothing(toy: Toy) -> None:
    drivers = DriversApart(None, lambda news: None)
    drivers.close(5)
    assert drivers.process is None


def test_a_driver_that_is_killed_is_started_again_and_goes_on(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "AGAIN", 0.2)
    session = Session()
    heard: list[News] = []
    drivers = DriversApart(session.home, heard.append)
    drivers.nudge(1)
    until(lambda: drivers.process is not None and drivers.process.pid is not None)
    assert drivers.process is not None and drivers.process.pid is not None
    os.kill(drivers.process.pid, signal.SIGKILL)
    production = session.submit(session.plan(toy.profile()))
    until(lambda: session.production(production).state is ProductionState.DONE)
    drivers.close(5)
    assert any("started again" in notice.text for news in heard for notice in news.notices)
    assert total(session, production) == 6 and max(toy.starts().values()) == 1
    session.close()


def test_it_ends_with_a_window_that_was_killed(toy: Toy) -> None:
    window = "import sys, time; from parisana.app.background.apart import DriversApart\n"
    window += "if __name__ == '__main__':\n    d = DriversApart(None, print); d.nudge(1); time.sleep(3)\n"
    window += "    print(d.process.pid, flush=True); time.sleep(60)\n"
    script = toy.root / "window.py"
    script.write_text(window)
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as started:
        assert started.stdout is not None
        driver = psutil.Process(int(started.stdout.readline()))
        started.kill()
        driver.wait(timeout=20)
    assert not driver.is_running()
