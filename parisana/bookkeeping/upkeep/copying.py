"""Copying a whole bookkeeping from one database into another of any kind, and proving that nothing was lost.

The tables are made in the version of the source, so that an older database can be kept as it is; what a migration that
died left beside them is not copied. What is read is of one moment. Both sides are summed up row by row, and the copy
is kept only when the sums are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Table, column, insert, inspect, select, table
from sqlalchemy.schema import MetaData

from parisana.bookkeeping.database.bulk import Bulk
from parisana.bookkeeping.database.door import BATCH
from parisana.bookkeeping.database.opening import begin_writing
from parisana.bookkeeping.database.rowwise import portions
from parisana.bookkeeping.database.server import alone, prepare
from parisana.bookkeeping.schema import metadata
from parisana.errors import BookkeepingError, Bug

from . import upgrade
from .migrate import migrate

#: A sum of digests does not depend on the order of rows.
MODULUS = 2**128


class Content(NamedTuple):
    """What a table holds: how many rows, and a number that any difference changes."""

    rows: int
    sum: int


NOTHING = Content(0, 0)


def copy(source: Engine, source_place: str, target: Engine, target_place: str) -> dict[str, int]:
    """Copy everything into an empty database; return how many rows each table has."""
    with source.connect() as old, old.begin(), target.connect() as new:
        version = upgrade.version_of(old)
        if version is None:
            raise BookkeepingError(f"The bookkeeping {source_place} is empty.", hint="There is nothing to copy.")
        begin_writing(new)
        with alone(new, target_place), new.begin():
            _make_tables(new, version, target_place)
            copied = {name: _copy_table(old, new, name) for name in _names(new)}
            _compare(copied, {name: _content(_rows(new, name)) for name in copied}, target_place)
    return {name: content.rows for name, content in copied.items()}


def contents(connection: Connection) -> dict[str, Content]:
    """Return what all tables hold."""
    return {name: _content(_rows(connection, name)) for name in _names(connection)}


def _names(connection: Connection) -> list[str]:
    """Return the tables that are there, each after those that it points to."""
    there = set(inspect(connection).get_table_names())
    found = MetaData()
    for name in there & set(metadata.tables):
        Table(name, found, autoload_with=connection)
    return [each.name for each in found.sorted_tables if each.name in there]


def _make_tables(connection: Connection, version: str, place: str) -> None:
    if inspect(connection).get_table_names():
        full = [name for name in _names(connection) if connection.execute(select(1).select_from(table(name))).first()]
        if full or upgrade.version_of(connection) != version:
            sentence = f"The bookkeeping {place} is not empty, or of another version: nothing was copied into it."
            raise BookkeepingError(sentence, hint="Name a new file, or an empty database.")
        return
    prepare(connection)
    migrate(connection, upgrade.MIGRATIONS, upgrade.VERSION_TABLE, version)


def _copy_table(old: Connection, new: Connection, name: str) -> Content:
    names = _columns(new, name)
    write = Bulk(insert(table(name, *map(column, names))), *names)
    content = NOTHING
    for part in portions(_rows(old, name, names)):
        write.run(new, part)
        content = _content(part, content)
    return content


def _columns(connection: Connection, name: str) -> list[str]:
    return [str(each["name"]) for each in inspect(connection).get_columns(name)]


def _rows(connection: Connection, name: str, names: Iterable[str] = ()) -> Iterator[Sequence[Any]]:
    """Yield the plain values of all rows, with little memory; of all columns unless told."""
    wanted: list[Any] = [column(each) for each in names or _columns(connection, name)]
    query: Any = select(*wanted).select_from(table(name))
    for row in connection.execution_options(yield_per=BATCH).execute(query):
        yield tuple(row)


def _content(rows: Iterable[Sequence[Any]], before: Content = NOTHING) -> Content:
    n, total = before
    for row in rows:
        n += 1
        digest = hashlib.blake2b(repr(tuple(map(_plain, row))).encode(errors="replace"), digest_size=16).digest()
        total = (total + int.from_bytes(digest)) % MODULUS
    return Content(n, total)


def _plain(value: Any) -> Any:
    """Return a value as it is the same in all databases: without a sign of nothing."""
    return value + 0.0 if isinstance(value, float) else value


def _compare(old: dict[str, Content], new: dict[str, Content], place: str) -> None:
    different = [name for name in old if old[name] != new[name]]
    if different:
        raise Bug(f"The copy {place} differs from the original in {', '.join(different)}; it was not kept.")
