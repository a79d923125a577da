"""Statistics per user and per site."""

from __future__ import annotations

from parisana.app.visit import Visit
from parisana.ui.web.asked import Asked
from parisana.ui.web.page import Page


def users(visit: Visit, asked: Asked) -> Page:
    """Show what each person used."""
    data = {"usage": visit.usages.per("owner")}
    return Page("Statistics per user", "statistics.html", data, "/statistics/users")


def sites(visit: Visit, asked: Asked) -> Page:
    """Show what was used at each site."""
    data = {"usage": visit.usages.per("site")}
    return Page("Statistics per site", "statistics.html", data, "/statistics/sites")
