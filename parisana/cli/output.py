"""What a command says: lines and tables for people, or one JSON document for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import IO, Any


class Show:
    """The one way a command writes to standard output."""

    def __init__(self, as_json: bool = False, out: IO[str] | None = None, note: IO[str] | None = None) -> None:
        self.as_json = as_json
        self._out = out or sys.stdout
        self._note = note or sys.stderr

    def line(self, text: str = "") -> None:
        """Write one line for people; nothing when JSON was asked for."""
        if not self.as_json:
            print(text, file=self._out)

    def note(self, text: str) -> None:
        """Say how things go, on standard error: never part of the answer."""
        print(text, file=self._note, flush=True)

    def json(self, document: Any) -> None:
        """Write the one JSON document, when it was asked for."""
        if self.as_json:
            import json

            print(json.dumps(document, indent=1), file=self._out)

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[object]], empty: str = "") -> None:
        """Write a table with aligned columns: numbers to the right, words to the left; ``empty`` stands for no rows."""
        if self.as_json:
            return
        text = [[_cell(value) for value in row] for row in rows]
        if empty and not text:
            return self.line(empty)
        values = [list(headers), *text]
        widths = [max(len(row[column]) for row in values) for column in range(len(headers))]
        right = [bool(text) and all(_is_number(row[column]) for row in text) for column in range(len(headers))]
        for row in values:
            cells = (
                cell.rjust(width) if numeric else cell.ljust(width)
                for cell, width, numeric in zip(row, widths, right, strict=True)
            )
            print("  ".join(cells).rstrip(), file=self._out)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _is_number(text: str) -> bool:
    return text == "–" or text.replace(",", "").replace(".", "").replace("%", "").strip("+-").isdigit()
