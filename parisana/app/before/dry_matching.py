"""What a dry run says of the runs that a profile asks for beyond its list: how many match now, or why none is found."""

from __future__ import annotations

import time

from parisana.app.planning.prepared import Prepared, sources_of
from parisana.app.planning.run_queries import query_of
from parisana.core.texts.words import counted
from parisana.errors import ParisanaError


def new_runs(prepared: Prepared) -> tuple[bool, str] | None:
    """Look once; say whether that worked, and what was found; nothing where none are asked for."""
    asked = prepared.profile.matching
    if asked is None:
        return None
    try:
        found = query_of(asked, sources_of(prepared)).runs(time.time())
    except ParisanaError as error:
        return False, f"New runs are not found: {error.message}"
    there = set(prepared.order.runs)
    fresh = sum(run.number not in there for run in found)
    more = counted(fresh, "1 run matches beyond the list", "{0} runs match beyond the list")
    return True, f"{more}; looked for every {asked.pause}"
