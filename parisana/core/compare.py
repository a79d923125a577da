"""In what two files differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .document import Path, spell


def differences(one: Any, other: Any, path: Path = ()) -> Iterator[tuple[str, Any, Any]]:
    """Yield each field that differs with its two values; ``None`` where a file says nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys([*one, *other]):
            yield from differences(one.get(key), other.get(key), (*path, key))
    elif one != other or isinstance(one, bool) != isinstance(other, bool):
        yield spell(path), one, other
