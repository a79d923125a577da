"""How each plug-in is made on this machine, and what its contract tests may count on.

A plug-in that has no row here fails its contract tests: nobody has said how to try it.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from parisana.backends.unix.backend import UnixBackend
from parisana.backends.unix.settings import UnixSettings
from parisana.backends.unix.starter import queue_pid
from parisana.plugins.backend import Backend
from parisana.plugins.fake_backend import FakeBackend, FakeSettings, fake_site, run_here
from parisana.plugins.fake_storage import FakeStorage
from parisana.plugins.runner import LocalRunner
from parisana.plugins.storage import Storage
from parisana.storage.disk import DiskStorage


@dataclass(frozen=True)
class BackendRig:
    """One backend for the tests, on a batch system of its own with two slots."""

    make: Callable[[Path], Backend]
    """Make a backend; made again on the same folder it speaks to the same batch system."""
    silence: Callable[[Backend], None]
    """Let the batch system be out of reach."""
    kill_daemon: Callable[[Backend], None] | None = None
    """Kill -9 what starts the jobs. ``None``: it runs nothing by itself, and has no process trees or limits."""
    unique_tags: bool = True
    """Whether it can tell that a tag was submitted before, by whichever program."""


@dataclass(frozen=True)
class StorageRig:
    """One storage for the tests, and the URL of an empty folder in it."""

    make: Callable[[Path], tuple[Storage, str]]


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


def _fake(folder: Path) -> Backend:
    fake_site(str(folder)).run_row = run_here
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


BACKENDS = {
    "unix": BackendRig(_unix, _silence_unix, _kill_queue),
    "fake": BackendRig(_fake, _silence_fake, unique_tags=False),
}
STORAGES = {"disk": StorageRig(_disk), "fake": StorageRig(_fake_storage)}
