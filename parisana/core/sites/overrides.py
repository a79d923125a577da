"""A site file and a profile's overrides become one site, and each value remembers where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ValidationError

from parisana.core.documents.model import faults, joined
from parisana.core.documents.upgrade import upgraded
from parisana.core.texts.document import Document, Path, Wrong, spell
from parisana.errors import InputError

from .site import Site

#: What makes a file that site: it cannot be overridden.
IDENTITY = ("parisana", "name")


@dataclass(frozen=True, slots=True)
class Configured:
    """A site as a profile uses it."""

    site: Site
    origins: Mapping[str, str]
    """For each value (``areas.results.path``): ``site file``, ``override`` or ``default``."""
    document: Document
    profile: Document
    overrides: Mapping[str, Any]

    def filled(self, values: Mapping[str, str]) -> Site:
        """Return the site with its templates replaced; a fault points at the line that made it."""
        try:
            return self.site.filled(values)
        except Wrong as wrong:
            raise placed(self.document, self.profile, self.overrides, wrong) from wrong


def configure(site: Document, overrides: Mapping[str, Any], profile: Document) -> Configured:
    """Merge, check, and note the origins."""
    site = upgraded(site, "site")
    for name in IDENTITY:
        if name in overrides:
            raise profile.error(("overrides", name), f"The {name} of a site cannot be overridden.", key=True)
    merged = replace(site, data=merge(site.data, overrides))
    try:
        made = Site.model_validate(merged.data)
    except ValidationError as error:
        found = faults_with_paths(merged, error)
        raise joined([relocated(fault, path, profile, overrides) for fault, path in found]) from error
    return Configured(made, origins(made, site.data, overrides), site, profile, overrides)


def merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one mapping over another, key by key."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        both = isinstance(value, dict) and isinstance(under, dict)
        merged[key] = merge(under, value) if both and under is not None else value
    return merged


def faults_with_paths(merged: Document, error: ValidationError) -> Iterator[tuple[InputError, Path]]:
    """Pair each fault with the path that it points at."""
    for fault in faults(merged, Site, error, ()):
        yield fault, unspell(fault.field or "", merged.data)


def unspell(field: str, data: Any) -> Path:
    """Return the path that was spelled so, as far as the data has it."""
    return next((path for path in paths(data, ()) if spell(path) == field), ())


def paths(data: Any, path: Path) -> Iterator[Path]:
    """Yield the path of every value."""
    yield path
    parts: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in parts:
        yield from paths(value, (*path, key))


def overridden(path: Path, overrides: Mapping[str, Any]) -> bool:
    """Whether the value at this path comes from the overrides."""
    data: Any = overrides
    for step in path:
        if not isinstance(data, dict):
            return True
        if step not in data:
            return False
        data = data[step]
    return bool(path) and not isinstance(data, dict)


def mentioned(path: Path, overrides: Mapping[str, Any]) -> bool:
    """Whether the overrides have a value at this path, or one that holds it."""
    data: Any = overrides
    for step in path:
        if isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif isinstance(data, dict) and step in data:
            data = data[step]
        else:
            return not isinstance(data, dict)
    return bool(path)


def relocated(fault: InputError, path: Path, profile: Document, overrides: Mapping[str, Any]) -> InputError:
    """Let a fault of an override point into the profile."""
    if not mentioned(path, overrides):
        return fault
    return profile.error(("overrides", *path), fault.message, fault.hint)


def placed(site: Document, profile: Document, overrides: Mapping[str, Any], wrong: Wrong) -> InputError:
    """Make the error of a fault that shows only after the templates were replaced."""
    if mentioned(wrong.path, overrides):
        return profile.error(("overrides", *wrong.path), wrong.message, wrong.hint)
    return site.error(wrong.path, wrong.message, wrong.hint)


def origins(site: Site, written: Mapping[str, Any], overrides: Mapping[str, Any]) -> dict[str, str]:
    """Say of each value of a site where it came from."""
    return {spell(path): origin(path, written, overrides) for path, _ in leaves(site, ())}


def origin(path: Path, written: Mapping[str, Any], overrides: Mapping[str, Any]) -> str:
    """Say where one value came from."""
    if overridden(path, overrides):
        return "override"
    data: Any = written
    for step in path:
        if not isinstance(data, dict) or step not in data:
            return "default"
        data = data[step]
    return "site file"


def leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield every plain value of a model, lists whole."""
    if isinstance(value, BaseModel):
        for name in (*type(value).model_fields, *(value.model_extra or {})):
            yield from leaves(getattr(value, name), (*path, name))
    elif isinstance(value, dict) and value:
        for name, part in value.items():
            yield from leaves(part, (*path, name))
    else:
        yield path, value
