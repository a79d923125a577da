"""A copy of an older database, made before it is changed: a file, whatever the database is.

A server's database is changed only when somebody says so: others may still use it with older programs. A file belongs
to one person, and is brought to the new version by the program that opens it.
"""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from parisana.bookkeeping.database.opening import address, connect
from parisana.bookkeeping.database.server import is_server
from parisana.errors import BookkeepingError, Outdated

from . import upgrade
from .copying import copy


def bring_up(engine: Engine, place: str, copies: Path | None) -> None:
    """Make the tables of an empty database, or bring older ones to this version once a copy is kept.

    What there is counts when nobody else is changing it: another program may be making the tables just now.
    """

    def before(version: str) -> None:
        if copies is None and is_server(engine.url):
            raise outdated(place, version)
        keep(engine, place, version, copies)

    upgrade.upgrade(engine, place, keep=before)


def outdated(place: str, version: str) -> Outdated:
    """Return the refusal of an older database on a server."""
    sentence = f"The bookkeeping {place} is of an older version (tables {version}); this program needs"
    hint = "An administrator brings it up: parisana book upgrade. Until then, use the program that you used before."
    return Outdated(f"{sentence} {upgrade.known()[-1]}.", hint=hint)


def keep(engine: Engine, place: str, version: str, copies: Path | None) -> Path | None:
    """Copy a database into a file beside it, or in a folder for copies; one in memory has nowhere to go."""
    name = engine.url.database or ""
    if not is_server(engine.url) and (name in ("", ":memory:") or name.startswith("file:")):
        return None
    folder = copies or Path(name).parent
    folder.mkdir(parents=True, exist_ok=True)
    goal = folder / f"{Path(name).name}.{version}-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}"
    if is_server(engine.url):
        _export(engine, place, goal)
    else:
        _duplicate(engine, goal)
    return goal


def _export(engine: Engine, place: str, goal: Path) -> None:
    target = connect(address(goal))
    try:
        copy(engine, place, target, str(goal))
    finally:
        target.dispose()


def _duplicate(engine: Engine, goal: Path) -> None:
    """Let SQLite copy its own file, as it is at one moment."""
    with closing(engine.raw_connection()) as connection:
        driver = connection.driver_connection
        if driver is None:
            raise BookkeepingError("The bookkeeping cannot be copied before it is changed: it was closed.")
        driver.execute("VACUUM INTO ?", (str(goal),))
