"""Every backend and every storage that the registry knows goes through the same tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parisana.plugins import registry
from parisana.plugins.storage import Storage

from .jobs import Jobs
from .rigs import BACKENDS, STORAGES, BackendRig

#: Fixture -> which backends its tests are about; one without a rig is in all of them, and fails.
CONCERNED: dict[str, Callable[[BackendRig], bool]] = {
    "jobs": lambda rig: True,
    "unique_jobs": lambda rig: rig.unique_tags,
    "real_jobs": lambda rig: rig.kill_daemon is not None,
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each plug-in that it is about."""
    for fixture, concerned in CONCERNED.items():
        if fixture in metafunc.fixturenames:
            names = [name for name in sorted(registry.backends()) if name not in BACKENDS or concerned(BACKENDS[name])]
            metafunc.parametrize(fixture, names, indirect=True)
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
def unique_jobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Jobs]:
    """Return a backend that takes a tag once, whoever submits it."""
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
