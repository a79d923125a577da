"""In what two files differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .document import Path, spell


def differences(one: Any, other: Any, path: Path = ()) -> Iterator[tuple[str, Any, Any]]:
    """Yield each field that differs with its two values; ``None`` where a file says nothing."""
    sides = (one, other)
    if any(isinstance(side, dict) for side in sides) and all(isinstance(side, dict | None) for side in sides):
        before, after = one or {}, other or {}
        for key in dict.fromkeys([*before, *after]):
            yield from differences(before.get(key), after.get(key), (*path, key))
    elif one != other or isinstance(one, bool) != isinstance(other, bool):
        yield spell(path), one, other
