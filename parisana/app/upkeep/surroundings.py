"""What the program stands on: versions, folders, the database, and which plug-ins cannot be used, and why."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import parisana
from parisana.app.ground import library, places
from parisana.bookkeeping.database.filesystem import kind_of, mounts_here, on_network
from parisana.plugins.registry import Missing, backends, storages

#: The libraries that the program itself needs, or can use.
LIBRARIES = ("pydantic", "PyYAML", "SQLAlchemy", "alembic", "PySide6-Essentials", "paramiko", "pymysql", "drmaa")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder or file that the program uses."""

    title: str
    path: Path
    there: bool
    file_system: str
    on_network: bool
    """Whether other machines may write to it."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A plug-in that cannot be used here."""

    name: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All of it."""

    versions: tuple[tuple[str, str], ...]
    folders: tuple[Folder, ...]
    absent: tuple[Absent, ...]


def look_around(home: Path) -> Surroundings:
    """Look at everything; what cannot be told is left out."""
    return Surroundings(tuple(_versions()), tuple(_folders(home)), tuple(_absent()))


def _versions() -> Iterable[tuple[str, str]]:
    yield "parisana", parisana.__version__
    yield "Python", platform.python_version()
    yield "System", platform.platform(terse=True)
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            yield name, version(name)


def _folders(home: Path) -> Iterable[Folder]:
    mounts = mounts_here()
    book = places.book(home)
    folders = {
        "Home of the program": home,
        **({} if "://" in str(book) else {"Database": Path(book).expanduser()}),
        "Configuration": library.configuration(),
        "Your profiles": library.configuration() / "profiles",
        "Trash": home / "trash",
    }
    for title, path in folders.items():
        real = path.resolve()
        yield Folder(title, path, path.exists(), kind_of(real, mounts), on_network(real, mounts))


def _absent() -> Iterable[Absent]:
    for name, found in (*backends().items(), *storages().items()):
        if isinstance(found, Missing):
            yield Absent(found.title or name, found.reason, found.hint or "")
