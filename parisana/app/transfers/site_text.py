"""What copies need of a site, as the text that is kept with each: a profile's overrides count after a restart, too."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from parisana.core.sites.site import Site, read_site
from parisana.core.texts.document import read

#: What only jobs need.
FOR_JOBS = ("environment", "limits")


def text_of(site: Site) -> str:
    """Return how the storages of a site are reached, with all that was overridden."""
    left_out: dict[str, Any] = {**dict.fromkeys(FOR_JOBS, True), "areas": set(site.areas) - {"working"}}
    return site.model_dump_json(exclude_unset=True, exclude=left_out)


@lru_cache(maxsize=16)
def site_of(text: str) -> Site:
    """Return the site of such a text, also of one that an older program wrote."""
    return read_site(read(text, "a recorded copy"))
