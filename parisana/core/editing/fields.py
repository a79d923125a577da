"""Parameters with what is written for them, as a form shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parisana.core.suites.parameter import Parameter
from parisana.core.suites.settle import default_of, plain_or_wrong, present
from parisana.core.texts.document import Wrong


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter, as a form shows it."""

    parameter: Parameter
    value: Any
    """As written, with the unit that the user chose; the default where nothing is."""
    default: Any
    set: bool
    """Whether it means something else than the default."""
    relevant: bool
    """Whether its conditions hold; one with a problem is worth showing all the same."""
    problem: str | None


def field(parameter: Parameter, written: Mapping[str, Any], relevant: bool, problem: str | None) -> Field:
    """Put together what a form shows of one parameter."""
    default = written_default(parameter)
    value, wrong = plain_or_wrong(parameter, written)
    changed = parameter.name in written and (wrong is not None or value != default_of(parameter))
    return Field(parameter, written.get(parameter.name, default), default, changed, relevant, problem)


def written_default(parameter: Parameter) -> Any:
    """Return the default as a user would write it."""
    return default_of(parameter) if parameter.default is None else parameter.default


def judge_values(parameters: Sequence[Parameter], values: Mapping[str, Any]) -> tuple[Field, ...]:
    """Judge settings that are described as parameters; a bare number counts in the parameter's own unit."""
    written = {p.name: with_unit(p, values[p.name]) for p in parameters if p.name in values}
    read = {p.name: plain_or_wrong(p, written) for p in parameters}
    shown = present({"": parameters}, {"": {name: value for name, (value, _) in read.items()}})[""]
    return tuple(
        replace(
            field(p, written, p.name in shown, complaint(p, read[p.name], p.name in shown)),
            value=values.get(p.name, written_default(p)),
        )
        for p in parameters
    )


def with_unit(parameter: Parameter, value: Any) -> Any:
    """Return a bare number with the parameter's unit behind it."""
    bare = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{value!r} {parameter.unit}" if bare and parameter.unit else value


def complaint(parameter: Parameter, read: tuple[Any, Wrong | None], relevant: bool) -> str | None:
    """Say what is wrong with a setting."""
    value, wrong = read
    if wrong is not None:
        return f"{wrong.message} {wrong.hint}" if wrong.hint else wrong.message
    return f"{parameter.title} must be set." if value is None and parameter.required and relevant else None
