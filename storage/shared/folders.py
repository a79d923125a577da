"""Many names asked for at once: those of one folder are learnt by listing it."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from parisana.core.jobs.states import Answer
from parisana.plugins.storage import Stat

#: So many names of one folder are asked for one by one; more, by listing it.
FEW = 2


def by_folder(urls: Iterable[str]) -> Mapping[str, list[str]]:
    """Return folders, each with the names in it that are asked for."""
    folders: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        folders[os.path.dirname(url)].append(url)
    return folders


def among(names: Iterable[tuple[str, Stat]], urls: Sequence[str]) -> dict[str, Stat]:
    """Return what the list of a folder says of names in it."""
    there = dict(names)
    return {url: there.get(os.path.basename(url), Stat(Answer.NO)) for url in urls}
