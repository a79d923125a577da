"""The plug-ins of a site, made and ready: its backend with checked settings, and the storage of its areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from parisana.core.profiles.profile import Profile
from parisana.core.sites.site import Site
from parisana.core.suites.stage import AreaName
from parisana.errors import InputError
from parisana.plugins.backend import Backend
from parisana.plugins.registry import backend_class, kind_of_url, storage_class
from parisana.plugins.storage import Storage

from .everywhere import Everywhere
from .reach import THERE, files_away, runner_of
from .remote_disk import RemoteDisk
from .roads import road_to


def make_backend(site: Site, profile: Profile) -> Backend:
    """Return the site's backend, with what the profile's batch page says of it."""
    known = getattr(backend_class(site.backend).settings_class, "model_fields", {})
    page = {
        "open_in_terminal": profile.batch.open_in_terminal,
        "terminal_type": profile.batch.terminal_type,
        "priority": profile.batch.priority,
    }
    return site_backend(site, {name: value for name, value in page.items() if name in known})


def site_backend(site: Site, page: Mapping[str, Any] = MappingProxyType({})) -> Backend:
    """Return the site's backend with its settings checked; those of the site file win."""
    kind = backend_class(site.backend)
    settings = _checked(site, kind.settings_class, {**page, **site.settings}, "settings")
    return kind.chosen_by(settings)(settings, runner_of(site))


def make_storage(site: Site) -> Storage:
    """Return what all areas of a site are looked at with."""
    if site.areas["working"].storage not in (THERE if files_away(site) else {"disk"}):
        message = f"The Working area of {site.name} lies on {site.areas['working'].storage}; jobs need it as a folder."
        raise InputError(
            message, field="areas.working.storage", hint="Put it on disk; the other areas may lie anywhere."
        )
    if on_disk(site):
        return area_storage(site, "disk")
    return Everywhere(site, lambda kind: area_storage(site, kind))


def carries(site: Site) -> bool:
    """Whether the nodes of a site see no Working area: what jobs need travels with them."""
    return backend_class(site.backend).carries


def on_disk(site: Site) -> bool:
    """Whether all areas are folders of the machine on which the jobs are submitted."""
    kinds = {place.storage for _, place in site.places}
    return kinds <= (THERE if files_away(site) else {"disk"})


def area_storage(site: Site, kind: str) -> Storage:
    """Return what an area of this kind is looked at with."""
    if kind in THERE and files_away(site):
        return RemoteDisk(runner_of(site))
    return _made(kind, storage_settings_of(site, kind))


def storage_settings_of(site: Site, kind: str) -> Any:
    """Return the settings that a site has for a kind of storage, checked; nothing for one that has none."""
    model = storage_class(kind).settings_class
    if model is None:
        return None
    use = site.storages.get(kind)
    return _checked(site, model, {} if use is None else use.settings, f"storages.{kind}")


def job_storages(site: Site, areas: Iterable[AreaName]) -> dict[str, dict[str, Any]]:
    """Return the storages that jobs meet in these areas, beside the file system, with what the site says of them."""
    kinds = {place.storage for name in areas for place in site.areas[name].places} - {"disk"}
    uses = {kind: use for kind, use in site.storages.items() if kind in kinds}
    kinds |= {kind_of_url(way) for use in uses.values() for way in (*use.read, *use.write)}
    told = {kind: _said(storage_settings_of(site, kind)) for kind in sorted(kinds)}
    return {kind: {**said, **(uses[kind].ways if kind in uses else {})} for kind, said in told.items()}


def bare_storage(kind: str) -> Storage:
    """Return a storage of which no site says anything."""
    model = storage_class(kind).settings_class
    return _made(kind, None if model is None else model())


def _made(kind: str, settings: Any) -> Storage:
    """Return a storage; those that keep connections or helpers are kept."""
    return storage_class(kind)() if settings is None else _kept(kind, settings)


@cache
def _kept(kind: str, settings: Any) -> Storage:
    return storage_class(kind)(settings, road_to)


def _said(settings: Any) -> dict[str, Any]:
    """Return all settings, those that nobody wrote as nothing."""
    if settings is None:
        return {}
    return {
        name: getattr(settings, name) if name in settings.model_fields_set else None
        for name in type(settings).model_fields
    }


def _checked(site: Site, model: type[Any], values: Mapping[str, Any], place: str) -> Any:
    from pydantic import ValidationError

    try:
        return model(**values)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in (place, *fault["loc"]))
        raise InputError(f"{site.name}: {fault['msg']}.", field=field, hint="See parisana site show.") from error
