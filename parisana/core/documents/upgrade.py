"""Formats and versions: which file this is, and how an older one becomes a new one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from parisana.core.texts.document import Document, Path, Place
from parisana.errors import Outdated

NEWEST = {"profile": 1, "suite": 1, "site": 1, "batch": 1}
FORMAT = re.compile(r"([a-z]+)/([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a version to the next."""

    change: Callable[[dict[str, Any]], dict[str, Any]]
    moved: Mapping[str, str] = field(default_factory=dict)
    """New top-level key: old one, so that errors still point at the line."""


def profile_0_to_1(old: dict[str, Any]) -> dict[str, Any]:
    """Version 0 said ``format: 0``, and ``runlist`` for the runs."""
    names = {"runlist": "runs"}
    kept = {names.get(key, key): value for key, value in old.items() if key != "format"}
    return {"parisana": "profile/1"} | kept


UPGRADES: dict[tuple[str, int], Step] = {
    ("profile", 0): Step(profile_0_to_1, {"parisana": "format", "runs": "runlist"}),
}


def upgraded(document: Document, kind: str) -> Document:
    """Bring a document to the newest version of its format; refuse what is newer or something else."""
    version = version_of(document, kind)
    if version > NEWEST[kind]:
        message = f"This {kind} was written by a newer version of the program ({kind}/{version})."
        raise outdated(document, message, "Upgrade parisana to use it.")
    while version < NEWEST[kind]:
        step = UPGRADES.get((kind, version))
        if step is None:
            message = f"The format {kind}/{version} is not known."
            raise outdated(document, message, f"The newest is {kind}/{NEWEST[kind]}.")
        document = apply(step, document)
        version += 1
    return document


def version_of(document: Document, kind: str) -> int:
    """Read the version from the key ``parisana`` (or ``format``, as the first profiles had it)."""
    if kind == "profile" and "parisana" not in document.data and document.data.get("format") == 0:
        return 0
    name = document.data.get("parisana")
    hint = f"The first line should be 'parisana: {kind}/{NEWEST[kind]}'."
    found = FORMAT.fullmatch(name) if isinstance(name, str) else None
    if found is None:
        message = "The file does not say what it is." if name is None else "This is not the name of a format."
        raise document.error(("parisana",), message, hint)
    if found.group(1) != kind:
        raise document.error(("parisana",), f"This is a {found.group(1)}, not a {kind}.", hint)
    return int(found.group(2))


def outdated(document: Document, message: str, hint: str) -> Outdated:
    """Make the error that points at the version."""
    line, column = document.place(("parisana",)) or (None, None)
    return Outdated(message, hint=hint, file=document.file, line=line, column=column, field="parisana")


def apply(step: Step, document: Document) -> Document:
    """Apply one step, and let the places follow what moved."""
    return replace(
        document,
        data=step.change(document.data),
        keys=moved(document.keys, step.moved),
        values=moved(document.values, step.moved),
    )


def moved(places: Mapping[Path, Place], names: Mapping[str, str]) -> dict[Path, Place]:
    """Return the places under their new names."""
    new_name = {old: new for new, old in names.items()}
    return {
        ((new_name.get(path[0], path[0]), *path[1:]) if path and isinstance(path[0], str) else path): place
        for path, place in places.items()
    }
