"""The common manners of our models: strict, closed, frozen, and with errors that know their line."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from parisana.core.texts.document import Document, Path, Wrong
from parisana.core.texts.hints import did_you_mean
from parisana.errors import InputError

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

#: A list in the text, a tuple in the model.
Many = Annotated[tuple[T, ...], Field(strict=False)]

STAGE_NAME = r"^[a-z][a-z0-9_-]{0,39}$"
PARAMETER_NAME = r"^[a-z][a-z0-9_]{0,39}$"
FILE_NAME = r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,59}$"


class Model(BaseModel):
    """A part of a file: nothing is converted silently, nothing unknown is accepted, nothing changes later."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


#: pydantic's name of a fault, and ours; the braces are filled from the fault's own context.
MESSAGES = {
    "missing": "The key {name} is missing.",
    "int_type": "A whole number is expected here.",
    "int_from_float": "A whole number is expected here.",
    "float_type": "A number is expected here.",
    "bool_type": "true or false is expected here.",
    "string_type": "Text is expected here.",
    "dict_type": "'key: value' lines are expected here.",
    "model_type": "'key: value' lines are expected here.",
    "model_attributes_type": "'key: value' lines are expected here.",
    "tuple_type": "A list is expected here.",
    "list_type": "A list is expected here.",
    "enum": "This must be one of {expected}.",
    "literal_error": "This must be one of {expected}.",
    "greater_than": "This must be more than {gt}.",
    "greater_than_equal": "This must be at least {ge}.",
    "less_than": "This must be less than {lt}.",
    "less_than_equal": "This must be at most {le}.",
    "string_too_short": "This must not be empty.",
    "too_short": "The list must not be empty.",
    "string_pattern_mismatch": "This name has characters that are not allowed, or is too long.",
}
HINTS = {
    "string_type": "Put it in quotes if it is meant as text.",
    "bool_type": "Words like yes, no, on and off are text here.",
    "string_pattern_mismatch": "Use letters, digits, '_' and '-', with a letter first.",
}


def validate(document: Document, model: type[M], data: Mapping[str, Any] | None = None, path: Path = ()) -> M:
    """Make a model from a document, or raise the first fault with all the ``others`` beside it."""
    try:
        return model.model_validate(document.data if data is None else data)
    except ValidationError as error:
        raise joined(list(faults(document, model, error, path))) from error


def joined(problems: list[InputError]) -> InputError:
    """Return the first of several errors, the rest in its ``others``."""
    first = problems[0]
    first.others = tuple(problems[1:])
    return first


def faults(document: Document, model: type[BaseModel], error: ValidationError, path: Path) -> Iterator[InputError]:
    """Turn pydantic's faults into ours, one for each field (a union has a fault for each member)."""
    seen: set[str | None] = set()
    for fault in error.errors(include_url=False):
        made = one_fault(document, model, fault, path)
        if made.field not in seen:
            seen.add(made.field)
            yield made


def one_fault(document: Document, model: type[BaseModel], fault: Any, path: Path) -> InputError:
    """Say one fault in words, at its place."""
    kind, context = fault["type"], fault.get("ctx", {})
    location = real_path(document.data, path, fault["loc"], missing=kind == "missing")
    name = str(location[-1]) if location else ""
    cause = context.get("error")
    if isinstance(cause, Wrong):
        return document.error(location + cause.path, cause.message, cause.hint)
    if kind == "extra_forbidden":
        hint = did_you_mean(name, fields_at(model, location[len(path) : -1]))
        return document.error(location, f"There is no key {name} here.", hint, key=True)
    message = MESSAGES.get(kind, "This cannot be used here: {said}.").format_map(
        {**context, "name": name, "said": fault["msg"]}
    )
    return document.error(location, message, HINTS.get(kind))


def real_path(data: Any, path: Path, location: Path, *, missing: bool) -> Path:
    """Keep those steps of pydantic's location that the text really has (and the last one, if it is missing)."""
    for step in path:
        data = data[step]
    for index, step in enumerate(location):
        inside = isinstance(data, dict) and step in data
        if inside or (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            data, path = data[step], (*path, step)
        elif missing and index == len(location) - 1:
            path = (*path, step)
    return path


def fields_at(annotation: Any, path: Path) -> set[str]:
    """Return the keys that a model knows at a path."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields
        if not path:
            return {field.alias or name for name, field in fields.items()}
        found = next((f for n, f in fields.items() if path[0] in (n, f.alias)), None)
        return fields_at(found.annotation, path[1:]) if found else set()
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType, Annotated):
        return set().union(*(fields_at(part, path) for part in inner))
    if origin in (list, tuple, dict) and inner and path:
        return fields_at(inner[-1] if origin is dict else inner[0], path[1:])
    return set()
