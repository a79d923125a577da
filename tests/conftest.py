"""What every test stands on: a clean environment, no stray warnings, and a list of what was not tried."""

from __future__ import annotations

import logging
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.trying import cannot_try

#: Real servers, each a fixture of the session that starts it.
pytest_plugins = (
    "tests.servers.arc",
    "tests.servers.gridengine",
    "tests.servers.mariadb",
    "tests.servers.slurm",
    "tests.servers.shared_sshd",
    "tests.servers.xrootd",
    "tests.servers.again",
    "tests.servers.srm",
    "tests.servers.gridftp",
    "tests.servers.s3",
    "tests.unbuilt",
)

CHECKOUT = Path(__file__).resolve().parents[1]

#: Read before the environment is cleaned.
REAL_DATA = Path(os.environ.get("PARISANA_TEST_DATA") or CHECKOUT.parent / "shared" / "data") / "hess-dl3-dr1"

#: What a user's shell may hold, and a test must not see.
_PERSONAL = (
    "PARISANA_HOME",
    "PARISANA_BOOK",
    "PARISANA_SITES",
    "PARISANA_CRASH",
    "GAMMAPY_DATA",
    "XDG_CONFIG_DIRS",
    "XDG_DATA_DIRS",
)
_FOLDERS = {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state"}


@pytest.fixture(scope="session", autouse=True)
def _clean_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the whole session, and what it starts, a home of its own."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_CACHE_DIR", os.environ.get("PIP_CACHE_DIR", str(Path.home() / ".cache" / "pip")))
        for name in _PERSONAL:
            patch.delenv(name, raising=False)
        for name, folder in _FOLDERS.items():
            patch.setenv(name, str(home / folder))
        patch.setenv("HOME", str(home))
        patch.setenv("PARISANA_HOME", str(home / "parisana"))
        patch.setenv("MPLBACKEND", "Agg")
        # What a version manager puts first in the path is a script: a tenth of a second for each python3 of a job.
        patch.setenv("PATH", f"{Path(sys.base_prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}")
        yield


@pytest.fixture(autouse=True)
def _clean_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own database and spool."""
    monkeypatch.setenv("PARISANA_HOME", str(tmp_path / "parisana-home"))


@pytest.fixture(autouse=True)
def _no_stray_warnings(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which the program logged a warning that nobody expected."""
    yield
    if request.node.get_closest_marker("logs_warnings"):
        return
    stray = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    if stray:
        pytest.fail("logged unexpectedly: " + "; ".join(record.getMessage() for record in stray), pytrace=False)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the H.E.S.S. data store of the public test release."""
    if not (REAL_DATA / "obs-index.fits.gz").is_file():
        cannot_try("the real H.E.S.S. data are not here (PARISANA_TEST_DATA)")
    return REAL_DATA


@pytest.fixture(scope="session")
def analysis_python() -> Path:
    """Return the Python of the analysis environment."""
    python = CHECKOUT / ".venv-analysis" / "bin" / "python"
    if not python.exists():
        cannot_try("the analysis environment is not built (make env)")
    return python


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuse to run where tests that share a server would be spread: each process would start servers of its own."""
    if getattr(session.config.option, "loadgroup", False):
        spread = [each for each in session.items if each.get_closest_marker("xdist_group") and "@" not in each.nodeid]
        if spread:
            raise pytest.UsageError(f"This pytest-xdist does not keep groups together: {spread[0].nodeid}.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name everything that could not be tried, with the number of tests that it cost."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    terminalreporter.section("what could not be tried")
    terminalreporter.line(f"not tried: {sum(reasons.values())}")
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"  {count} x {reason}")


def _reason(report: pytest.TestReport) -> str:
    words = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return words.removeprefix("Skipped: ")
