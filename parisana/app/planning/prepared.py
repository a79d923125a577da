"""What is before and after planning: a profile that was read, what a plan may change in it, a plan that is ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parisana.core.plans.plan import Plan
from parisana.core.profiles.profile import Profile, read_profile
from parisana.core.sites.site import Site
from parisana.core.suites.suite import Suite
from parisana.core.texts.document import Document, read

from .planner import Order


@dataclass(frozen=True)
class Texts:
    """The three files of a production, as they can be read again anywhere."""

    profile: str
    suite: str
    site: str
    beside: Mapping[str, str]
    """Files that the profile names and that lie beside it: name -> text."""


@dataclass(frozen=True)
class Prepared:
    """A plan with all that is needed to record and to send it."""

    plan: Plan
    profile: Profile
    suite: Suite
    site: Site
    texts: Texts
    scripts: Mapping[str, str]
    payload: bytes
    origins: Mapping[str, str]
    order: Order

    @property
    def working(self) -> Path:
        """Return the Working area, where each production has a folder."""
        return Path(self.site.areas["working"].path)


@dataclass(frozen=True)
class Changes:
    """What a plan may differ in from its profile."""

    overrides: Mapping[str, Any] | None = None
    """Parameters by stage that count instead of the profile's."""
    available: Callable[[str, tuple[int, ...]], bool] | None = None
    again: bool = False
    """Compute even what is recorded."""
    units: Mapping[int, Sequence[int]] | None = None
    """Of a Monte-Carlo production, the units of each row (by number) that are planned; all, unless said."""


#: A plan as the profile says.
UNCHANGED = Changes()


@dataclass(frozen=True)
class Sources:
    """A profile with its suite and its site, read."""

    profile: Profile
    document: Document
    suite: Suite
    suite_text: str
    site: Document


def sources_of(prepared: Prepared) -> Sources:
    """Return what a plan was made from, to be planned once more."""
    document, site = read(prepared.texts.profile, "profile.yaml"), read(prepared.texts.site, "site.yaml")
    return Sources(read_profile(document), document, prepared.suite, prepared.texts.suite, site)
