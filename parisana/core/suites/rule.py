"""Cross-checks between parameters: conditions, and one comparison."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from parisana.core.texts.document import Wrong

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
}
TERM = r"[A-Za-z][A-Za-z0-9_.-]*|[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?"
COMPARISON = re.compile(rf"\s*({TERM})\s*(<=|>=|==|!=|<|>)\s*({TERM})\s*")

#: The parts of an axis, by their place in its value.
AXIS_PARTS = {"min": 0, "max": 1, "nbins": 2}

Values = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left < right``, where both are names of parameters or numbers."""

    left: str | float
    sign: str
    right: str | float

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that it speaks of."""
        return tuple(term for term in (self.left, self.right) if isinstance(term, str))

    def holds(self, values: Values, stage: str) -> bool:
        """Whether it is true; a comparison with a value that is not set holds."""
        terms = (self.left, self.right)
        left, right = (look_up(term, values, stage) if isinstance(term, str) else term for term in terms)
        if left is None or right is None:
            return True
        try:
            return COMPARISONS[self.sign](left, right)
        except TypeError:
            return False


def parse(text: str) -> Comparison:
    """Read a comparison."""
    found = COMPARISON.fullmatch(text)
    if not found:
        raise Wrong(f"{text[:80]!r} is not a comparison.", "Write one comparison, such as 'ring_inner < ring_outer'.")
    left, sign, right = found.groups()
    return Comparison(_term(left), sign, _term(right))


def _term(text: str) -> str | float:
    if text[0].isalpha():
        return text
    try:
        return float(text)
    except ValueError:
        raise Wrong(f"{text} is not a number.") from None


def split_name(name: str, stage: str) -> tuple[str, str, str]:
    """Return stage, parameter and the part of an axis (or nothing) that a name speaks of."""
    parts = name.split(".")
    axis = parts.pop() if len(parts) > 1 and parts[-1] in AXIS_PARTS else ""
    return (parts[0], ".".join(parts[1:]), axis) if len(parts) > 1 else (stage, parts[0], axis)


def look_up(name: str, values: Values, stage: str) -> Any:
    """Return the value of a name seen from a stage; ``None`` when it is not set."""
    owner, parameter, axis = split_name(name, stage)
    value = values.get(owner, {}).get(parameter)
    if axis and isinstance(value, list | tuple):
        return value[AXIS_PARTS[axis]]
    return value


def satisfied(when: Mapping[str, tuple[Any, ...]], values: Values, stage: str) -> bool:
    """Whether all conditions hold; several chosen words satisfy a condition if one of them does."""
    for name, allowed in when.items():
        value = look_up(name, values, stage)
        chosen = value if isinstance(value, list | tuple) else (value,)
        if not any(same(one, other) for one in chosen for other in allowed):
            return False
    return True


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are equal, where ``true`` is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)
