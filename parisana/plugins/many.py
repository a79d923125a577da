"""Several copies at once: each succeeds or fails by itself, and one looks on at all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from typing import TypeVar

from parisana.errors import StorageError

from .watch import Together, Watch

Copy = TypeVar("Copy")
Lane = TypeVar("Lane")
Done = TypeVar("Done")

#: Copies at a time.
WIDTH = 4


def each_of(
    copies: Sequence[Copy], do: Callable[[Copy, Watch], Done], watch: Watch, width: int = WIDTH
) -> list[Done | StorageError]:
    """Do all copies, a few at a time; return what each came to, in their order."""
    return in_lanes(copies, lambda: nullcontext(None), lambda lane, copy, part: do(copy, part), watch, width)


def in_lanes(
    copies: Sequence[Copy],
    lane: Callable[[], AbstractContextManager[Lane]],
    do: Callable[[Lane, Copy, Watch], Done],
    watch: Watch,
    width: int = WIDTH,
) -> list[Done | StorageError]:
    """Do all copies in a few lanes, each of which keeps what its copies need one after the other (a connection)."""
    together, numbers = Together(watch), count()
    found: dict[int, Done | StorageError] = {}

    def drive() -> None:
        with lane() as own:
            while (number := next(numbers)) < len(copies):
                try:
                    found[number] = do(own, copies[number], together.part(number))
                except StorageError as error:
                    found[number] = error

    with ThreadPoolExecutor(min(width, len(copies)) or 1) as pool:
        for driven in [pool.submit(drive) for _ in range(min(width, len(copies)))]:
            driven.result()
    return [found[number] for number in range(len(copies))]
