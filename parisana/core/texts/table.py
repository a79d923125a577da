"""The table of a submission: one line a row, tab-separated, percent-encoded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, unquote_to_bytes

from parisana.errors import InputError

#: Beyond letters, digits, ``_ . - ~`` these stand for themselves.
SAFE = "/,:=+@"
PLAIN = re.compile(rf"[\w.~\-{SAFE}]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One job of a submission, as the script reads it."""

    key: str
    stage: str
    unit: str
    runs: tuple[int, ...]
    parameters: str
    output: str
    inputs: tuple[tuple[str, str], ...] = ()


def encode(text: str) -> str:
    """Percent-encode the bytes of a text; names of files that are no UTF-8 survive too."""
    if PLAIN.fullmatch(text):
        return text
    if "\0" in text:
        raise InputError("A zero byte cannot be part of a name or a path.", hint="Remove it from the text.")
    return quote_from_bytes(text.encode("utf-8", "surrogateescape"), safe=SAFE)


def decode(text: str) -> str:
    """Undo :func:`encode`."""
    return unquote_to_bytes(text).decode("utf-8", "surrogateescape")


def format_row(row: Row) -> str:
    """Return the line of a row, without its newline."""
    runs = ",".join(map(str, row.runs))
    fields = [row.key, row.stage, row.unit, runs, row.parameters, row.output]
    inputs = [_format_input(name, path) for name, path in row.inputs]
    return "\t".join([*map(encode, fields), *inputs])


def parse_row(line: str) -> Row:
    """Read one line of a table."""
    fields = line.rstrip("\n").split("\t")
    if len(fields) < 6:
        hint = "Tables are written by the program; write the scripts again."
        raise InputError(f"A row of a table has {len(fields)} fields, and at least 6 are needed.", hint=hint)
    key, stage, unit, runs, parameters, output = map(decode, fields[:6])
    inputs = tuple(_parse_input(field) for field in fields[6:])
    return Row(key, stage, unit, _parse_runs(runs), parameters, output, inputs)


def format_table(rows: Iterable[Row]) -> str:
    """Return a whole table; line *n* is row *n*."""
    return "".join(f"{format_row(row)}\n" for row in rows)


def _format_input(name: str, path: str) -> str:
    """Return ``name=path``; the first ``=`` parts them, so a name's own is encoded."""
    return f"{encode(name).replace('=', '%3D')}={encode(path)}"


def _parse_input(field: str) -> tuple[str, str]:
    name, mark, path = field.partition("=")
    if not mark:
        raise InputError(f"The input {field!r} of a row has no name.", hint="An input is written name=path.")
    return decode(name), decode(path)


def _parse_runs(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(run) for run in text.split(",") if run)
    except ValueError:
        raise InputError(f"{text!r} is no list of run numbers.", hint="Runs are numbers with commas between.") from None
