"""Settings classes: what a plug-in asks its user, each field with title, help and unit.

A field with a unit (``json_schema_extra={"unit": "MB"}``) is written as a plain number in that unit or as a
quantity (``2 GB``). More that a form needs to know is said there, too: ``type`` where the annotation does
not tell it (``path``), ``when`` for a field that counts only with certain values of another one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, ValidationInfo, field_validator
from pydantic.fields import FieldInfo

from parisana.core.measures import quantity
from parisana.core.texts.document import Wrong

#: For a setting that names a folder or file.
PATH: dict[str, JsonValue] = {"type": "path"}
#: The setting that names nodes on which nothing is to run, of a batch system that can leave them out.
EXCLUDE = "exclude"
NODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def nodes(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names of nodes; what would mean something else to a batch system is refused."""
    for name in names:
        if not NODE.fullmatch(name):
            raise Wrong(f"{name!r} is no name of a node.")
    return names


def exclude() -> Any:
    """Return the field of that setting."""
    return Field((), title="Nodes to avoid", description="Nodes on which nothing is to run.")


Nodes = Annotated[tuple[str, ...], AfterValidator(nodes)]


class Settings(BaseModel):
    """The manners of all settings: closed, unchangeable, quantities read in each field's own unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def located(cls, written: Mapping[str, Any], folder: str) -> Mapping[str, Any]:
        """Return settings of a site file in this folder; files that lie beside it are named by their whole paths."""
        return written

    @property
    def can_exclude(self) -> bool:
        """Whether nodes can be left out by name."""
        return EXCLUDE in type(self).model_fields

    def portable(self) -> Mapping[str, Any]:
        """Return what of these settings has to be changed for them to mean the same anywhere."""
        return {}

    @field_validator("*", mode="before")
    @classmethod
    def _read_quantity(cls, written: Any, about: ValidationInfo) -> Any:
        return plain(cls.model_fields[about.field_name or ""], written)


def extras(field: FieldInfo) -> dict[str, Any]:
    """Return what a field says beyond its type: unit, type, when."""
    return dict(field.json_schema_extra) if isinstance(field.json_schema_extra, dict) else {}


def plain(field: FieldInfo, written: Any) -> Any:
    """Read a quantity into the field's unit, whole numbers rounded up; anything else stays as it is."""
    unit = extras(field).get("unit")
    if unit is None or not isinstance(written, str):
        return written
    value = quantity.parse(written, unit)
    return value if float in of_numbers(field) else math.ceil(value)


def of_numbers(field: FieldInfo) -> tuple[Any, ...]:
    """Return the types of a field: itself, or the members of its union."""
    return getattr(field.annotation, "__args__", (field.annotation,))
