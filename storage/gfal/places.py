"""How places that gfal2 reaches are taken apart, and what its answers on a name mean."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from typing import Any

from parisana.core.jobs.states import Answer
from parisana.plugins.storage import Stat

from .client import said_no

ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR})


def folder_of(url: str) -> str:
    """Return the folder in which it lies; the top is its own."""
    above = os.path.dirname(url)
    return url if above.endswith(("?SFN=", ":/")) or above.count("/") < 3 else above


def server_of(url: str) -> str:
    """Return the host, as it is written."""
    return url.split("/")[2]


def known(said: Mapping[str, Any]) -> Stat:
    """Return what is known of a name."""
    if "ok" in said:
        facts = said["ok"]
        return Stat(Answer.YES, None if facts["folder"] else facts["size"], facts["folder"], float(facts["mtime"]))
    if said["no"]["number"] in ABSENT:
        return Stat(Answer.NO)
    return Stat(Answer.UNKNOWN, reason=said_no(said["no"]).message)
