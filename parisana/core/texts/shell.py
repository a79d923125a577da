"""Python values as bash words: the one place where text is quoted for a shell."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from parisana.errors import InputError


def quote(text: str) -> str:
    """Return ``text`` as one bash word that stands for exactly itself."""
    if "\0" in text:
        raise InputError("A zero byte cannot be part of a command or a path.", hint="Remove it from the text.")
    return shlex.quote(text)


def quote_in_line(text: str) -> str:
    """Return the same for what is read line by line before bash sees it: a word without a line end in it."""
    if "\n" not in text:
        return quote(text)
    pieces = (quote(piece) for piece in text.split("\n"))
    return r"$'\n'".join(pieces)


def assign(name: str, value: str | int) -> str:
    """Return the assignment of a variable."""
    return f"{name}={quote(str(value))}"


def assign_array(name: str, values: Iterable[str | int]) -> str:
    """Return the assignment of an array."""
    return f"{name}=({' '.join(quote(str(value)) for value in values)})"
