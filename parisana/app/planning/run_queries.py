"""What finds the runs that belong to a production: in a data store, or among files by their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from parisana.app.ground.library import beside, expanded
from parisana.app.sites.equipment import area_storage
from parisana.core.profiles.matching import Matching, runs_in
from parisana.core.runs.observation import Search, find
from parisana.core.runs.run_list import Run
from parisana.core.sites.overrides import configure
from parisana.core.sites.site import Site
from parisana.core.sky import targets
from parisana.core.suites.rule import split_name
from parisana.errors import InputError
from parisana.plugins.registry import kind_of_url
from parisana.plugins.storage import Storage

from .observations import CATALOG, shipped
from .store_index import open_store

if TYPE_CHECKING:
    from .prepared import Sources

#: Files that were changed less than that ago (s) may still be written.
SETTLED = 300.0


class Finder(Protocol):
    """Something that finds runs."""

    def runs(self, now: float) -> list[Run]:
        """Return the runs that match now, in their order."""


@dataclass(frozen=True, slots=True)
class StoreQuery:
    """Which runs of which data store belong to a production."""

    store: str | Path
    search: Search

    def runs(self, now: float) -> list[Run]:
        """Return the runs of the store that fit."""
        index = open_store(expanded(self.store))
        return [row.listed for row in find(index.runs.values(), self.search).rows]


@dataclass(frozen=True, slots=True)
class FileQuery:
    """Which files of a folder stand for runs."""

    storage: Storage
    pattern: str

    def runs(self, now: float) -> list[Run]:
        """Return the runs of the files that are called so, hold something, and are not being written any more."""
        return [Run(number) for number in runs_in(self._whole(now), self.pattern)]

    def _whole(self, now: float) -> Iterator[str]:
        for name, stat in self.storage.list(self.pattern.rpartition("/")[0]):
            if not stat.is_dir and stat.size != 0 and (stat.mtime is None or now - stat.mtime >= SETTLED):
                yield name


def query_of(asked: Matching, sources: Sources) -> Finder:
    """Return what a profile asks for, as something that can be looked for where its site looks."""
    if asked.files is not None:
        site: Site = configure(sources.site, sources.profile.overrides, sources.document).site
        pattern = asked.files if "://" in asked.files else str(beside(asked.files, sources.document))
        return FileQuery(area_storage(site, kind_of_url(pattern)), pattern)
    return StoreQuery(beside(asked.store or _store(sources), sources.document), asked.search(_position))


def _position(target: str) -> tuple[float, float]:
    found = targets.parse(shipped(CATALOG), CATALOG).named(target)
    return found.ra, found.dec


def _store(sources: Sources) -> str:
    """Return the data store that the stages read."""
    profile, suite = sources.profile, sources.profile.suited(sources.suite)
    values = profile.effective(suite, sources.document)
    for stage in profile.settled(suite, sources.document).stages:
        for entry in stage.inputs:
            owner, name, _ = split_name(entry.store or "", stage.name)
            if entry.store and (store := values.get(owner, {}).get(name)):
                return str(store)
    hint = "Name it: matching: {store: $HESS_DL3}, or files: a pattern with {run} in it."
    raise InputError("No stage of this profile reads a data store in which runs could be looked for.", hint=hint)
