"""Every trouble with the database leaves as one sentence for the person at the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection

from parisana.errors import BookkeepingError, Bug, ParisanaError


class Trouble(NamedTuple):
    """A fragment of a driver's message, what it means, what to do, and whether waiting helps."""

    fragment: str
    sentence: str
    hint: str
    transient: bool = False


AWAY = "See whether the database server runs and can be reached from here."
GRANT = "Ask its administrator for the right (GRANT) of your account."
OWNED = "The account is that of the person of its name. `parisana book init --shared` makes it several people's."
CERTIFICATE = "See ssl-ca in ~/.my.cnf, or ask its administrator."
BUSY = "Another program writes to it just now; this is tried again."

TROUBLES = (
    Trouble("is locked", "is locked by another program.", BUSY, True),
    Trouble("lock wait timeout", "is locked by another program.", BUSY, True),
    Trouble("deadlock found", "is locked by another program.", BUSY, True),
    Trouble("savepoint", "is locked by another program.", BUSY, True),
    Trouble("is full", "cannot grow: the disk is full.", "Make room there; nothing that was recorded is lost.", True),
    Trouble("read-only option", "is a replica that is only read.", "Name the server that is written to instead."),
    Trouble("readonly", "may only be read by you.", "Ask its owner for the right to write, or set PARISANA_HOME."),
    Trouble("read-only", "may only be read by you.", "Ask its owner for the right to write, or set PARISANA_HOME."),
    Trouble("not a database", "is a file of another kind.", "Move it away, or name another one."),
    Trouble("malformed", "is damaged.", "Copy it, then try `parisana book check`, or bring back a saved copy."),
    Trouble("unable to open", "cannot be opened.", "See whether the folder is there and may be written by you."),
    Trouble("disk i/o error", "cannot be read or written: the disk fails.", "See whether its disk is well.", True),
    Trouble("using password", "does not let you in.", "See the user and password of its address, or in ~/.my.cnf."),
    Trouble("access denied", "is not open to you.", GRANT),
    Trouble("only its owner", "lets only its owner, or an administrator, change a production.", OWNED),
    Trouble("command denied", "does not allow you this.", GRANT),
    Trouble("unknown database", "is not there.", "See the name; an administrator makes it: CREATE DATABASE."),
    Trouble("too many connections", "has too many visitors.", "This is tried again.", True),
    Trouble("data too long", "has no room for a text as long as this.", "Use a shorter name or path."),
    Trouble("certificate verify failed", "does not prove who it is.", CERTIFICATE),
    Trouble("ssl is required", "does not encrypt what is sent to it.", CERTIFICATE),
    Trouble("gone away", "does not answer.", AWAY, True),
    Trouble("lost connection", "does not answer.", AWAY, True),
    Trouble("can't connect", "does not answer.", AWAY, True),
    Trouble("(0, '')", "does not answer.", AWAY, True),
    Trouble("shutdown in progress", "does not answer.", AWAY, True),
    Trouble("connection was killed", "does not answer.", AWAY, True),
    Trouble("doesn't exist", "is not one of this program.", "Name another one; this one was left as it is."),
    Trouble("no such table", "is not one of this program.", "Name another one, or make it with `parisana book init`."),
)


def explain(error: SQLAlchemyError, place: str) -> ParisanaError:
    """Say in a sentence what the database's trouble is; what the database never saw is our own bug."""
    if isinstance(error, NoConnection):
        return BookkeepingError(f"The bookkeeping {place} is busy with this program.", hint=BUSY, transient=True)
    if not isinstance(error, DBAPIError):
        return Bug(f"The bookkeeping {place} was asked wrongly: {error}.")
    text = str(error.orig)
    for trouble in TROUBLES:
        if trouble.fragment in text.lower():
            sentence = f"The bookkeeping {place} {trouble.sentence}"
            return BookkeepingError(sentence, hint=trouble.hint, transient=trouble.transient)
    return BookkeepingError(f"The bookkeeping {place} did not do what was asked: {text.splitlines()[0]}.")


@contextmanager
def spoken(place: str) -> Iterator[None]:
    """Turn whatever the database raises inside into a ``BookkeepingError``."""
    try:
        yield
    except SQLAlchemyError as error:
        raise explain(error, place) from error
