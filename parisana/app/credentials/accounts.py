"""The accounts of oidc-agent that sites name: for their services, or for areas on their storages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from parisana.app.ground import library
from parisana.errors import ParisanaError

NAME = "oidc_account"


def accounts() -> list[str]:
    """Return each once; a site that cannot be read names none here, and says so where it is used."""
    found: list[str] = []
    for entry in library.entries("site"):
        try:
            found += _named(library.document("site", entry.path).data)
        except ParisanaError:
            continue
    return list(dict.fromkeys(found))


def _named(site: Mapping[str, Any]) -> Iterator[str]:
    storages = site.get("storages")
    places = [site.get("settings"), *(storages.values() if isinstance(storages, Mapping) else ())]
    for place in places:
        if isinstance(place, Mapping) and isinstance(place.get(NAME), str) and place[NAME]:
            yield place[NAME]
