"""Texts of a profile and a site that mean the same wherever they are read again.

Paths are absolute, and a run list that was a file of the user's lies beside the text from now on: a production
is merged, extended or resumed from any folder, and with the runs that it began with. What a lab's site file only
names, the description of its batch system, stands in the site's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from parisana.app.ground import library
from parisana.core.plans.plan import SHORT, digest_of
from parisana.core.profiles.profile import Profile
from parisana.core.runs import run_list as runs
from parisana.core.suites.suite import Suite
from parisana.core.texts import yamltext
from parisana.core.texts.document import Document, read
from parisana.core.texts.edit import with_value
from parisana.errors import InputError

Path = tuple[str, ...]


def portable(
    profile: Profile, suite: Suite, document: Document, settings: Mapping[str, Any] = MappingProxyType({})
) -> tuple[str, dict[str, str]]:
    """Return the text, where it overrides them with other ``settings``, and the files to be laid beside it."""
    changes: dict[Path, Any] = {**dict(_paths(profile, suite, document)), **dict(_places(profile, document))}
    overridden = profile.overrides.get("settings") or {}
    changes |= {("overrides", "settings", name): value for name, value in settings.items() if name in overridden}
    files = {}
    if profile.run_file is not None:
        listed = runs.write(library.profile_runs(profile, document))
        name = f"runs-{digest_of(listed)[:SHORT]}.lis"
        changes["runs",] = {"file": name}
        files[name] = listed
    return changed(document, changes), files


def portable_site(site: Document, settings: Mapping[str, Any]) -> str:
    """Return the text of a site, with these of its settings changed."""
    return changed(site, {("settings", name): value for name, value in settings.items()})


def _paths(profile: Profile, suite: Suite, document: Document) -> Iterator[tuple[Path, str]]:
    """Yield the relative paths that count, also those that the suite gave, as absolute ones."""
    for stage in suite.stages:
        written = profile.stages.get(stage.name, {})
        for parameter in stage.parameters:
            value = written.get(parameter.name, parameter.default)
            if parameter.type == "path" and value:
                absolute = str(library.beside(value, document))
                if absolute != value:
                    yield ("stages", stage.name, parameter.name), absolute


def _places(profile: Profile, document: Document) -> Iterator[tuple[Path, str]]:
    """Yield where further runs are looked for, as absolute paths; a URL is what it is."""
    asked = profile.matching
    for name in ("store", "files") if asked else ():
        if (written := getattr(asked, name)) and "://" not in written:
            if (absolute := str(library.beside(written, document))) != written:
                yield ("matching", name), absolute


def changed(document: Document, changes: Mapping[Path, Any]) -> str:
    """Change these values; where that cannot be done in place, the text is written anew without its comments."""
    if not changes:
        return document.text
    try:
        return _in_place(document, changes)
    except InputError:
        return yamltext.write(_merged(document.data, changes))


def _in_place(document: Document, changes: Mapping[Path, Any]) -> str:
    """Change the user's own text, unless it is of an older format."""
    if read(document.text, document.file).data != document.data:
        raise document.error((), "This text was brought to a newer format.")
    for path, value in changes.items():
        document = replace(document, text=with_value(document, path, value))
    return document.text


def _merged(data: dict[str, Any], changes: Mapping[Path, Any]) -> dict[str, Any]:
    """Return plain values with these changes."""
    merged = dict(data)
    for path, value in changes.items():
        inner = merged
        for name in path[:-1]:
            inner[name] = dict(inner.get(name) or {})
            inner = inner[name]
        inner[path[-1]] = value
    return merged
