"""Which page is made for which address; a page's module is loaded when the page is first looked at, or before."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.places import first_with
from parisana.ui.desktop.widgets.page import Page

#: Address -> module and class.
PAGES = {
    "page.profiles": ("profiles.page", "ProfilesPage"),
    "page.environment": ("environment.page", "EnvironmentPage"),
    "page.batch": ("batch.page", "BatchPage"),
    "page.plan": ("plan.page", "PlanPage"),
    "page.jobs": ("jobs.page", "JobsPage"),
    "page.grid": ("jobs.grid", "GridView"),
    "page.timeline": ("jobs.timeline", "TimeLineView"),
    "page.failures": ("failures.page", "FailuresPage"),
    "page.statistics": ("jobs.statistics", "StatisticsPage"),
    "page.results": ("results.page", "ResultsPage"),
    "page.storage": ("storage.page", "StoragePage"),
    "page.kaskade": ("productions.status", "KaskadePage"),
    "page.kaskade-schedule": ("productions.schedule", "KaskadeSchedulePage"),
    "page.smash": ("productions.status", "SmashPage"),
    "page.smash-schedule": ("productions.schedule", "SmashSchedulePage"),
    "page.transfers": ("storage.transfers", "TransfersPage"),
}

#: The stage that has a parameter of this kind has a page of its own instead of the plain form.
SPECIAL = {"position": ("stages.target", "TargetPage"), "regions": ("stages.regions", "RegionsPage")}


def make_page(address: str, desk: Desk) -> Page:
    """Make the page of an address."""
    if address in PAGES:
        made = _class(*PAGES[address])(desk)
        return made
    stage = address.removeprefix("stages.")
    for kind, place in SPECIAL.items():
        if first_with(desk.editor.suite, kind) == stage:
            made = _class(*place)(desk, stage)
            return made
    made = _class("stages.page", "StagePage")(desk, stage)
    return made


def load(address: str) -> None:
    """Load what a page is made of; in a lane, while the user looks at another page."""
    _class(*PAGES[address])


def _class(module: str, name: str) -> Callable[..., Page]:
    found: Callable[..., Page] = getattr(import_module(f".{module}", __package__), name)
    return found
