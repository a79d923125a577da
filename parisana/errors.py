"""Everything that can go wrong, split by who can mend it.

::

    ParisanaError
    ├── InputError          the user's text: profile, site, suite, run list, option   (exit 2)
    │   └── Outdated        written by another version of the program; says which way to go
    ├── SiteError           a batch system or the road to it                          (exit 3)
    │   ├── Refused         it answered, and said no: its own words are the message
    │   └── NoAnswer        it did not answer, or not in a way that can be read
    ├── StorageError        a storage: missing, full, read-only, unreachable          (exit 3)
    │   └── Cancelled           a copy that somebody stopped; nothing of it is left
    ├── BookkeepingError    the database: locked, away, read-only                     (exit 3)
    │   ├── LeaseHeld       another program drives this production
    │   └── Overtaken       another program was quicker; it is looked at again at the next round
    └── Bug                 a promise of our own was broken                           (exit 4)

``transient`` says whether waiting may help. A message is one or two sentences for the person at the
window; ``hint`` says what to do.
"""

from __future__ import annotations

from typing import Any, ClassVar


class ParisanaError(Exception):
    """Anything this program says on purpose."""

    kind: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 4
    transient: bool = False

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        field: str | None = None,
        transient: bool | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.file = file
        self.line = line
        self.column = column
        self.field = field
        if transient is not None:
            self.transient = transient

    @property
    def place(self) -> str:
        """Where it happened, as ``file:line:column field``; empty when there is no such place."""
        spot = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return " ".join(part for part in (spot, self.field) if part)

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} {self.hint}" if self.hint else text

    def as_json(self) -> dict[str, Any]:
        """Return the error as the command line prints it with ``--json``."""
        names = ("kind", "message", "hint", "file", "line", "column", "field")
        return {name: getattr(self, name) for name in names}


class InputError(ParisanaError):
    """The user's text cannot be used as it stands."""

    kind = "input"
    exit_code = 2
    others: tuple[InputError, ...] = ()
    """What else is wrong in the same text, when all of it was looked at."""


class Outdated(InputError):
    """A file or database from another version of the program."""

    kind = "version"


class SiteError(ParisanaError):
    """A batch system, or the road to it."""

    kind = "site"
    exit_code = 3


class Refused(SiteError):
    """The batch system answered, and said no."""

    kind = "refused"


class NoAnswer(SiteError):
    """The batch system did not answer in a way that can be read: nothing is known."""

    kind = "no-answer"
    transient = True


class StorageError(ParisanaError):
    """A storage is missing, full, read-only or out of reach."""

    kind = "storage"
    exit_code = 3


class Cancelled(StorageError):
    """Somebody stopped a copy."""

    kind = "cancelled"


class BookkeepingError(ParisanaError):
    """The database is locked, away or read-only."""

    kind = "bookkeeping"
    exit_code = 3


class LeaseHeld(BookkeepingError):
    """Another program drives this production."""

    kind = "lease"


class Overtaken(BookkeepingError):
    """Another program changed what was about to be changed."""

    kind = "overtaken"
    transient = True


class Bug(ParisanaError):
    """A promise of the program itself was broken."""

    kind = "bug"
