"""Doing a verb again, whole, when a server gave its transaction up in favour of another's.

Nothing of such a transaction is left. A connection that is lost is another thing: what was committed is not known,
and nothing is repeated here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import wraps
from random import uniform
from typing import Any, ParamSpec, TypeVar

from parisana.errors import BookkeepingError

P = ParamSpec("P")
R = TypeVar("R")

#: Seconds to wait before it is tried again, at most.
PAUSES = (0.05, 0.2, 1.0)
TRIES = len(PAUSES) + 1
#: The server's numbers for "waited too long for a lock", "deadlock", and a savepoint that went with the latter.
GIVEN_UP = (1205, 1213, 1305)


def whole(verb: Callable[P, R]) -> Callable[P, R]:
    """Make a verb one that is repeated; what it is given can be read more than once then."""

    @wraps(verb)
    def repeated(*given: P.args, **named: P.kwargs) -> R:
        lasting: Any = tuple(list(each) if isinstance(each, Iterator) else each for each in given)
        for pause in PAUSES:
            try:
                return verb(*lasting, **named)
            except BookkeepingError as error:
                if not _given_up(error):
                    raise
            time.sleep(uniform(0, pause))
        return verb(*lasting, **named)

    return repeated


def _given_up(error: BookkeepingError) -> bool:
    said: tuple[object, ...] = getattr(getattr(error.__cause__, "orig", None), "args", ())
    return bool(said) and said[0] in GIVEN_UP
