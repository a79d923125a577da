"""What is in a result file, for the eye. Half-written and lying files become a sentence, never an error."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from parisana.core.results.figures import Figure, Fitted, figures_of, fitted_of
from parisana.core.results.fitstable import read_tables
from parisana.core.results.pictures import png_fault, svg_fault
from parisana.core.texts.ecsvtable import TextColumn, TextTable, read_csv, read_ecsv
from parisana.core.texts.words import size as in_words
from parisana.errors import InputError

Kind = Literal["picture", "print", "table", "figures", "data", "text", "other"]

#: What a file is by the end of its name; the first that fits.
KINDS: dict[str, Kind] = {
    ".png": "picture", ".svg": "picture", ".pdf": "print", ".ecsv": "table", ".csv": "table", ".json": "figures",
    ".fits": "data", ".fits.gz": "data", ".yaml": "text", ".reg": "text", ".lis": "text", ".txt": "text",
    ".dat": "text", ".log": "text",
}  # fmt: skip
#: Bytes that are read for showing; of a text, only the beginning.
MOST_BYTES, MOST_TEXT = 32_000_000, 200_000


@dataclass(frozen=True, slots=True)
class Content:
    """What is shown of a file: at most one of picture, table, text, or figures; else the sentence says why not."""

    sentence: str = ""
    picture: bytes = b""
    table: TextTable | None = None
    figures: tuple[Figure, ...] = ()
    fitted: tuple[Fitted, ...] = ()
    text: str = ""


def kind_of(path: str) -> Kind:
    """Say what kind of file a name is of."""
    return next((kind for ending, kind in KINDS.items() if path.lower().endswith(ending)), "other")


def read_content(path: Path, size: int | None = None) -> Content:
    """Read a file as its kind asks for; ``size`` is what was recorded of it."""
    if fault := fault_of(path, size):
        return Content(fault)
    try:
        return READERS[kind_of(path.name)](path)
    except OSError as error:
        return Content(unreadable(error))
    except (InputError, ValueError, EOFError, RecursionError) as error:
        return Content(error.message if isinstance(error, InputError) else "It is damaged: it cannot be read as it is.")


def fault_of(path: Path, size: int | None = None) -> str:
    """Say why a file is not to be read: it is away, not as long as it was, or too large; else nothing."""
    try:
        found = path.stat().st_size
    except OSError as error:
        return unreadable(error)
    if size is not None and found != size:
        return f"It has {found:,} bytes instead of {size:,}: it was cut or changed after its job."
    return too_large(found).sentence if found > MOST_BYTES else ""


def unreadable(error: OSError) -> str:
    """Say why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return "It is no longer there: somebody moved or removed it."
    return f"It cannot be read: {error.strerror or error}."


def too_large(size: int) -> Content:
    """Say of a file that it is not shown."""
    return Content(f"It is too large to be shown here ({in_words(size)}).")


def read_json(path: Path) -> Mapping[str, Any]:
    """Return what a JSON file says; nothing if it is away, damaged or not a mapping."""
    try:
        found = json.loads(path.read_bytes()) if path.stat().st_size <= MOST_BYTES else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _picture(path: Path) -> Content:
    data = path.read_bytes()
    fault = svg_fault(data) if path.suffix.lower() == ".svg" else png_fault(data)
    return Content(f"This picture cannot be shown: {fault}.") if fault else Content(picture=data)


def _table(path: Path) -> Content:
    text = path.read_bytes().decode("utf-8")
    return Content(table=(read_ecsv if path.suffix.lower() == ".ecsv" else read_csv)(text, str(path)))


def _figures(path: Path) -> Content:
    text = path.read_bytes().decode("utf-8")
    found = json.loads(text)
    data = found if isinstance(found, dict) else {}
    figures, fitted = figures_of(data), fitted_of(data)
    return Content(figures=figures, fitted=fitted) if figures or fitted else Content(text=text[:MOST_TEXT])


def _data(path: Path) -> Content:
    raw = path.read_bytes()
    if path.suffix.lower() == ".gz":
        with gzip.open(path) as file:
            raw = file.read(MOST_BYTES)
    columns = (TextColumn("Table"), TextColumn("Rows", number=True), TextColumn("Columns"))
    rows = [(each.name, f"{each.rows:,}", ", ".join(each.columns)) for each in read_tables(raw, str(path))]
    return Content(table=TextTable(columns, tuple(rows))) if rows else Content("It holds images, no tables.")


def _text(path: Path) -> Content:
    with path.open("rb") as file:
        return Content(text=file.read(MOST_TEXT).decode("utf-8", "replace"))


def _print(path: Path) -> Content:
    with path.open("rb") as file:
        whole = file.read(5) == b"%PDF-"
    return Content("It is made to be printed: open it with another program." if whole else "It is not a PDF file.")


READERS: dict[Kind, Callable[[Path], Content]] = {
    "picture": _picture,
    "print": _print,
    "table": _table,
    "figures": _figures,
    "data": _data,
    "text": _text,
    "other": lambda path: Content("Files of this kind are not shown here."),
}
