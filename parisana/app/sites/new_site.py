"""A new site: a copy of another one, comments and all, under a name of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from parisana.app.ground import library
from parisana.app.ground.opened import writable
from parisana.core.sites.site import read_site
from parisana.core.texts.yamltext import inline
from parisana.errors import InputError


def own_site(name: str) -> Path:
    """Return where a site of this name lies among the user's own."""
    return library.configuration() / "sites" / f"{name}.yaml"


def is_own_site(path: Path) -> bool:
    """Whether a site's file is the user's to change: not shipped, not the administrator's, not read-only."""
    return writable(path) and not path.resolve().is_relative_to(library.SHIPPED["site"].resolve())


def new_site(
    name: str,
    like: str | Path = "Unix",
    output: Path | None = None,
    *,
    force: bool = False,
    first: Sequence[Path] = (),
) -> Path:
    """Write a copy of a site; a file that is there stays, unless it may be replaced."""
    document = library.site_document(like, first)
    read_site(replace(document, data={**document.data, "name": name}))
    path = output or own_site(name)
    if path.exists() and not force:
        raise InputError("This file is there already.", hint="Choose another name.", file=str(path))
    library.save(path, re.sub(r"(?m)^name:.*$", lambda _: f"name: {inline(name)}", document.text, count=1))
    return path
