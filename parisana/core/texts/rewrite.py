"""A file's text for changed values: as few changes as there are, the user's comments kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from parisana.errors import InputError

from .document import Document, read
from .edit import with_value, without
from .yamltext import write

#: Stands for a value that is no longer there.
LOST = object()


def leaves(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every value that is no mapping; a mapping (or a block of the user's lines) with nothing in it is none."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif data is not None or not is_block(path):
        yield path, data


def is_block(path: tuple[str, ...]) -> bool:
    """Whether nothing at all may stand below this key: all its lines are commented out."""
    return path in (("stages",), ("overrides",)) or (len(path) == 2 and path[0] == "stages")


def changes(old: Any, new: Any) -> dict[tuple[str, ...], Any]:
    """Return the paths of the values that are new or others than before, and those of the lost ones without value."""
    before, after = dict(leaves(old)), dict(leaves(new))
    lost = {path: LOST for path in before if not any(path[:end] in after for end in range(1, len(path) + 1))}
    return {path: value for path, value in after.items() if path not in before or alien(value, before[path])} | lost


def alien(one: Any, other: Any) -> bool:
    """Whether two values are written differently, where ``true`` is not 1 and 1 is not 1.0."""
    return repr(one) != repr(other)


def rewritten(document: Document, data: Mapping[str, Any]) -> str:
    """Return the text with the values of ``data``: changed in place, or, where that cannot be, written anew."""
    try:
        made = _in_place(read(document.text, document.file), data)
        return made.text if not changes(made.data, data) else _anew(document, data)
    except InputError:
        return _anew(document, data)


def _in_place(document: Document, data: Mapping[str, Any]) -> Document:
    for path, value in changes(document.data, data).items():
        text = without(document, _emptied(document.data, path)) if value is LOST else with_value(document, path, value)
        document = read(text, document.file)
    return document


def _emptied(data: Any, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the outermost key that has nothing left when this one goes; blocks stay."""
    while len(path) > 1 and not is_block(path[:-1]) and list(_at(data, path[:-1])) == [path[-1]]:
        path = path[:-1]
    return path


def _at(data: Any, path: tuple[str, ...]) -> Iterable[str]:
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else ()


def _anew(document: Document, data: Mapping[str, Any]) -> str:
    """Write all of it, below the comments at the head of the old text."""
    head = re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*", document.text)
    return f"{head.group() if head else ''}{write(dict(data))}"
