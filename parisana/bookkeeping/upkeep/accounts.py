"""Three kinds of account on a server, and what each may do there.

A reader looks on. A user records and changes, but deletes no work, rewrites no history, changes no table and takes
nobody into a group: who administers is the administrators' to say. Whose production a row belongs to: ``guards.py``.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import URL, Connection, Engine, text

from parisana.bookkeeping.database.opening import connect, spoken_name
from parisana.bookkeeping.database.server import collation, is_server
from parisana.bookkeeping.database.trouble import spoken
from parisana.bookkeeping.schema import declarations, element_looks, events, members, metadata
from parisana.errors import InputError

#: A name, or one with the host from which it comes: marie, marie@%.lab.example, marie@localhost.
NAME = re.compile(r"([A-Za-z0-9_.-]{1,80})(?:@([A-Za-z0-9_.:%/-]{1,255}))?")
EVERYWHERE = "%"
ADMINISTERS = "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, TRIGGER"
#: What a user may do in a table, where it is not to write and to change.
RIGHTS = {
    members.name: "",
    events.name: "INSERT",
    declarations.name: "INSERT",
    element_looks.name: "INSERT, UPDATE, DELETE",  # older looks are thinned out by whoever looks
}


class Kind(StrEnum):
    """What an account is for."""

    READER = "reader"
    USER = "user"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Account:
    """An account to be made; its password is shown to nobody but its owner's option file."""

    kind: Kind
    name: str
    host: str = EVERYWHERE
    password: str = field(default_factory=lambda: secrets.token_urlsafe(18), repr=False)

    @property
    def spoken(self) -> str:
        """Return it as the server writes it."""
        return f"'{self.name}'@'{self.host}'"


def account(kind: Kind, words: str) -> Account:
    """Read NAME or NAME@HOST."""
    found = NAME.fullmatch(words)
    if found is None:
        hint = "Write marie, or marie@HOST for one that comes from there only; '%' stands for any text in a host."
        raise InputError(f"An account cannot be called {words[:80]!r}.", hint=hint)
    return Account(kind, found[1], found[2] or EVERYWHERE)


def grants(database: str, each: Account) -> list[str]:
    """Return what is granted to an account."""
    whole = f"`{database}`.*"
    if each.kind is Kind.ADMINISTRATOR:
        return [f"GRANT {ADMINISTERS} ON {whole} TO {each.spoken}"]
    found = [f"GRANT SELECT ON {whole} TO {each.spoken}"]
    if each.kind is Kind.USER:
        rights = {name: RIGHTS.get(name, "INSERT, UPDATE") for name in sorted(metadata.tables)}
        found += [f"GRANT {may} ON `{database}`.`{name}` TO {each.spoken}" for name, may in rights.items() if may]
    return found


class Server:
    """A server as its administrator sees it, before there is a bookkeeping in it."""

    def __init__(self, url: URL) -> None:
        """Take the address; the name of the database must be in it."""
        if not is_server(url) or not url.database:
            hint = "Set PARISANA_BOOK=mysql://ADMINISTRATOR@HOST/DATABASE; a file needs no accounts."
            raise InputError("Accounts are made on a database server, for a database that has a name.", hint=hint)
        if re.fullmatch(r"[A-Za-z0-9_]{1,64}", url.database) is None:
            raise InputError(f"A database cannot be called {url.database!r} here.", hint="Use letters, digits and '_'.")
        self.database = url.database
        self._engine: Engine = connect(url.set(database=None), 30.0)
        self._place = spoken_name(url)

    def make_database(self) -> None:
        """Make the database, unless it is there."""
        with spoken(self._place), self._engine.begin() as connection:
            rule = f"CHARACTER SET utf8mb4 COLLATE {collation(connection)}"
            connection.execute(text(f"CREATE DATABASE IF NOT EXISTS `{self.database}` {rule}"))

    def make_accounts(self, accounts: Sequence[Account], require_tls: bool) -> list[Account]:
        """Make accounts and give them their rights; return those that are new."""
        with spoken(self._place), self._engine.begin() as connection:
            new = [each for each in accounts if not _is_there(connection, each)]
            for each in new:
                made = text(f"CREATE USER {each.spoken} IDENTIFIED BY :password")
                connection.execute(made, {"password": each.password})
            for statement in self.statements(accounts, require_tls):
                connection.exec_driver_sql(statement.replace("%", "%%"))
        return new

    def statements(self, accounts: Sequence[Account], require_tls: bool) -> Iterator[str]:
        """Yield what is said to the server, for everybody to read: there is no password in it."""
        for each in accounts:
            if require_tls:
                yield f"ALTER USER {each.spoken} REQUIRE SSL"
            yield from grants(self.database, each)

    def close(self) -> None:
        """Let go of the server."""
        self._engine.dispose()


def _is_there(connection: Connection, each: Account) -> bool:
    query = text("SELECT 1 FROM mysql.user WHERE user = :name AND host = :host")
    return connection.execute(query, {"name": each.name, "host": each.host}).first() is not None
