"""The sites as the window and ``parisana site`` see them: ``session.sites``.

Nothing here waits longer than :data:`~parisana.app.ground.patience.PATIENCE`. The checks never raise: what happens
becomes an answer. ``elements`` and ``servers`` raise errors of ours only, whatever a plug-in does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from parisana.app.ground import library
from parisana.app.ground.patience import Patience
from parisana.app.ssh.pool import POOL
from parisana.core.editing.form import parameters_of
from parisana.core.jobs.states import Answer
from parisana.core.sites.overrides import Configured, configure
from parisana.core.sites.site import Area, Place, Site
from parisana.core.suites.parameter import Parameter
from parisana.core.texts.document import Document, Wrong
from parisana.errors import InputError, ParisanaError, SiteError
from parisana.plugins.backend import Backend
from parisana.plugins.backend import Element as Element
from parisana.plugins.backend import Server as Server
from parisana.plugins.registry import backend_class, backend_settings, backend_title

from . import site_check, trusting
from .area_check import AreaAnswer, faulty, look_at, not_looked_at, together
from .equipment import area_storage, site_backend
from .new_site import new_site
from .reach import try_now
from .site_check import Remark
from .storage_kinds import StorageKind, storage_kinds

if TYPE_CHECKING:
    from parisana.app.ssh.asked import Asked
    from parisana.app.ssh.host_keys import HostKey

Value = TypeVar("Value")
NOTHING = Document("", {})


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """A site that can be called by name."""

    name: str
    title: str
    backend: str
    usable: bool
    reason: str
    """Why it cannot be used; empty when it can."""
    origin: str
    path: Path


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What a batch system asks its user: the class, and the same as parameters for a form."""

    kind: type[BaseModel] | None
    parameters: tuple[Parameter, ...]
    title: str = ""
    """What the batch system is called."""


@dataclass(frozen=True, slots=True)
class SiteAnswer:
    """What a batch system said of itself, and how long that took."""

    remark: Remark
    seconds: float | None
    elements: tuple[Element, ...]
    at: float


@dataclass(frozen=True, slots=True)
class Elements:
    """The rows of the elements dialog, and when they were true."""

    rows: tuple[Element, ...]
    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Servers:
    """The rows of the servers dialog; where there are none, a sentence says why."""

    rows: tuple[Server, ...]
    at: float
    text: str = ""


class Sites:
    """All sites that are known here."""

    def __init__(self, clock: Callable[[], float] = time.time, patience: Patience | None = None) -> None:
        self._clock = clock
        self._patience = patience or Patience()

    def entries(self, first: Sequence[Path] = ()) -> list[SiteEntry]:
        """List the sites, also those that cannot be used, with the reason."""
        return [entry_of(entry) for entry in library.entries("site", first)]

    def document(self, name: str | Path) -> Document:
        """Return the text of a site, as its file has it."""
        return library.site_document(name)

    def new(self, name: str, like: str | Path) -> Path:
        """Write a copy of a site among the user's own; return its file."""
        return new_site(name, like)

    def storages(self) -> tuple[StorageKind, ...]:
        """List the kinds of storage, also those that cannot be used, with the reason."""
        return storage_kinds()

    def settings(self, site: Site) -> SiteSettings:
        """Return what the site's batch system asks, be it built or only described."""
        return self.settings_of(site.backend)

    def settings_of(self, backend: str) -> SiteSettings:
        """Return what a batch system asks, be it built or only described."""
        kind = backend_settings(backend)
        return SiteSettings(kind, parameters_of(kind) if kind is not None else (), backend_title(backend))

    def configured(
        self, name: str | Path, overrides: Mapping[str, Any] | None = None, profile: Document = NOTHING
    ) -> Configured:
        """Return a site with a profile's overrides laid over it, and where each value came from."""
        return configure(library.site_document(name), overrides or {}, profile)

    def host_keys(self, site: Site) -> list[HostKey]:
        """Return the keys that the site's submit host and its jump hosts show, each known or not."""
        return trusting.host_keys(site)

    def trust(self, site: Site, fingerprint: str) -> HostKey:
        """Take the key with this fingerprint, which the user has seen and compared, into the known hosts."""
        return trusting.trust(site, fingerprint)

    def log_in(self, asked: Asked) -> None:
        """Open the way to a host whose question was left without an answer; it asks again."""
        POOL.try_now(asked.address)
        POOL.runner(asked.address, asked.site).run(["true"])

    def check_batch_system(self, configured: Configured) -> SiteAnswer:
        """Check the settings, then ask the batch system what it has, and how long it takes to say so."""
        try_now(configured.site)
        remark, began = site_check.batch_system(configured), time.monotonic()
        if remark.answer is not Answer.YES:
            return SiteAnswer(remark, None, (), self._clock())
        try:
            found = self.elements(configured.site).rows
        except ParisanaError as error:
            answer = Answer.UNKNOWN if error.transient else Answer.NO
            return SiteAnswer(Remark(remark.what, answer, str(error)), None, (), self._clock())
        took = time.monotonic() - began
        text = f"{remark.text} answered in {took:.1f} s: {counted(found)}."
        return SiteAnswer(Remark(remark.what, Answer.YES, text), took, found, self._clock())

    def check_area(
        self,
        configured: Configured,
        name: str,
        templates: Mapping[str, str] | None = None,
        needed: int | None = None,
    ) -> AreaAnswer:
        """Look at one area; ``templates`` are what its path's templates stand for, ``needed`` bytes to be written."""
        values = {**site_check.templates(), **(templates or {})}
        area = next((area for known, area in configured.site.areas.items() if known == name), None)
        if area is None:
            nowhere = Area.model_construct(storage="disk", path="")
            return not_looked_at(name, nowhere, self._clock(), f"The site has no area {name}.", Answer.NO)
        fault = fault_of(configured.site, name, area, values)
        if fault is not None:
            return faulty(name, area, self._clock(), fault)
        return self.look_at(name, alone(configured.site, name, area, values), needed, configured.site)

    def look_at(self, name: str, area: Area, needed: int | None = None, site: Site | None = None) -> AreaAnswer:
        """Look at one area whose paths are whole, on the machine where the site has it."""

        def answer(place: Place) -> AreaAnswer:
            made = None if site is None else partial(area_storage, site, place.storage)
            return look_at(name, place, self._clock(), None if area.also else needed, self._patience, made)

        return together([answer(place) for place in area.places], needed)

    def elements(self, site: Site) -> Elements:
        """Return the elements of a site."""
        began = time.monotonic()
        rows = self._ask(site, "elements", lambda backend: backend.elements())
        return Elements(tuple(rows), self._clock(), time.monotonic() - began)

    def servers(self, site: Site) -> Servers:
        """Return the servers of a site, or the sentence that it has none."""
        rows = self._ask(site, "servers", lambda backend: backend.servers())
        text = "" if rows else f"{backend_class(site.backend).title} has no servers: jobs are sent to it directly."
        return Servers(tuple(rows), self._clock(), text)

    def _ask(self, site: Site, what: str, question: Callable[[Backend], Value]) -> Value:
        """Ask a backend, with patience; what it raises becomes an error of ours."""
        backend = site_backend(site)
        whom = (what, site.name, repr(site.settings))
        try:
            return self._patience.ask(whom, lambda: question(backend), site.title)
        except ParisanaError:
            raise
        except Exception as error:  # somebody else's plug-in may fail in any way
            message = f"The plug-in {site.backend} failed: {type(error).__name__}: {error}."
            raise SiteError(message, hint="Tell its author.") from error


def alone(site: Site, name: str, area: Area, values: Mapping[str, str]) -> Area:
    """Return one area with its whole path, whatever is wrong with the others."""
    (whole,) = site.model_copy(update={"areas": {name: area}}).filled(values).areas.values()
    return whole


def fault_of(site: Site, name: str, area: Area, values: Mapping[str, str]) -> Wrong | None:
    """Return what is wrong with the paths of an area: by themselves, or beside those of others."""
    try:
        alone(site, name, area, values)
        site.filled(values)
    except Wrong as wrong:
        return wrong if wrong.path[:2] == ("areas", name) else None
    return None


def entry_of(entry: library.Entry) -> SiteEntry:
    """Return a site's file as the list shows it."""
    try:
        site, _ = library.load_site(entry.path)
    except InputError as error:
        return SiteEntry(entry.name, entry.name, "", False, str(error), entry.origin, entry.path)
    reason = ""
    try:
        backend_class(site.backend)
    except (InputError, SiteError) as error:
        reason = error.message
    return SiteEntry(entry.name, site.title, site.backend, not reason, reason, entry.origin, entry.path)


def counted(elements: Sequence[Element]) -> str:
    """Return elements and their CPUs in words."""
    words = f"{len(elements)} element{'' if len(elements) == 1 else 's'}"
    cpus = sum(element.cpus or 0 for element in elements)
    free = sum(element.free_cpus or 0 for element in elements)
    return f"{words}, {free:,} of {cpus:,} CPUs free" if cpus else words
