"""What a job asks for next: as it was planned, more of what it ran out of, or what a person said instead.

What a person says counts from then on: failures of before do not raise it any more, those that follow do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from parisana.core.jobs.resources import Resources
from parisana.core.jobs.retry import RAISING, raised
from parisana.core.jobs.states import Failure
from parisana.core.sites.site import Limits
from parisana.core.texts.words import duration
from parisana.errors import InputError

#: The failures of a job that has not failed.
NEVER: Mapping[Failure, int] = MappingProxyType({})
#: Beside the resources of a job, where a person changed them: how often it had failed before, by class.
SINCE = "since"


@dataclass(frozen=True, slots=True)
class Wish:
    """What jobs shall ask for when they are tried again; ``None`` leaves it as it would be."""

    memory_mb: int | None = None
    time_s: int | None = None

    def __bool__(self) -> bool:
        """Whether anything is wished for."""
        return self.memory_mb is not None or self.time_s is not None

    def over(self, needs: Resources) -> Resources:
        """Return needs with the wish in their place."""
        memory = needs.memory_mb if self.memory_mb is None else self.memory_mb
        return replace(needs, memory_mb=memory, time_s=needs.time_s if self.time_s is None else self.time_s)


NO_WISH = Wish()


def next_needs(text: str, failures: Mapping[Failure, int]) -> Resources:
    """Return what a job asks for next, after all its failures so far."""
    planned, before = _read(text)
    if not failures:
        return planned
    return raised(planned, {each: n - before.get(each, 0) for each, n in failures.items() if n > before.get(each, 0)})


def wished(text: str, wish: Wish, failures: Mapping[Failure, int]) -> str:
    """Return a job's resources as the bookkeeping keeps them, with a wish in them."""
    before = {str(each): failures[each] for each in RAISING if failures.get(each)}
    document = asdict(wish.over(next_needs(text, failures))) | ({SINCE: before} if before else {})
    return json.dumps(document, sort_keys=True)


@lru_cache(maxsize=1024)
def _read(text: str) -> tuple[Resources, Mapping[Failure, int]]:
    document = json.loads(text)
    before = {Failure(name): int(n) for name, n in document.pop(SINCE, {}).items()}
    return Resources(**document), before


def refuse_too_much(wish: Wish, limits: Limits, site: str) -> None:
    """Refuse a wish that the site does not grant."""
    if (wish.memory_mb is not None and wish.memory_mb < 1) or (wish.time_s is not None and wish.time_s < 1):
        raise InputError("A job needs some memory and some time.", hint="Write it with its unit, for instance '4 GB'.")
    if limits.memory is not None and (wish.memory_mb or 0) > limits.memory:
        raise InputError(f"{site} gives a job at most {limits.memory:,} MB.", field="memory")
    if limits.duration is not None and (wish.time_s or 0) > limits.duration:
        raise InputError(f"{site} gives a job at most {duration(limits.duration)}.", field="time")
