"""How places in HPSS are spelled: ``HOST:/hpss/…``."""

from __future__ import annotations

import re

from parisana.errors import StorageError
from parisana.storage.shared.tongue import listable
from parisana.storage.shared.words import shown

SPELLING = re.compile(r"[A-Za-z0-9._-]+:/hpss(/.*)?", re.DOTALL)


def checked(url: str) -> str:
    """Return a URL that the commands can keep."""
    if SPELLING.fullmatch(url) is None:
        raise StorageError(f"{shown(url)} is no place in HPSS.", hint="Write HOST:/hpss/PATH, as for rfcp.")
    return listable(url)


def quoted(path: str) -> str:
    """Return a path as one word of HSI."""
    if any(char in path for char in '"\\;'):
        message = f"HSI cannot keep the name {shown(path)}: a double quote, a backslash or a semicolon is in it."
        raise StorageError(message, hint="Give the file another name.")
    return f'"{path}"'
