"""The tables of a FITS file, from its bytes: enough for the index files of a data store.

Columns of numbers, text and truth values; arrays, scaling and variable lengths are left out. FITS is defined
by the FITS Standard 4.0, sections 3, 4 and 7.3.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from parisana.errors import InputError

BLOCK = 2880
CARD = 80
MOST_ROWS = 10_000_000

#: Form of a column: its code for ``struct``, and the bytes of one element.
FORMS = {"L": ("s", 1), "B": ("B", 1), "I": ("h", 2), "J": ("i", 4), "K": ("q", 8), "E": ("f", 4), "D": ("d", 8)}
#: Bytes of one element of the other forms; X counts bits.
OTHER_WIDTHS = {"A": 1, "C": 8, "M": 16, "P": 8, "Q": 16}
FORM = re.compile(r"([0-9]{0,9})([LXBIJKAEDCMPQ])")
VALUE = re.compile(r"\s*(?:'((?:[^']|'')*)'|([^/]*))")

Header = Mapping[str, str]


class Broken(ValueError):
    """The bytes are not what they should be."""


@dataclass(frozen=True, slots=True)
class Table:
    """A binary table: the values of each column, and its header as text."""

    name: str
    rows: int
    columns: Mapping[str, list[Any]]
    header: Header = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    form: str
    count: int
    offset: int


def read_tables(data: bytes, file: str) -> list[Table]:
    """Read all binary tables of a FITS file."""
    try:
        return list(_tables(data))
    except (Broken, struct.error, UnicodeDecodeError) as error:
        message = f"This is not a FITS file that can be read: {error}."
        raise InputError(message, hint="Copy it again, or make the index anew.", file=file) from error


def _tables(data: bytes) -> Iterator[Table]:
    start = 0
    if not data.startswith(b"SIMPLE  ="):
        raise Broken("it does not begin with SIMPLE")
    while start < len(data) and data[start:].strip(b"\0 "):
        header, body = header_of(data, start)
        size = size_of(header)
        if body + size > len(data):
            raise Broken("it ends before its data do")
        if header.get("XTENSION", "") == "BINTABLE":
            yield _table(header, data[body : body + size])
        start = body + -(-size // BLOCK) * BLOCK


def header_of(data: bytes, start: int) -> tuple[dict[str, str], int]:
    """Read the cards of a header; return them with the place where its data begin."""
    cards: dict[str, str] = {}
    for place in range(start, len(data) - CARD + 1, CARD):
        card = data[place : place + CARD].decode("ascii")
        keyword = card[:8].rstrip()
        if keyword == "END":
            return cards, start + -(-(place + CARD - start) // BLOCK) * BLOCK
        if card[8:10] == "= ":
            cards.setdefault(keyword, _value(card[10:]))
    raise Broken("a header has no end")


def _value(text: str) -> str:
    found = VALUE.match(text)
    quoted, bare = found.groups() if found else (None, "")
    return quoted.replace("''", "'").rstrip() if quoted is not None else (bare or "").strip()


def integer(header: Header, name: str, default: int | None = None) -> int:
    """Return a number of a header; without a default it must be there."""
    text = header.get(name, "" if default is None else str(default))
    if not re.fullmatch(r"[-+]?[0-9]{1,15}", text):
        raise Broken(f"{name} is not a number")
    return int(text)


def size_of(header: Header) -> int:
    """Return the bytes of the data that follow a header."""
    axes = integer(header, "NAXIS")
    if not 0 <= axes <= 999:
        raise Broken("NAXIS is out of range")
    size = 1 if axes else 0
    for axis in range(1, axes + 1):
        size *= integer(header, f"NAXIS{axis}")
    parts = abs(integer(header, "BITPIX")) // 8 * integer(header, "GCOUNT", 1)
    total = parts * (integer(header, "PCOUNT", 0) + size)
    if total < 0:
        raise Broken("a size is negative")
    return total


def _table(header: Header, data: bytes) -> Table:
    width, rows = integer(header, "NAXIS1"), integer(header, "NAXIS2")
    columns = list(_layout(header))
    needed = max((column.offset + _width(column) for column in columns), default=0)
    if rows < 0 or rows > MOST_ROWS or needed > width or width * rows > len(data):
        raise Broken("its columns do not fit into its rows")
    values = {column.name: _cells(column, data, width, rows) for column in columns if _readable(column)}
    return Table(header.get("EXTNAME", ""), rows, values, header)


def _layout(header: Header) -> Iterator[_Column]:
    offset = 0
    fields = integer(header, "TFIELDS")
    if not 0 <= fields <= 999:
        raise Broken("TFIELDS is out of range")
    for number in range(1, fields + 1):
        found = FORM.match(header.get(f"TFORM{number}", ""))
        if not found:
            raise Broken(f"TFORM{number} is not known")
        count, form = found.groups()
        name = header.get(f"TTYPE{number}", f"COLUMN{number}").upper()
        column = _Column(name, form, int(count) if count else 1, offset)
        offset += _width(column)
        yield column


def _width(column: _Column) -> int:
    if column.form == "X":
        return -(-column.count // 8)
    return column.count * (FORMS[column.form][1] if column.form in FORMS else OTHER_WIDTHS[column.form])


def _readable(column: _Column) -> bool:
    return column.form == "A" or (column.form in FORMS and column.count == 1)


def _cells(column: _Column, data: bytes, width: int, rows: int) -> list[Any]:
    places = range(column.offset, column.offset + width * rows, width) if width else range(0)
    if column.form == "A":
        return [_text(data[place : place + column.count]) for place in places]
    cell = struct.Struct(">" + FORMS[column.form][0])
    values = [cell.unpack_from(data, place)[0] for place in places]
    return [value == b"T" for value in values] if column.form == "L" else values


def _text(cell: bytes) -> str:
    """Read text, which a zero byte ends."""
    return cell.split(b"\0")[0].decode("utf-8", "replace").rstrip()
