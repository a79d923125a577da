"""Checksums that were computed before: a small file of the user's own, which several programs share.

It is no record of anything: whoever loses it, or cannot write it, computes again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

#: So many are kept; the oldest go.
MOST = 200_000
#: How long (s) one waits for another program that writes.
PATIENCE = 2.0
TABLE = """create table if not exists sums (
    place text primary key, state text not null, kind text not null, value text not null, at real not null
) without rowid"""


class KnownSums:
    """The checksum of a place, while the place is in the same state."""

    def __init__(self, file: Path, most: int = MOST) -> None:
        self._file, self._most = file, most

    def find(self, place: str, state: str) -> tuple[str, str] | None:
        """Return kind and value, if they were kept of this very state."""
        with suppress(sqlite3.Error, OSError), self._opened() as book:
            found = book.execute("select kind, value from sums where place = ? and state = ?", (place, state))
            row = found.fetchone()
            return None if row is None else (str(row[0]), str(row[1]))
        return None

    def keep(self, place: str, state: str, kind: str, value: str, at: float) -> None:
        """Keep what was computed; what was known of an older state goes."""
        with suppress(sqlite3.Error, OSError), self._opened() as book:
            book.execute("replace into sums values (?, ?, ?, ?, ?)", (place, state, kind, value, at))
            book.execute(
                "delete from sums where place in (select place from sums order by at"
                " limit max((select count(*) from sums) - ?, 0))",
                (self._most,),
            )

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """Open the file; one that is no store any more is begun anew."""
        try:
            book = self._connected()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            self._file.unlink(missing_ok=True)
            book = self._connected()
        with closing(book), book:
            yield book

    def _connected(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        book = sqlite3.connect(self._file, timeout=PATIENCE)
        try:
            book.execute(TABLE)
        except sqlite3.Error:
            book.close()
            raise
        return book
