"""Finding backends, storages and carriers: by entry points, loaded one by one and only when asked for.

A plug-in that cannot be loaded is a :class:`Missing` with a sentence for the user, never a traceback:
one absent library must not keep the program from starting. An entry point may also lead to a ``Missing`` of
its own: a plug-in whose settings are described, and whose program is not written yet.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from parisana.errors import InputError, SiteError, StorageError

from .backend import Backend
from .carrier import Carrier
from .missing import Missing
from .storage import Storage

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from pydantic import BaseModel

__all__ = [
    "FOR_TESTS",
    "Missing",
    "backend_class",
    "backend_settings",
    "backend_title",
    "backends",
    "carrier_class",
    "kind_of_url",
    "storage_class",
    "storage_settings",
    "storages",
]

#: The plug-ins of the tests, which are offered to nobody.
FOR_TESTS = "fake"
BACKENDS = "parisana.backends"
STORAGES = "parisana.storage"
CARRIERS = "parisana.carriers"

#: What to do when a plug-in's library is absent: name of the Python module -> hint.
REMEDIES: dict[str, str] = {
    "paramiko": "Install it with: pip install 'parisana[ssh]'.",
    "drmaa": "Install it with: pip install 'parisana[drmaa]'; it also needs the batch system's libdrmaa.",
    "gfal2": "Install the system's package python3-gfal2, or: pip install 'parisana[gfal]'.",
    "XRootD": "Install it with: pip install 'parisana[xrootd]'.",
    "h11": "Install it with: pip install 'parisana[http]'.",
    "htcondor": "Install it with: pip install htcondor.",
}

Plugin = TypeVar("Plugin", Backend, Storage, Carrier)


def backends() -> Mapping[str, type[Backend] | Missing]:
    """Return all backends by name, sorted."""
    return {name: _backend(name) for name in _names(BACKENDS)}


def storages() -> Mapping[str, type[Storage] | Missing]:
    """Return all storages by name, sorted."""
    return {name: _storage(name) for name in _names(STORAGES)}


def backend_class(name: str) -> type[Backend]:
    """Return a backend, or say why it cannot be used."""
    _require(name, _names(BACKENDS), "batch system")
    found = _backend(name)
    if isinstance(found, Missing):
        raise SiteError(found.reason, hint=found.hint)
    return found


def storage_class(name: str) -> type[Storage]:
    """Return a storage, or say why it cannot be used."""
    _require(name, _names(STORAGES), "storage")
    found = _storage(name)
    if isinstance(found, Missing):
        raise StorageError(found.reason, hint=found.hint)
    return found


def carrier_class(name: str) -> type[Carrier]:
    """Return a service that copies, or say why it cannot be used."""
    _require(name, _names(CARRIERS), "service")
    found = _load(_points(CARRIERS)[name], Carrier)  # type: ignore[type-abstract]  # an abstract class is meant
    if isinstance(found, Missing):
        raise StorageError(found.reason, hint=found.hint)
    return found


def backend_settings(name: str) -> type[BaseModel] | None:
    """Return the settings class of a backend, be it built or only described; nothing when it cannot be loaded."""
    _require(name, _names(BACKENDS), "batch system")
    return _backend(name).settings_class


def backend_title(name: str) -> str:
    """Return what a backend is called, be it built or only described."""
    _require(name, _names(BACKENDS), "batch system")
    return _backend(name).title or name


def storage_settings(name: str) -> type[BaseModel] | None:
    """Return the settings class of a storage, be it built or only described; nothing when it has none."""
    _require(name, _names(STORAGES), "storage")
    return _storage(name).settings_class


def kind_of_url(url: str) -> str:
    """Return the kind of storage whose URLs begin like this one; a plain path is on disk."""
    usable = {name: found for name, found in storages().items() if not isinstance(found, Missing)}
    scheme, mark, _ = url.partition("://")
    return next((name for name, found in usable.items() if found.speaks(url)), scheme if mark else "disk")


def is_on_disk(url: str) -> bool:
    """Whether it is a path, and no address of a server or of a catalogue: some of those have no ``://``."""
    return url.startswith("/") or kind_of_url(url) == "disk"


def _backend(name: str) -> type[Backend] | Missing:
    return _load(_points(BACKENDS)[name], Backend)  # type: ignore[type-abstract]  # an abstract class is meant


def _storage(name: str) -> type[Storage] | Missing:
    return _load(_points(STORAGES)[name], Storage)  # type: ignore[type-abstract]  # an abstract class is meant


def _load(point: EntryPoint, kind: type[Plugin]) -> type[Plugin] | Missing:
    try:
        found = point.load()
    except ImportError as error:
        module = (error.name or "").partition(".")[0]
        reason = f"{point.name} cannot be used here: the library {module or '?'} is not installed."
        return Missing(point.name, reason, REMEDIES.get(module))
    except Exception as error:  # somebody else's module may fail in any way while it is imported
        return Missing(point.name, f"{point.name} cannot be loaded: {type(error).__name__}: {error}.")
    if isinstance(found, Missing):
        return found
    if not (isinstance(found, type) and issubclass(found, kind)):
        return Missing(point.name, f"{point.name} is not a {kind.__name__.lower()}: {point.value} is something else.")
    return found


def _require(name: str, known: Iterable[str], what: str) -> None:
    names = list(known)
    if name in names:
        return
    offered = [each for each in names if each != FOR_TESTS]
    near = get_close_matches(name, offered, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(offered)}."
    raise InputError(f"There is no {what} named {name!r}.", hint=hint)


def _names(group: str) -> list[str]:
    return sorted(_points(group))


@functools.cache
def _points(group: str) -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=group)}
