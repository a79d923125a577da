"""The runs of a profile as they are now: listed, in a file, to be simulated, or those that match its query."""

from __future__ import annotations

from parisana.app.ground import library
from parisana.core.profiles.profile import Profile
from parisana.core.runs.run_list import RunList
from parisana.core.texts.document import Document

from .matched import listed
from .prepare import sources_for


def runs_now(profile: Profile, document: Document) -> RunList:
    """Return them; a query is asked where the site of the profile looks."""
    if profile.runs is None and profile.matching is not None:
        found = listed(sources_for(profile, document))
        profile, document = found.profile, found.document
    return library.profile_runs(profile, document)
