"""Runs that a query alone chooses: those that match when a profile is planned are its run list from then on."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from parisana.app.working.portable import changed
from parisana.core.profiles.profile import read_profile
from parisana.core.runs.run_list import Run
from parisana.core.texts.document import read

if TYPE_CHECKING:
    from .prepared import Sources


def listed(sources: Sources) -> Sources:
    """Return a profile with its runs written down, those that match now, if it has nothing but a query for them."""
    asked = sources.profile.matching
    if asked is None or sources.profile.runs is not None:
        return sources
    from .run_queries import query_of  # which plans look at stores, and few need

    found = query_of(asked, sources).runs(time.time())
    if not found:
        hint = "See what parisana runs find says of the same words, or list runs beside the query."
        raise sources.document.error(("matching",), f"No run matches now: {asked}.", hint)
    text = changed(sources.document, {("runs",): list(map(written, found))})
    document = read(text, sources.document.file)
    return replace(sources, profile=read_profile(document), document=document)


def written(run: Run) -> Any:
    """Return a run as a profile lists it."""
    return run.number if run.telescopes is None else {"run": run.number, "telescopes": run.telescopes}
