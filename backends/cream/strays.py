"""Jobs that an element has registered and that were never started: their files did not arrive, or nobody waited."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from .answers import parse_list
from .asking import Asking, Run
from .commands import list_command, purge_command, status_command

REGISTERED = re.compile(r"Status\s+= \[REGISTERED\] - \[.*?\] \((\d+)\)")
#: Seconds after which nobody is still sending a job's files.
ABANDONED = 900.0


def purge_unstarted(run: Run, asking: Asking, endpoint: str, tag: str) -> None:
    """Remove what was registered for a tag when the element itself said that it will not start it."""
    jobs = parse_list(run(list_command(endpoint)))
    tags = asking.tags(jobs)
    strays = [job for job in jobs if tags[job] == tag and _registered(asking, job)]
    if strays:
        run(purge_command(strays))


def purge_abandoned(run: Run, jobs: Sequence[str]) -> bool:
    """Remove jobs that were registered long ago and never started; whether all of these are gone."""
    return all(_is_old(run, job) and not run(purge_command([job])).stdout.strip() for job in jobs)


def _registered(asking: Asking, job: str) -> bool:
    known = asking.of(job)
    return known is not None and known.status == "REGISTERED"


def _is_old(run: Run, job: str) -> bool:
    found = REGISTERED.search(run(status_command([job], 2)).stdout)
    return found is not None and time.time() - int(found[1]) > ABANDONED
