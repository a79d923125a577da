"""Every backend and every storage that the registry knows goes through the same tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.plugins import registry
from parisana.plugins.storage import Storage

from .jobs import Jobs
from .rigs import BACKENDS, STORAGES


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each plug-in that it is about."""
    if "jobs" in metafunc.fixturenames:
        metafunc.parametrize("jobs", sorted(registry.backends()), indirect=True)
    if "real_jobs" in metafunc.fixturenames:
        names = [name for name in sorted(registry.backends()) if name not in BACKENDS or BACKENDS[name].kill_daemon]
        metafunc.parametrize("real_jobs", names, indirect=True)
    if "area" in metafunc.fixturenames:
        metafunc.parametrize("area", sorted(registry.storages()), indirect=True)


def _jobs(name: str, folder: Path) -> Iterator[Jobs]:
    if name not in BACKENDS:
        pytest.fail(f"tests/contract/rigs.py does not say how to make the backend {name}.")
    jobs = Jobs(BACKENDS[name], folder)
    yield jobs
    jobs.clear_up()


@pytest.fixture
def jobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Jobs]:
    """Return a backend and what is needed to send it jobs."""
    yield from _jobs(request.param, tmp_path)


@pytest.fixture
def real_jobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Jobs]:
    """Return a backend whose jobs are processes that it watches."""
    yield from _jobs(request.param, tmp_path)


@pytest.fixture
def area(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Storage, str]:
    """Return a storage and an empty folder in it."""
    if request.param not in STORAGES:
        pytest.fail(f"tests/contract/rigs.py does not say how to make the storage {request.param}.")
    folder = tmp_path / "area"
    folder.mkdir()
    return STORAGES[request.param].make(folder)
