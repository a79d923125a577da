"""Settings classes as parameters: one form builder draws stages and settings alike.

::

    parameters_of(GridEngineSettings)   # (Parameter(name="queue", title="Queue Name", …), …)
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple, Union, cast, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from parisana.core.documents.settings import extras
from parisana.core.suites.parameter import Kind, Parameter
from parisana.errors import Bug

#: Plain types and the kind of parameter that takes them.
KINDS: dict[Any, str] = {bool: "boolean", int: "integer", float: "number", str: "text"}
UNIONS = (Union, types.UnionType)


@dataclass(frozen=True, slots=True)
class _Type:
    """An annotation taken apart."""

    bare: Any
    metadata: tuple[Any, ...]
    optional: bool


class Ends(NamedTuple):
    """The two ways in which one end of a range is written, and from an open one the step inward."""

    closed: type[Any]
    open: type[Any]
    step: int


def parameters_of(model: type[BaseModel], leave_out: Iterable[str] = ()) -> tuple[Parameter, ...]:
    """Return the fields of a settings class, in order, as parameters."""
    hidden = set(leave_out)
    return tuple(parameter(name, field) for name, field in model.model_fields.items() if name not in hidden)


def parameter(name: str, field: FieldInfo) -> Parameter:
    """Return one field as a parameter."""
    found, said = _taken_apart(field.annotation), extras(field)
    metadata = (*field.metadata, *found.metadata)
    choices = _words(found.bare)
    return Parameter(
        name=name,
        title=field.title or name.replace("_", " ").capitalize(),
        type=cast(Kind, said.get("type") or _kind(name, found.bare)),
        unit=said.get("unit"),
        min=_limit(name, found.bare, metadata, Ends(Ge, Gt, 1)),
        max=_limit(name, found.bare, metadata, Ends(Le, Lt, -1)),
        default=_default(field, said.get("unit"), found.bare),
        choices=choices,
        when=said.get("when", {}),
        help=field.description or "",
        affects_output=False,
        optional=found.optional,
    )


def _taken_apart(annotation: Any) -> _Type:
    """Take ``Annotated`` and ``| None`` off a type, and keep what they say."""
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        below = _taken_apart(inner[0])
        return _Type(below.bare, (*inner[1:], *below.metadata), below.optional)
    if get_origin(annotation) in UNIONS and type(None) in inner:
        rest = [part for part in inner if part is not type(None)]
        if len(rest) == 1:
            below = _taken_apart(rest[0])
            return _Type(below.bare, below.metadata, True)
    return _Type(annotation, (), False)


def _kind(name: str, bare: Any) -> str:
    """Say which kind of parameter takes this type."""
    if get_origin(bare) is Literal and all(isinstance(word, str) for word in get_args(bare)):
        return "choice"
    if get_origin(bare) in (tuple, list):
        return "choices" if get_origin(_member(bare)) is Literal else "words"
    if bare not in KINDS:
        raise Bug(f"The setting {name} is of a type that no form can draw: {bare}.")
    return KINDS[bare]


def _member(bare: Any) -> Any:
    return _taken_apart(get_args(bare)[0]).bare


def _words(bare: Any) -> tuple[str, ...]:
    """Return the words of a choice, or of a list of choices."""
    inner = _member(bare) if get_origin(bare) in (tuple, list) else bare
    return tuple(get_args(inner)) if get_origin(inner) is Literal else ()


def _limit(name: str, bare: Any, metadata: Iterable[Any], ends: Ends) -> float | None:
    """Return one end of the range; an open end of whole numbers is the next one."""
    for limit in _flat(metadata):
        if isinstance(limit, ends.closed):
            return float(getattr(limit, ends.closed.__name__.lower()))
        if isinstance(limit, ends.open):
            if bare is not int:
                raise Bug(f"The setting {name} has an open range, which no form can show: use ge and le.")
            return float(getattr(limit, ends.open.__name__.lower()) + ends.step)
    return None


def _flat(metadata: Iterable[Any]) -> Iterator[Any]:
    """Yield limits, also those inside of a ``Field(...)``."""
    for entry in metadata:
        if isinstance(entry, FieldInfo):
            yield from _flat(entry.metadata)
        else:
            yield entry


def _default(field: FieldInfo, unit: str | None, bare: Any) -> Any:
    """Return a default as a user would write it."""
    if field.is_required():
        return None
    value = field.get_default(call_default_factory=True, validated_data={})
    if isinstance(value, tuple | list):
        return list(value)
    return f"{value:.12g} {unit}" if unit and bare is float and value is not None else value
