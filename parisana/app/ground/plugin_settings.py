"""A site's settings against the classes of its plug-ins, be these built or only described."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path as File
from typing import Any

from pydantic import BaseModel, ValidationError

from parisana.core.documents.model import faults
from parisana.core.documents.settings import Settings
from parisana.core.sites.overrides import Configured, merge, relocated, unspell
from parisana.core.sites.site import Site
from parisana.core.texts.document import Document, Path
from parisana.errors import InputError
from parisana.plugins.registry import backend_settings, storage_settings


def backend_faults(configured: Configured) -> list[InputError]:
    """Return what is wrong with the settings of the batch system, each fault at its line."""
    site = configured.site
    return list(found(configured, backend_settings(site.backend), site.settings, ("settings",)))


def located(document: Document) -> Document:
    """Return a site whose settings name the files that lie beside it by their paths."""
    written = document.data.get("settings")
    try:
        model = backend_settings(str(document.data.get("backend")))
    except InputError:  # it is said where the site is used
        return document
    if model is None or not issubclass(model, Settings) or not isinstance(written, dict):
        return document
    settings = dict(model.located(written, str(File(document.file).absolute().parent)))
    return replace(document, data={**document.data, "settings": settings})


def storage_faults(configured: Configured, name: str) -> list[InputError]:
    """Return what is wrong with the settings of one kind of storage."""
    use = configured.site.storages.get(name)
    model = storage_settings(name)
    if use is None:
        return []
    if model is None:
        return [stray(configured, name, key) for key in use.model_extra or {}]
    return list(found(configured, model, use.settings, ("storages", name)))


def kinds_of_storage(site: Site) -> list[str]:
    """Return the kinds of storage that a site's areas lie on, then those that are only switched on."""
    switched_on = [name for name, use in site.storages.items() if use.use]
    return list(dict.fromkeys([*(place.storage for _, place in site.places), *switched_on]))


def found(
    configured: Configured, model: type[BaseModel] | None, values: Mapping[str, Any], path: Path
) -> Iterator[InputError]:
    """Check settings with their class; what comes from the profile points into the profile."""
    if model is None:
        return
    try:
        model.model_validate(values)
    except ValidationError as error:
        document = merged(configured, path)
        for fault in faults(document, model, error, path):
            place = unspell(fault.field or "", document.data)
            yield relocated(fault, place, configured.profile, configured.overrides)


def merged(configured: Configured, path: Path) -> Document:
    """Return the site's document with the overrides laid over it, and something at the path."""
    nothing: Any = {}
    for step in reversed(path):
        nothing = {step: nothing}
    return replace(configured.document, data=merge(merge(nothing, configured.document.data), configured.overrides))


def stray(configured: Configured, storage: str, key: str) -> InputError:
    """Refuse a setting of a storage that has none."""
    path = ("storages", storage, key)
    fault = merged(configured, path[:2]).error(path, f"The storage {storage} has no setting {key}.", key=True)
    return relocated(fault, path, configured.profile, configured.overrides)
