"""The ways to look at the jobs of a production: table, grid, time line, failures, statistics."""

from __future__ import annotations

from PySide6.QtCore import Qt

from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.segments import Segments
from parisana.ui.desktop.widgets.texts import button

#: The pages, and what each is called in the choice.
VIEWS = {
    "page.jobs": later("JobViews", "Table"),
    "page.grid": later("JobViews", "Grid"),
    "page.timeline": later("JobViews", "Time line"),
    "page.failures": later("JobViews", "Failures"),
    "page.statistics": later("JobViews", "Statistics"),
}


def views(page: Page, address: str) -> Segments:
    """Put the choice on top of a page, always in the same place; the other views are pages of their own.

    The tab key comes to the view that is shown; the arrow keys lead from it to the others.
    """
    words = [translate("JobViews", word) for word in VIEWS.values()]
    made, current = Segments(words, translate("JobViews", "View of the jobs")), list(VIEWS).index(address)
    made.choose(current)

    def chosen(number: int) -> None:
        made.choose(current)
        if number != current:
            page.go.emit(list(VIEWS)[number])

    for number in range(len(VIEWS)):
        made.segment(number).setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if number == current else Qt.FocusPolicy.ClickFocus
        )
    made.chosen.connect(chosen)
    page.content.insertWidget(0, made, 0, Qt.AlignmentFlag.AlignLeft)
    return made


def no_production(page: Page, icon: str) -> Empty:
    """Return what a view shows as long as no production is chosen."""
    to_jobs = button(translate("JobViews", "Choose a production"), "list-bullets", "primary")
    to_jobs.clicked.connect(lambda: page.go.emit("page.jobs"))
    remark = translate(
        "JobViews",
        "The page Jobs shows those that there are; nothing may have been submitted from this profile yet.",
    )
    return Empty(icon, translate("JobViews", "No production is chosen"), remark, to_jobs)


def stretch(width: float) -> str:
    """Return a round stretch of time in words: ``30 min``."""
    for seconds, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if width >= seconds:
            return f"{width / seconds:g} {unit}"
    return f"{width:g} s"
