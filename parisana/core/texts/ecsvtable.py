"""Tables of text for the eye: ECSV as astropy writes it, and plain CSV. Cells stay as they are written.

ECSV is defined by Astropy's proposal APE 6: a YAML header in remarks, then names, then rows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from parisana.errors import InputError

MARK = "# %ECSV"
NUMBERS = ("int", "uint", "float", "complex")
DELIMITERS = (" ", ",")
HINT = "It may be half-written or changed by hand; the job that made it can make it again."


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column: its name, and what the header says of it."""

    name: str
    unit: str = ""
    number: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as it is written."""

    columns: tuple[TextColumn, ...]
    rows: tuple[tuple[str, ...], ...]


def read_ecsv(text: str, file: str) -> TextTable:
    """Read an ECSV table; a header that lies about its columns is refused."""
    if not text.startswith(MARK):
        raise InputError("This is not an ECSV table: its first line does not say so.", hint=HINT, file=file)
    lines = text.splitlines()
    header = _header([line for line in lines if line.startswith("#")], file)
    told = header.get("delimiter", " ")
    delimiter = told if told in DELIMITERS else " "
    names, rows = _cells([line for line in lines if line.strip() and not line.startswith("#")], delimiter, file)
    columns = tuple(_column(each) for each in _told(header, file))
    if names != [column.name for column in columns]:
        raise InputError("The columns of this table are not those that its header names.", hint=HINT, file=file)
    return TextTable(columns, rows)


def read_csv(text: str, file: str) -> TextTable:
    """Read a CSV table; a column of numbers is one in which every cell that says something is a number."""
    names, rows = _cells([line for line in text.splitlines() if line.strip()], ",", file)
    columns = (TextColumn(name, number=_numeric([row[at] for row in rows])) for at, name in enumerate(names))
    return TextTable(tuple(columns), rows)


def _header(lines: Sequence[str], file: str) -> Mapping[str, Any]:
    try:
        found = yaml.safe_load("\n".join(line[2:] for line in lines if not line.startswith(MARK)))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError("The header of this table cannot be read.", hint=HINT, file=file) from error
    return found if isinstance(found, dict) else {}


def _told(header: Mapping[str, Any], file: str) -> list[Mapping[str, Any]]:
    told = header.get("datatype")
    if not isinstance(told, list) or not all(isinstance(each, dict) and "name" in each for each in told):
        raise InputError("The header of this table does not name its columns.", hint=HINT, file=file)
    return told


def _column(told: Mapping[str, Any]) -> TextColumn:
    kind = str(told.get("datatype", ""))
    words = (str(told.get(name) or "") for name in ("unit", "description"))
    unit, description = words
    return TextColumn(str(told["name"]), unit, kind.startswith(NUMBERS), description)


def _cells(lines: Sequence[str], delimiter: str, file: str) -> tuple[list[str], tuple[tuple[str, ...], ...]]:
    try:
        read = [row for row in csv.reader(lines, delimiter=delimiter, doublequote=True) if row]
    except csv.Error as error:
        raise InputError("This table cannot be read.", hint=HINT, file=file) from error
    if not read:
        raise InputError("This table is empty: it does not even have names of columns.", hint=HINT, file=file)
    for number, row in enumerate(read[1:], 1):
        if len(row) != len(read[0]):
            message = f"Row {number} of this table has {len(row)} cells, not {len(read[0])}."
            raise InputError(message, hint=HINT, file=file)
    return read[0], tuple(tuple(row) for row in read[1:])


def _numeric(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell.strip()]
    return bool(said) and all(_is_number(cell) for cell in said)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def cells(text: str, comma: bool) -> list[str]:
    """Split a row; quotes keep words together."""
    if comma:
        return [cell.strip().strip('"') for cell in text.split(",")]
    return [first or second for first, second in re.findall(r'"([^"]*)"|(\S+)', text)]
