"""What a production was planned from, read back as its newest revision has it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.app.sites.reach import files_away, files_of
from parisana.core.profiles.profile import Profile, read_profile
from parisana.core.sites.overrides import configure
from parisana.core.sites.site import Site
from parisana.core.suites.suite import Suite, read_suite
from parisana.core.texts.document import Document, read
from parisana.errors import StorageError
from parisana.plugins.local_files import LocalFiles

from .prepared import Sources

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

HINT = "Was the Working area cleaned? Submit the profile again; what is recorded is not computed twice."


def recorded_sources(book: Bookkeeping, production: int) -> Sources:
    """Return profile, suite and site, to be planned again."""
    profile = _with_runs_here(book, production, _document(book, production, "profile"))
    suite = _document(book, production, "suite")
    site = _document(book, production, "site")
    said = read_profile(profile)
    return Sources(said, profile, said.suited(read_suite(suite)), suite.text, site)


def recorded_suite(book: Bookkeeping, production: int) -> Suite:
    """Return the suite, with the stages that a production of its kind has."""
    revision = book.revision(production)
    return _suite_of(revision.suite_text, revision.profile_text)


@lru_cache(maxsize=16)
def _suite_of(text: str, profile_text: str) -> Suite:
    return profile_of(profile_text).suited(read_suite(read(text, "suite.yaml")))


def recorded_profile(book: Bookkeeping, production: int) -> Profile:
    """Return the profile alone; one of a version that this program cannot read any more is an ``InputError``."""
    return profile_of(book.revision(production).profile_text)


@lru_cache(maxsize=16)
def profile_of(text: str) -> Profile:
    """Read a profile as it is recorded, once for several questions."""
    return read_profile(read(text, "profile.yaml"))


def recorded_site(book: Bookkeeping, production: int) -> tuple[Profile, Site]:
    """Return the profile, and the site with its overrides."""
    revision = book.revision(production)
    return _site_of(revision.profile_text, revision.site_text, Path(book.production(production).working))


@lru_cache(maxsize=16)
def _site_of(profile_text: str, site_text: str, working: Path) -> tuple[Profile, Site]:
    """Read both texts; what is asked for several times in one command is read once: run lists can be long."""
    document = read(profile_text, str(working / "profile.yaml"))
    profile = read_profile(document)
    return profile, configure(read(site_text, str(working / "site.yaml")), profile.overrides, document).site


def _with_runs_here(book: Bookkeeping, production: int, document: Document) -> Document:
    """Return the profile beside its run list: one that lies on a submit host is copied here first."""
    profile, site = recorded_site(book, production)
    name = profile.run_file
    if name is None or not files_away(site):
        return document
    there = Path(book.production(production).working)
    listed = files_of(site).read(str(there / name))
    if listed is None:
        raise StorageError(f"The run list {name} is no longer in {there} on {site.reach.host}.", hint=HINT)
    folder = places.home() / "recorded" / there.name
    LocalFiles().write(str(folder / name), listed)
    return read(document.text, str(folder / "profile.yaml"))


def _document(book: Bookkeeping, production: int, kind: str) -> Document:
    """Read one of the three texts where its copy lies: in the Working area, beside the files that it names."""
    text = getattr(book.revision(production), f"{kind}_text")
    return read(text, str(Path(book.production(production).working) / f"{kind}.yaml"))
