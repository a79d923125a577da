"""A page before it is written: what it says, for eyes and for programs alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from math import isfinite
from typing import Any, TypeVar

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title, the template that draws it, what it says, and where the next page begins."""

    title: str
    template: str
    data: Mapping[str, Any]
    section: str
    """The address in the side that it belongs to."""
    next: str | None = None
    beside: str = ""
    """Said beside the title."""
    drawn: Mapping[str, Any] = field(default_factory=dict)
    """What only eyes are interested in."""

    def document(self) -> dict[str, Any]:
        """Return it for programs."""
        return {"title": self.title, **{name: plain(value) for name, value in self.data.items()}, "next": self.next}


def cut(rows: Sequence[R], limit: int) -> tuple[Sequence[R], R | None]:
    """Return a page of rows of which one more than fits was asked for, and the last row when there are further ones."""
    shown = rows[:limit]
    return shown, shown[-1] if len(rows) > limit else None


def plain(value: Any) -> Any:
    """Return a value as JSON has it: records become mappings, numbers that are none become nothing."""
    if isinstance(value, Enum) or value is None or isinstance(value, bool | str | int):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, Sequence | Set) else str(value)
