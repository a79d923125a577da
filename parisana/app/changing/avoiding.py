"""Nodes that jobs of a production are kept from, from now on: ``session.nodes``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from parisana.app.ground import places
from parisana.app.planning.recorded import recorded_site, recorded_sources
from parisana.app.recording.recorder import changeable
from parisana.app.sites.equipment import site_backend
from parisana.app.sites.reach import files_of
from parisana.app.working.portable import changed
from parisana.app.working.working import Working
from parisana.bookkeeping.values.entries import NewRevision
from parisana.core.documents.settings import EXCLUDE, Settings
from parisana.core.sites.site import Site
from parisana.errors import InputError
from parisana.plugins.registry import backend_settings, backend_title

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


class Nodes:
    """The nodes that productions leave out."""

    def __init__(self, book: Callable[[], Bookkeeping], clock: Callable[[], float]) -> None:
        self._book, self._clock = book, clock

    def avoided(self, production: int) -> list[str]:
        """Return the nodes on which nothing of a production is to run."""
        return left_out(recorded_site(self._book(), production)[1])

    def avoid(self, production: int, nodes: Sequence[str]) -> list[str]:
        """Let nothing that is sent from now on run on these, too; return all nodes that are left out."""
        book = self._book()
        root, site = Path(changeable(book, production).working), recorded_site(book, production)[1]
        known = left_out(site)
        wanted = list(dict.fromkeys([*known, *nodes]))
        if wanted != known:
            check(site, wanted)
            text = changed(recorded_sources(book, production).document, {("overrides", "settings", EXCLUDE): wanted})
            Working(root, files_of(site)).write(root / "profile.yaml", text)
            self._record(production, text)
        return wanted

    def _record(self, production: int, text: str) -> None:
        """Record a revision with the same jobs."""
        book = self._book()
        old = book.revision(production)
        new = NewRevision(old.digest, text, old.suite_text, old.site_text, self._clock())
        stages = [(stage.name, stage.title) for stage in book.stages(production)]
        book.add_revision(production, new, stages, (), {}, places.person())


def check(site: Site, nodes: Sequence[str]) -> None:
    """Refuse nodes that a batch system cannot leave out."""
    if not can_avoid(site):
        hint = "An element of the Grid is left out by the weight 0."
        message = f"{backend_title(site.backend)} cannot leave nodes out by name."
        raise InputError(message, hint=hint, field=f"settings.{EXCLUDE}")
    site_backend(site.model_copy(update={"settings": {**site.settings, EXCLUDE: list(nodes)}}))


def left_out(site: Site) -> list[str]:
    """Return the nodes that a site's settings leave out."""
    return [str(each) for each in site.settings.get(EXCLUDE) or ()]


def can_avoid(site: Site) -> bool:
    """Whether its batch system can leave nodes out; one whose plug-in is gone, or that is set wrongly, cannot."""
    try:
        kind = backend_settings(site.backend)
        settings = None if kind is None else kind.model_validate(site.settings)
    except (InputError, ValidationError):
        return False
    return isinstance(settings, Settings) and settings.can_exclude
