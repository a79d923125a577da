"""Several questions at once: most of the time of each is the way to the server and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from parisana.errors import StorageError
from parisana.plugins.many import each_of
from parisana.plugins.storage import NOBODY, Storage

Item = TypeVar("Item")
Value = TypeVar("Value")

#: As many questions as a server gets at once.
TOGETHER = 8


def at_once(ask: Callable[[Item], Value], items: Sequence[Item]) -> list[Value | StorageError]:
    """Return the answers, in the order of the questions."""
    return each_of(items, lambda item, part: ask(item), NOBODY, TOGETHER)


def read_at_once(storage: Storage, urls: Sequence[str]) -> dict[str, bytes]:
    """Return what is in small files; those that cannot be read now are left out."""
    found = zip(urls, at_once(storage.read, urls), strict=True)
    return {url: data for url, data in found if isinstance(data, bytes)}
