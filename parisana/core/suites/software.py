"""Whether the programs of a suite can be there at all, told from the environment that a site describes."""

from __future__ import annotations

#: The environment that the suite of an installed HESSROOT needs, and kinds that surely have none.
HESSROOT, WITHOUT_HESSROOT = "hessroot", ("none", "venv", "conda")
#: What helps.
HINT = "Choose the kind hessroot on the page Environment."


def missing(environment: str, kind: str, site: str) -> str | None:
    """Say why a suite's programs will not be found at a site of this title; nothing where they may be."""
    if environment == HESSROOT and kind in WITHOUT_HESSROOT:
        return f"These jobs run an installed HESSROOT; the environment of {site} is of kind {kind}."
    return None
