"""Which address is answered by which page."""

from __future__ import annotations

from collections.abc import Callable

from parisana.app.visit import Visit

from .asked import Asked
from .page import Page
from .pages import astro, data, jobs, productions, rows, search, simulation, sites, statistics

View = Callable[[Visit, Asked], Page]

#: Each is there as a page, and with ``.json`` behind it as JSON.
PAGES: dict[str, View] = {
    "/productions": productions.productions,
    "/productions/{production}": productions.production,
    "/productions/{production}/statistics": productions.plots,
    "/productions/{production}/rows": rows.rows,
    "/productions/{production}/jobs": jobs.jobs,
    "/productions/{production}/jobs/{job}": jobs.job,
    "/results": productions.results,
    "/run-lists": productions.run_lists,
    "/dst": productions.dst_status,
    "/runs": data.runs,
    "/files": data.files,
    "/simulation/shower": simulation.shower,
    "/simulation/detector": simulation.detector,
    "/targets": astro.targets,
    "/targets/{name:path}": astro.target,
    "/sources": astro.sources,
    "/sites": sites.sites,
    "/statistics/users": statistics.users,
    "/statistics/sites": statistics.sites,
    "/search": search.search,
}
HOME = "/productions"
PICTURE = "/productions/{production}/jobs/{job}/picture"
