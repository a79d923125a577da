"""Every backend and every storage that the registry knows goes through the same tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from parisana.plugins import registry
from parisana.plugins.storage import Storage
from tests.servers.fixtures import sshd as sshd

from .jobs import Jobs
from .rigs import BACKENDS, STORAGES, BackendRig, StorageRig

#: Fixture -> which backends its tests are about; one without a rig is in all of them, and fails.
CONCERNED: dict[str, Callable[[BackendRig], bool]] = {
    "jobs": lambda rig: True,
    "array_jobs": lambda rig: rig.arrays,
    "unique_jobs": lambda rig: rig.unique_tags,
    "real_jobs": lambda rig: rig.kill_daemon is not None,
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each plug-in that it is about."""
    for fixture, concerned in CONCERNED.items():
        if fixture in metafunc.fixturenames:
            names = _rigs_of(registry.backends(), BACKENDS)
            names = [name for name in names if name not in BACKENDS or concerned(BACKENDS[name])]
            metafunc.parametrize(fixture, [_served(name, BACKENDS) for name in names], indirect=True)
    if "area" in metafunc.fixturenames:
        names = _rigs_of(registry.storages(), STORAGES)
        metafunc.parametrize("area", [_served(name, STORAGES) for name in names], indirect=True)


def _rigs_of(plugins: Mapping[str, object], rigs: Mapping[str, object]) -> list[str]:
    """Return the rigs of all plug-ins that are built; one without a rig stands for itself."""
    built = _built(plugins)
    rigged = [name for name in rigs if name.partition(":")[0] in built]
    return rigged + [name for name in built if name not in {rig.partition(":")[0] for rig in rigs}]


def _served(name: str, rigs: Mapping[str, BackendRig] | Mapping[str, StorageRig]) -> ParameterSet:
    """Keep the tests of one server in one process."""
    server = rigs[name].server if name in rigs else ""
    return pytest.param(name, marks=[pytest.mark.xdist_group(server), pytest.mark.server] if server else [])


def _built(plugins: Mapping[str, object]) -> list[str]:
    """Return the plug-ins that there is a program of: those that are only described promise nothing yet."""
    return [name for name, found in plugins.items() if not (isinstance(found, registry.Missing) and found.described)]


def _jobs(request: pytest.FixtureRequest, folder: Path) -> Iterator[Jobs]:
    name = request.param
    if name not in BACKENDS:
        pytest.fail(f"tests/contract/rigs.py does not say how to make the backend {name}.")
    if BACKENDS[name].server:
        request.getfixturevalue(BACKENDS[name].server)
    own = BACKENDS[name].folder
    jobs = Jobs(BACKENDS[name], own() if own else folder)
    yield jobs
    jobs.clear_up()


@pytest.fixture
def jobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Jobs]:
    """Return a backend and what is needed to send it jobs."""
    yield from _jobs(request, tmp_path)


@pytest.fixture
def array_jobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Jobs]:
    """Return a backend that sends many rows at once."""
    yield from _jobs(request, tmp_path)


@pytest.fixture
def unique_jobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Jobs]:
    """Return a backend that takes a tag once, whoever submits it."""
    yield from _jobs(request, tmp_path)


@pytest.fixture
def real_jobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Jobs]:
    """Return a backend whose jobs are processes that it watches."""
    yield from _jobs(request, tmp_path)


@pytest.fixture
def area(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Storage, str]:
    """Return a storage and an empty folder in it."""
    if request.param not in STORAGES:
        pytest.fail(f"tests/contract/rigs.py does not say how to make the storage {request.param}.")
    rig = STORAGES[request.param]
    if rig.server:
        request.getfixturevalue(rig.server)
    folder = tmp_path / "area"
    folder.mkdir()
    return rig.make(folder)


@pytest.fixture
def refused(request: pytest.FixtureRequest) -> frozenset[str]:
    """Return the names that the storage under test cannot keep."""
    return STORAGES[request.node.callspec.params["area"]].refused
