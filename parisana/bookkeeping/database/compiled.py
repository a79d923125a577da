"""Statements are compiled once in a process, whatever databases it opens: each lane of a window has its own engine.

Making the text of a statement takes about a millisecond, as long as running most of them, and no engine knows what
others have made: SQLAlchemy tells the texts of two engines apart by their dialects. SQLite's is the same for all files.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

#: So many statements are kept; all that the program has are fewer.
MOST = 1000
#: Statement -> what was compiled of it.
COMPILED: LRUCache[Any, Any] = LRUCache(MOST)


class AnySQLite(SQLiteDialect_pysqlite):
    """The dialect of SQLite, equal to itself in every engine."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        """Whether what is compiled for one will do for the other."""
        return type(other) is type(self)

    def __hash__(self) -> int:
        """Return the same for all."""
        return hash(type(self))


registry.register("sqlite.any", __name__, AnySQLite.__name__)


def compiled_once(url: URL) -> URL:
    """Return the address of a file so that its engine takes this dialect."""
    return url.set(drivername="sqlite+any")
