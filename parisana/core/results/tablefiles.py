"""A table as a file: ECSV (Astropy's APE 6), VOTable 1.3 (IVOA), a binary table of FITS (Standard 4.0, section 7.3)."""

from __future__ import annotations

import csv
import io
import math
import struct
from collections.abc import Callable, Sequence
from html import escape

import yaml

from parisana.core.texts.ecsvtable import TextColumn, TextTable

from .fitstable import BLOCK, CARD

Card = tuple[str, str | int | bool]


def ecsv(table: TextTable) -> bytes:
    """Return the table as ECSV."""
    told = [_told(column) for column in table.columns]
    header = yaml.safe_dump({"delimiter": ",", "datatype": told, "schema": "astropy-2.0"}, sort_keys=False)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([[cell.strip() for cell in row] for row in table.rows])
    remarks = "".join(f"# {line}\n" for line in header.splitlines())
    return f"# %ECSV 1.0\n# ---\n{remarks}{text.getvalue()}".encode()


def _told(column: TextColumn) -> dict[str, str]:
    kind = {"name": column.name, "datatype": "float64" if column.number else "string"}
    return {**kind, **({"unit": column.unit} if column.number and column.unit else {})}


def votable(table: TextTable, name: str) -> bytes:
    """Return the table as a VOTable, which Aladin, DS9 and TOPCAT read."""
    fields = "".join(_field(column) for column in table.columns)
    rows = "".join(
        "<TR>" + "".join(f"<TD>{escape(cell.strip())}</TD>" for cell in row) + "</TR>\n" for row in table.rows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">\n'
        f'<RESOURCE><TABLE name="{escape(name)}">\n{fields}<DATA><TABLEDATA>\n{rows}</TABLEDATA></DATA></TABLE>'
        "</RESOURCE></VOTABLE>\n"
    ).encode()


def _field(column: TextColumn) -> str:
    kind = 'datatype="double"' if column.number else 'datatype="unicodeChar" arraysize="*"'
    # Units of VOTable 1.3 have a point where those of FITS have a space.
    unit = f' unit="{escape(column.unit.replace(" ", "."))}"' if column.number and column.unit else ""
    return f'<FIELD name="{escape(column.name)}" {kind}{unit}/>\n'


def fits(table: TextTable, name: str) -> bytes:
    """Return the table as the first extension of a FITS file: numbers as doubles, the rest as text."""
    cells = [[row[at] for row in table.rows] for at in range(len(table.columns))]
    packed = [_packed(column, values) for column, values in zip(table.columns, cells, strict=True)]
    rows = b"".join(b"".join(pack[1][at] for pack in packed) for at in range(len(table.rows)))
    width = sum(int(form[:-1] or 1) if form.endswith("A") else 8 for form, _ in packed)
    cards: list[Card] = [("XTENSION", "BINTABLE"), ("BITPIX", 8), ("NAXIS", 2), ("NAXIS1", width)]
    cards += [("NAXIS2", len(table.rows)), ("PCOUNT", 0), ("GCOUNT", 1), ("TFIELDS", len(packed)), ("EXTNAME", name)]
    for at, (column, (form, _)) in enumerate(zip(table.columns, packed, strict=True), 1):
        cards += [(f"TTYPE{at}", column.name), (f"TFORM{at}", form)]
        cards += [(f"TUNIT{at}", column.unit)] if column.number and column.unit else []
    first: list[Card] = [("SIMPLE", True), ("BITPIX", 8), ("NAXIS", 0), ("EXTEND", True)]
    return _header(first) + _header(cards) + rows.ljust(-(-len(rows) // BLOCK) * BLOCK, b"\0")


def _packed(column: TextColumn, cells: Sequence[str]) -> tuple[str, list[bytes]]:
    if column.number:
        return "D", [struct.pack(">d", _float(cell)) for cell in cells]
    texts = [cell.strip().encode("ascii", "replace") for cell in cells]
    wide = max([len(text) for text in texts] + [1])
    return f"{wide}A", [text.ljust(wide) for text in texts]


def _float(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return math.nan


def _header(cards: Sequence[Card]) -> bytes:
    lines = [f"{name:<8}= {_value(value)}"[:CARD].ljust(CARD) for name, value in cards]
    text = "".join([*lines, "END".ljust(CARD)])
    return text.ljust(-(-len(text) // BLOCK) * BLOCK).encode("ascii", "replace")


def _value(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return f"{'T' if value else 'F':>20}"
    quoted = value.replace("'", "''") if isinstance(value, str) else ""
    return f"'{quoted:<8}'" if isinstance(value, str) else f"{value:>20}"


#: The end of a file's name, and what writes such a file of a table with a name.
WRITERS: dict[str, Callable[[TextTable, str], bytes]] = {
    ".ecsv": lambda table, name: ecsv(table), ".fits": fits, ".vot": votable,
}  # fmt: skip
