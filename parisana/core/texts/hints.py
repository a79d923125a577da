"""What a person most likely meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that looks most like this one, if any does."""
    names = {name.lower(): name for name in known}
    found = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return names[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Ask for the nearest word, or list all of them when they are few and none is near."""
    names = sorted(known)
    near = nearest(word, names)
    if near:
        return f"Did you mean {near}?"
    return f"Known are: {', '.join(names)}." if 0 < len(names) <= 24 else None
