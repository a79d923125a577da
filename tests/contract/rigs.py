"""How each plug-in is made on this machine, and what its contract tests may count on.

A plug-in that has no row here fails its contract tests: nobody has said how to try it.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from parisana.backends.described.backend import DescribedBackend
from parisana.backends.described.settings import DescribedSettings
from parisana.backends.gridengine.backend import GridEngineBackend
from parisana.backends.gridengine.settings import GridEngineSettings
from parisana.backends.slurm.backend import SlurmBackend
from parisana.backends.slurm.settings import SlurmSettings
from parisana.backends.unix.backend import UnixBackend
from parisana.backends.unix.settings import UnixSettings
from parisana.backends.unix.starter import queue_pid
from parisana.plugins.backend import Backend
from parisana.plugins.fake_backend import FakeBackend, FakeSettings, fake_site, run_here
from parisana.plugins.fake_storage import FakeStorage
from parisana.plugins.runner import LocalRunner
from parisana.plugins.storage import Storage
from parisana.storage.disk.storage import DiskStorage
from tests.contract import another_machine, described, files_of_others, grid, stores
from tests.servers import gridengine, slurm
from tests.servers.arc import shared_arc
from tests.servers.runner import PreparedRunner


@dataclass(frozen=True)
class BackendRig:
    """One backend for the tests, on a batch system of its own."""

    make: Callable[[Path], Backend]
    """Make a backend; made again on the same folder it speaks to the same batch system."""
    silence: Callable[[Backend], None]
    """Let the batch system be out of reach."""
    kill_daemon: Callable[[Backend], None] | None = None
    """Kill -9 what starts the jobs. ``None``: it runs nothing by itself, and has no process trees or limits."""
    unique_tags: bool = True
    """Whether it can tell that a tag was submitted before, by whichever program."""
    server: str = ""
    """The session's fixture that is its batch system; tests of one server run in one process."""
    slots: int = 2
    """How many jobs may run at once."""
    arrays: bool = True
    """Whether it sends many rows at once, to nodes that see the folder of the tests."""
    many: bool = False
    """Whether it does so, to nodes that see nothing."""
    folder: Callable[[], Path] | None = None
    """Where its jobs may write, where that is not everywhere."""
    environment: Callable[[Path], Mapping[str, str]] = lambda folder: {}
    """What somebody who submits by hand has in the shell."""


@dataclass(frozen=True)
class StorageRig:
    """One storage for the tests, and the URL of an empty folder in it."""

    make: Callable[[Path], tuple[Storage, str]]
    server: str = ""
    """The session's fixture that is its server; tests of one server run in one process."""
    refused: frozenset[str] = frozenset()
    """Names that it cannot keep, and refuses before anything is written."""


def _unix(folder: Path) -> Backend:
    settings = UnixSettings(spool=str(folder / "spool"), cores=2, grace_s=0.5, idle_s=0.5)
    return UnixBackend(settings, LocalRunner())


def _silence_unix(backend: Backend) -> None:
    assert isinstance(backend, UnixBackend)
    shutil.rmtree(backend.spool.submissions)
    backend.spool.submissions.write_text("the disk is away")


def _kill_queue(backend: Backend) -> None:
    assert isinstance(backend, UnixBackend)
    pid = queue_pid(backend.spool)
    if pid is not None:
        os.kill(pid, signal.SIGKILL)


def _gridengine(folder: Path) -> Backend:
    cell = gridengine.cell()
    if not (folder / "seen").exists():
        (folder / "seen").touch()
        cell.forget()
    settings = GridEngineSettings(memory_resource="h_vmem", disk_resource="h_fsize", interface="commands")
    return GridEngineBackend(settings, PreparedRunner(cell.environment))


def _silence_gridengine(backend: Backend) -> None:
    assert isinstance(backend.runner, PreparedRunner)
    backend.runner.known["SGE_ROOT"] = "/away"


def _slurm(folder: Path) -> Backend:
    return SlurmBackend(SlurmSettings(task_limit=8), slurm.cluster().runner)


def _own_slurm(folder: Path) -> Backend:
    settings = DescribedSettings(description=str(described.OWN))
    return DescribedBackend(settings, slurm.cluster().runner)


def _silence_slurm(backend: Backend) -> None:
    assert isinstance(backend.runner, PreparedRunner)
    backend.runner.known["SLURM_CONF"] = slurm.cluster().away


def _fake(folder: Path) -> Backend:
    fake_site(str(folder)).run_row = run_here
    (folder / "ledger.go").touch()  # its rows run while they are asked for: they cannot be made to wait
    return FakeBackend(FakeSettings(site=str(folder)), LocalRunner())


def _silence_fake(backend: Backend) -> None:
    assert isinstance(backend, FakeBackend)
    backend.site.silent = True


def _disk(folder: Path) -> tuple[Storage, str]:
    return DiskStorage(), str(folder)


def _fake_storage(folder: Path) -> tuple[Storage, str]:
    storage = FakeStorage()
    storage.make("/area")
    return storage, "/area"


def _described(name: str) -> BackendRig:
    return BackendRig(described.maker(name), described.silence, unique_tags=False, environment=described.shell)


#: Name of a backend, or of a backend and which of several systems it speaks to.
BACKENDS = {
    "unix": BackendRig(_unix, _silence_unix, _kill_queue),
    "gridengine": BackendRig(
        _gridengine,
        _silence_gridengine,
        unique_tags=False,
        server="gridengine",
        slots=gridengine.SLOTS,
        environment=lambda folder: gridengine.cell().environment,
    ),
    "slurm": BackendRig(
        _slurm,
        _silence_slurm,
        unique_tags=False,
        server="slurm",
        slots=8,
        environment=lambda folder: slurm.cluster().environment,
    ),
    "described:slurm": BackendRig(
        _own_slurm,
        _silence_slurm,
        unique_tags=False,
        server="slurm",
        slots=16,
        environment=lambda folder: slurm.cluster().environment,
    ),
    "ssh": BackendRig(another_machine.make, another_machine.silence, another_machine.kill_queue, server="sshd"),
    **{f"described:{name}": _described(name) for name in described.FACES},
    "cream": BackendRig(grid.cream, grid.silence, unique_tags=False, arrays=False, environment=grid.shell),
    "cream:wms": BackendRig(
        grid.wms, grid.silence_wms, unique_tags=False, arrays=False, many=True, environment=grid.wms_shell
    ),
    "htcondorce": BackendRig(
        grid.htcondorce,
        grid.silence_htcondorce,
        unique_tags=False,
        arrays=False,
        many=True,
        environment=grid.htcondorce_shell,
    ),
    "arc": BackendRig(
        grid.arc,
        grid.silence_arc,
        unique_tags=False,
        server="arc",
        arrays=False,
        folder=lambda: shared_arc().common(),
        environment=grid.arc_shell,
    ),
    "arc:commands": BackendRig(
        grid.arc_commands,
        grid.silence_arc,
        unique_tags=False,
        server="arc",
        arrays=False,
        folder=lambda: shared_arc().common(),
        environment=grid.arc_shell,
    ),
    "fake": BackendRig(_fake, _silence_fake, unique_tags=False),
}
#: Names that no list of files can hold.
UNLISTED = frozenset({"line\nend", "bytes-\udcff"})
#: Name of a storage, or of a storage and how it is spoken to.
STORAGES = {
    "disk": StorageRig(_disk),
    "sftp": StorageRig(files_of_others.sftp, "shared_sshd", frozenset({"bytes-\udcff"})),
    "xrootd": StorageRig(files_of_others.xrootd, "xrootd", frozenset({"line\nend", "bytes-\udcff"})),
    "webdav": StorageRig(files_of_others.webdav, "xrootd", frozenset({"line\nend", "per%20cent", "bytes-\udcff"})),
    "s3": StorageRig(files_of_others.s3, "s3", frozenset({"line\nend", "bytes-\udcff"})),
    "hpss": StorageRig(stores.hpss, refused=UNLISTED),
    "hpss:hsi": StorageRig(stores.hpss_by_hsi, refused=UNLISTED | {"quo'te\""}),
    "lfc": StorageRig(stores.lfc, refused=UNLISTED),
    "srm": StorageRig(stores.srm, "srm", UNLISTED | {"per%20cent", "Überschuß-γ"}),
    "gridftp": StorageRig(stores.gridftp, "gridftp", UNLISTED | {"per%20cent", "Überschuß-γ", "quo'te\""}),
    "fake": StorageRig(_fake_storage),
}
