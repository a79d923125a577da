"""What a page shows after a click or two: each is a picture of its own."""

from __future__ import annotations

from collections.abc import Callable

from parisana.ui.desktop.pages.results.page import ResultsPage
from parisana.ui.desktop.window import Window

OVERVIEW, RUNS, FILES = range(3)
FLUX, RATE = range(2)


def results(window: Window, view: int = OVERVIEW) -> ResultsPage:
    """Return the page with the results, which is open, with one of its views."""
    page = window.page
    assert isinstance(page, ResultsPage), "it was gone to"
    page.views.segment(view).click()
    return page


def below(window: Window) -> None:
    """Show the lower end of the overview."""
    bar = results(window).overview.area.verticalScrollBar()
    bar.setValue(bar.maximum())


def curve(window: Window, way: int) -> None:
    """Show the light curve in fluxes or rates."""
    results(window, RUNS).runs.curve.ways.segment(way).click()


def compare(window: Window) -> None:
    """Lay the other production with results over this one."""
    page = results(window)
    page.overview.area.verticalScrollBar().setValue(0)
    against = page.overview.spectrum.against
    at = next(at for at in range(1, against.count()) if "crab-mini" in against.itemText(at))
    against.setCurrentIndex(at)
    against.activated.emit(at)


def file(window: Window) -> None:
    """Choose a file, and see what is in it and where it comes from."""
    table = results(window, FILES).files.table
    at = next(at for at, row in enumerate(table.rows.rows) if row.name == "light-curve.ecsv")
    table.selectRow(at)
    table.scrollTo(table.model().index(at, 0))


def compared_runs(window: Window) -> None:
    """Show the runs of both productions."""
    compare(window)
    curve(window, FLUX)


#: Name of the picture -> the page, and what is done there.
CLICKED: dict[str, tuple[str, Callable[[Window], object]]] = {
    "results.below": ("page.results", below),
    "results.runs": ("page.results", lambda window: curve(window, FLUX)),
    "results.rates": ("page.results", lambda window: curve(window, RATE)),
    "results.files": ("page.results", file),
    "results.compared": ("page.results", compare),
    "results.compared-runs": ("page.results", compared_runs),
}
