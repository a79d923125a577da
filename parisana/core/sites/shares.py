"""How the jobs of one site are shared among its elements: each by how soon it answers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from parisana.core.texts.document import Wrong

#: An element that lets jobs wait for so long (s) gets none.
LONGEST_WAIT = 86_400.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An element as the information system describes it."""

    name: str
    response_s: float | None
    """Seconds until a job would start there; ``None``: it does not say."""
    usable: bool = True
    """Whether the user wants it, and it is in production."""
    weight: float | None = None
    """What the user says instead of the weight by response time."""


def weight(candidate: Candidate, longest_wait: float = LONGEST_WAIT) -> float:
    """Return the weight of one element, before all are divided by their sum."""
    if not candidate.usable:
        return 0.0
    if candidate.weight is not None:
        return max(0.0, candidate.weight)
    return 0.0 if candidate.response_s is None else max(0.0, longest_wait - candidate.response_s)


def own_weights(words: Iterable[str]) -> dict[str, float]:
    """Read the weights that a user gives elements, each ``ELEMENT=WEIGHT``; they stand for those by response time."""
    found: dict[str, float] = {}
    for word in words:
        name, _, text = word.rpartition("=")
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if not name.strip() or not math.isfinite(value) or value < 0:
            raise Wrong(f"{word!r} is no weight: write ELEMENT=WEIGHT, as ce01.site.org:8443/cream-pbs-hess=43200.")
        found[name.strip()] = value
    return found


def weighted(candidates: Iterable[Candidate], own: Mapping[str, float]) -> list[Candidate]:
    """Return the elements, those to which the user gave a weight with it."""
    return [replace(each, weight=own[each.name]) if each.name in own else each for each in candidates]


def shares(candidates: Sequence[Candidate], longest_wait: float = LONGEST_WAIT) -> dict[str, float]:
    """Return the share of each element; where no weight is left, all that are usable get the same."""
    weights = {each.name: weight(each, longest_wait) for each in candidates}
    if not sum(weights.values()):
        weights = {each.name: float(each.usable) for each in candidates}
    total = sum(weights.values())
    return {name: value / total if total else 0.0 for name, value in weights.items()}


def all_equal(candidates: Sequence[Candidate], longest_wait: float = LONGEST_WAIT) -> bool:
    """Whether the shares are equal only because no element has a weight, which is worth a warning."""
    return not any(weight(each, longest_wait) for each in candidates) and any(each.usable for each in candidates)


def next_element(shared: Mapping[str, float], sent: Mapping[str, int], aside: Iterable[str] = ()) -> str | None:
    """Return the element that lags most behind its share of the jobs sent so far; ``None`` when there is none."""
    left = {name: share for name, share in shared.items() if share > 0 and name not in set(aside)}
    if not left:
        return None
    return min(left, key=lambda name: ((sent.get(name, 0) + 1) / left[name], name))
