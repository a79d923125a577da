"""What the window waits for before it is there: only what it needs to show a profile."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from parisana.ui.desktop.pages.jobs.page import JobsPage
from parisana.ui.desktop.window import Window

#: Libraries that are slow to load, each of use only when something is asked for.
LATER = ["sqlalchemy", "numpy", "paramiko", "pymysql", "ssl", "http.client", "asyncio", "ldap3", "h11"]

JOBS = "parisana.ui.desktop.pages.jobs.page"


@pytest.mark.parametrize("library", LATER)
def test_the_window_opens_without_it(loaded: set[str], library: str) -> None:
    assert library not in loaded


def test_the_session_is_there(loaded: set[str]) -> None:
    assert "parisana.app.session" in loaded


def test_sources_are_not_read_beside_what_is_compiled(loaded: set[str]) -> None:
    assert {word for word in loaded if word.startswith("read:") and "/parisana/" in word} == set()


def test_the_page_of_the_jobs_is_loaded_while_another_page_is_looked_at(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, JOBS, raising=False)
    window.begin("crab-local")
    qtbot.waitUntil(lambda: JOBS in sys.modules, timeout=60_000)
    assert not isinstance(window.page, JobsPage) and window.page.isVisible()


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """Return the modules that a new process has when it is about to make the window, and the sources that it read."""
    program = "import linecache, sys; from parisana.ui.desktop.command import load; load(); print(*sys.modules)"
    program += "; print(*(f'read:{file}' for file in linecache.cache))"
    return set(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    )
