"""Places of the window: where a field, a stage or a page is, as a text that can be searched, linked and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parisana.core.suites.suite import Suite

from .language import later, translate

#: Pages below the stages: name, title and icon.
WORK = (
    ("profiles", later("Places", "Profiles"), "files"),
    ("environment", later("Places", "Environment"), "package"),
    ("batch", later("Places", "Batch System"), "hard-drives"),
    ("jobs", later("Places", "Jobs"), "list-bullets"),
    ("results", later("Places", "Results"), "chart-line"),
    ("storage", later("Places", "Storage"), "database"),
    ("transfers", later("Places", "Transfers"), "arrows-left-right"),
)

#: Views of the page Jobs, with an address of their own.
VIEWS = (
    ("grid", later("Places", "Grid")),
    ("timeline", later("Places", "Time line")),
    ("failures", later("Places", "Failures")),
    ("statistics", later("Places", "Statistics")),
)

#: The desks of Monte-Carlo productions: their pages, in the order of the desks after that of analyses.
DESKS = (("kaskade", later("Places", "Kaskade")), ("smash", later("Places", "Smash")))
#: What follows a desk's name in the address of each of its pages, its title and its icon.
DESK_PAGES = (
    ("", later("Places", "MC Production Status"), "list-bullets"),
    ("-schedule", later("Places", "MC Production Schedule"), "list-dashes"),
)

#: Where the first word of a problem's path is shown; those of a site file, too.
PAGE_OF = {
    **dict.fromkeys(("areas", "settings", "storages", "reach", "environment", "limits", "backend"), "page.batch"),
    "batch": "page.batch", "overrides": "page.batch", "site": "page.batch", "analysis": "page.batch",
    "production": "page.kaskade-schedule",
    "name": "page.profiles", "suite": "page.profiles", "parisana": "page.profiles", "seed": "page.profiles",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go to."""

    address: str
    title: str
    where: str = ""


def page_of(address: str, suite: Suite) -> str:
    """Return the page on which an address is: a stage's, or one of the pages below."""
    parts = address.split(".")
    if parts[0] == "stages" and len(parts) > 1 and parts[1] in suite.names:
        return f"stages.{parts[1]}"
    if parts[0] == "page":
        return ".".join(parts[:2])
    if parts[0] in ("runs", "matching"):
        return target_page(suite)
    return PAGE_OF.get(parts[0], "page.profiles")


def desk_of(address: str, now: int) -> int:
    """Return the desk that a page belongs to, that of analyses being the first; those for work are at every desk."""
    place, name = address.split(".")[:2]
    found = next((number for number, (desk, _) in enumerate(DESKS, 1) if desk == name.partition("-")[0]), 0)
    return found if found or place == "stages" else now


def target_page(suite: Suite) -> str:
    """Return the page of the run list: the first stage that has a position in the sky, or the first of all."""
    stage = first_with(suite, "position")
    return f"stages.{stage or suite.names[0]}"


def first_with(suite: Suite, kind: str) -> str | None:
    """Return the first stage with a parameter of a kind."""
    return next((stage.name for stage in suite.stages if any(each.type == kind for each in stage.parameters)), None)


def translated(text: str) -> str:
    """Return a title of the table above in the user's language."""
    return translate("Places", text)


def places(suite: Suite) -> Iterator[Place]:
    """Yield all places that one might look for."""
    for name, title, _ in WORK:
        yield Place(f"page.{name}", translated(title))
    for name, title in VIEWS:
        yield Place(f"page.{name}", translated(title), translated("Jobs"))
    for name, title in DESKS:
        for ending, page, _ in DESK_PAGES:
            yield Place(f"page.{name}{ending}", translated(page), translated(title))
    for stage in suite.stages:
        yield Place(f"stages.{stage.name}", stage.title)
        for parameter in stage.parameters:
            yield Place(f"stages.{stage.name}.{parameter.name}", parameter.title, stage.title)
