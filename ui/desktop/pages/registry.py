"""Which page is made for which address; a page's module is loaded when the page is first looked at, or before."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.places import first_with
from parisana.ui.desktop.widgets.page import Page

#: Address -> module and class.
PAGES = {
    "page.profiles": ("profiles", "ProfilesPage"),
    "page.environment": ("environment", "EnvironmentPage"),
    "page.batch": ("batch", "BatchPage"),
    "page.plan": ("plan", "PlanPage"),
    "page.jobs": ("jobs", "JobsPage"),
    "page.grid": ("grid", "GridView"),
    "page.timeline": ("timeline", "TimeLineView"),
    "page.failures": ("failures", "FailuresPage"),
    "page.statistics": ("statistics", "StatisticsPage"),
    "page.results": ("results", "ResultsPage"),
    "page.storage": ("storage", "StoragePage"),
    "page.kaskade": ("mc_status", "KaskadePage"),
    "page.kaskade-schedule": ("mc_schedule", "KaskadeSchedulePage"),
    "page.smash": ("mc_status", "SmashPage"),
    "page.smash-schedule": ("mc_schedule", "SmashSchedulePage"),
    "page.transfers": ("transfers", "TransfersPage"),
}

#: The stage that has a parameter of this kind has a page of its own instead of the plain form.
SPECIAL = {"position": ("target", "TargetPage"), "regions": ("regions", "RegionsPage")}


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
    made = _class("stage", "StagePage")(desk, stage)
    return made


def load(address: str) -> None:
    """Load what a page is made of; in a lane, while the user looks at another page."""
    _class(*PAGES[address])


def _class(module: str, name: str) -> Callable[..., Page]:
    found: Callable[..., Page] = getattr(import_module(f".{module}", __package__), name)
    return found
