"""What the columns of all tables are made of: lengths are given, numbers are wide enough for every database."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, String, Text, TypeDecorator

E = TypeVar("E", bound=StrEnum)

#: SQLite numbers its rows by itself only in an ``INTEGER``.
Id = BigInteger().with_variant(Integer, "sqlite")
Name = String(255)
Path = String(2048)
LongText = Text(2**24 - 1)


class Word(TypeDecorator[E]):
    """A word of a vocabulary: text in the database, a member of its enum here."""

    impl = String(16)
    cache_ok = True

    def __init__(self, vocabulary: type[E]) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self._members = _Members(vocabulary)

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Write the word."""
        return None if value is None else str(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], E | None]:
        """Return what reads a word: of ten thousand jobs ten thousand are read, so that nothing stands between."""
        return self._members.__getitem__


class _Members(dict[str | None, E | None]):
    """The members of a vocabulary by their words; a word that is none of them is refused."""

    def __init__(self, vocabulary: type[E]) -> None:
        super().__init__({str(member): member for member in vocabulary})
        self[None] = None
        self._vocabulary = vocabulary

    def __missing__(self, value: str | None) -> E | None:
        return self._vocabulary(str(value))


metadata = MetaData()
