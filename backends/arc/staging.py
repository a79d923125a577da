"""Files that an element brings to jobs and takes away from them by its own means: ARC's data staging."""

from __future__ import annotations

import re

from .settings import ArcSettings

#: Plug-ins of an element may know these (packages nordugrid-arc-plugins-xrootd, -gridftp and -needed). It reads other
#: characters than these in a URL as options, each protocol in a way of its own; such files are left to the jobs.
READ = ("root", "gsiftp", "srm", "https", "davs")
URL = re.compile(rf"({'|'.join(READ)})://[A-Za-z0-9._~/:?=+,-]+")
#: By HTTP it fails at two files at once for a new folder, and at a server that has words to say of that (docs/grid.md).
WRITTEN = ("root", "gsiftp", "srm")
#: Where a job's script writes down what the element is to take away; ``stage_out_taken.sh`` knows it, too.
TAKEN = "work/taken/list"


def brings(settings: ArcSettings, url: str) -> bool:
    """Whether the element brings a file to a job."""
    return settings.data_staging != "job" and URL.fullmatch(url) is not None


def spelled(url: str) -> str:
    """Return a URL as the element is told it: it writes the scheme into its requests, and no server knows ``davs``."""
    return re.sub("^davs:", "https:", url)


def outputs(settings: ArcSettings) -> list[str]:
    """Return what is taken away beside what a job says: a list that it writes itself, since nobody knows it before."""
    return [f"@{TAKEN}"] if settings.data_staging == "in and out" else []


def told(settings: ArcSettings) -> dict[str, str]:
    """Return what jobs are told of it."""
    return {"PARISANA_TAKEN": " ".join(WRITTEN)} if settings.data_staging == "in and out" else {}
