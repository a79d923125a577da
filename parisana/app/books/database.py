"""The database itself: made with its accounts, brought up to this version, copied whole."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from parisana.app.ground import places
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database.opening import address, connect, spoken_name
from parisana.bookkeeping.database.trouble import spoken
from parisana.bookkeeping.upkeep import guards
from parisana.bookkeeping.upkeep.accounts import Account, Kind, Server, account
from parisana.bookkeeping.upkeep.copying import copy
from parisana.errors import InputError, StorageError

#: Folders in the home of the program.
COPIES = "copies"
ACCOUNTS = "accounts"
#: What is made when nobody is named.
USUAL: Mapping[Kind, str] = {
    Kind.READER: "parisana_reader",
    Kind.USER: "parisana_user",
    Kind.ADMINISTRATOR: "parisana_administrator",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made on a server."""

    accounts: tuple[Account, ...]
    require_tls: bool
    statements: tuple[str, ...]
    triggers: tuple[str, ...]
    """By these the server refuses what an account of one person may not change."""
    owners: tuple[str, ...]
    """And by these it knows those accounts."""


class Made(NamedTuple):
    """What was made on a server."""

    files: list[Path]
    """An option file for each account that is new, with its password."""
    unguarded: str | None
    """Why the server does not refuse what is not one's own."""


def wanted(home: Path, named: Mapping[Kind, Sequence[str]], require_tls: bool, shared: bool = False) -> Wanted:
    """Return which accounts would be made, and what would be granted to each; nothing is done.

    An account of the kind user is one person's, unless it is ``shared``, as the usual one is.
    """
    chosen = named if any(named.values()) else {kind: [name] for kind, name in USUAL.items()}
    accounts = tuple(account(kind, words) for kind, names in chosen.items() for words in names)
    server = Server(address(places.book(home)))
    people = [each.name for each in accounts if each.kind is Kind.USER]
    owners = guards.statements(people, shared or chosen is not named)
    triggers = (guard.statement for guard in guards.guards())
    granted = tuple(server.statements(accounts, require_tls))
    return Wanted(accounts, require_tls, granted, tuple(triggers), tuple(owners))


def make(home: Path, what: Wanted) -> Made:
    """Make database, tables and accounts, and let the server guard whose a production is."""
    url = address(places.book(home))
    server = Server(url)
    try:
        server.make_database()
        with Bookkeeping.open(places.book(home), copies=home / COPIES) as book:
            new = server.make_accounts(what.accounts, what.require_tls)
            unguarded = book.guard(what.owners)
    finally:
        server.close()
    lines = {"host": url.host, "port": url.port, "socket": url.query.get("unix_socket"), "database": url.database}
    return Made([_option_file(home / ACCOUNTS, each, lines) for each in new], unguarded)


def bring_up(home: Path) -> Bookkeeping:
    """Open the bookkeeping, brought to this version; of an older one a copy is kept."""
    return Bookkeeping.open(places.book(home), copies=home / COPIES, viewer=places.user())


def export(home: Path, goal: str) -> dict[str, int]:
    """Copy the bookkeeping into a new file, or an empty database; return the number of rows of each table."""
    return _copy(places.book(home), goal)


def import_from(home: Path, origin: str) -> dict[str, int]:
    """Copy another bookkeeping into this one, which must be empty."""
    if "://" not in origin and not Path(origin).is_file():
        raise InputError("There is no such file.", file=origin)
    Bookkeeping.open(origin).close()
    return _copy(origin, places.book(home))


def _copy(origin: Path | str, goal: Path | str) -> dict[str, int]:
    urls = (address(origin), address(goal))
    if urls[0] == urls[1]:
        raise InputError("A bookkeeping cannot be copied into itself.", hint="Name another file or database.")
    names = [spoken_name(url) for url in urls]
    engines = [connect(url) for url in urls]
    try:
        with spoken(f"{names[0]} or {names[1]}"):
            return copy(engines[0], names[0], engines[1], names[1])
    finally:
        for engine in engines:
            engine.dispose()


def _option_file(folder: Path, each: Account, where: Mapping[str, object]) -> Path:
    """Write what an account's owner puts into ``~/.my.cnf``, for nobody else to read."""
    path = folder / f"{each.name}.cnf"
    known = {**where, "user": each.name, "password": each.password}
    text = "\n".join(["[parisana]", *(f"{name} = {value}" for name, value in known.items() if value), ""])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise StorageError(f"The option file of {each.name} cannot be written: {error.strerror}.") from error
    return path
