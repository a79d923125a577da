"""The dialogs of a site's elements and of its servers: what there is, how it does, and what gets jobs."""

from __future__ import annotations

import time

from parisana.app.session import Session
from parisana.app.sites.view import Element, Server
from parisana.core.sites.overrides import Configured
from parisana.core.sites.shares import LONGEST_WAIT, Candidate, own_weights, weight
from parisana.core.texts.document import Wrong
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.language import later
from parisana.ui.desktop.settings import found_at

from .element_panel import ElementPanel
from .site_list import ListDialog
from .site_rows import Answer

WEIGHTS = "weights"


class ElementsDialog(ListDialog):
    """Computing elements, queues, partitions or machines."""

    heading, first_column, setting = (
        later("Elements", "Computing Elements"),
        later("Elements", "Element"),
        "elements",
    )

    def work(self, session: Session, configured: Configured) -> Answer:
        """Ask for the elements, and whether they can be given weights; how they are is noted."""
        found = session.element_history.look(configured.site)
        asked = session.sites.settings(configured.site).parameters
        return Answer(found.rows, found.at, weighable=any(each.name == WEIGHTS for each in asked))

    def _lay_out(self) -> None:
        """Put what there is to say of the chosen element below the table."""
        super()._lay_out()
        self.panel = ElementPanel()
        self.panel.weighed.connect(self._weigh)
        self.table.chosen.connect(self._choose)
        self.column.insertWidget(self.column.indexOf(self.table) + 1, self.panel)
        self._looks = Question(self.desk.bridge, "element history", self)

    def _show(self) -> None:
        super()._show()
        known = {entry.element: entry for entry in self.entries()}
        chosen = known.get(self.panel.element)
        if chosen is not None:
            self._choose(chosen)

    def _choose(self, entry: Element | None) -> None:
        """Show an element's weight, and ask how it was."""
        if entry is None:
            return
        own, by_time = self.own.get(entry.element), Candidate(entry.element, entry.response_time)
        weighable = self.writable and self.answer is not None and self.answer.weighable
        told = None if entry.response_time is None else weight(by_time, self._longest_wait)
        self.panel.show_element(entry.element, own, told, weighable=weighable)
        site, element = self.site.name, entry.element
        self._looks.ask(
            lambda session: session.element_history.of(site, element),
            lambda looks: self.panel.show_history(looks, time.time()),
            lambda error: None,  # without the bookkeeping there is no history
        )

    @property
    def own(self) -> dict[str, float]:
        """The weights that the settings have; such as cannot be read are said on the page."""
        written = self.site.value("settings", WEIGHTS)
        try:
            return own_weights(written) if isinstance(written, list) else {}
        except Wrong:
            return {}

    @property
    def _longest_wait(self) -> float:
        written = self.site.value("settings", "longest_wait_s")
        return float(written) if isinstance(written, (int, float)) else LONGEST_WAIT

    def _weigh(self, element: str, value: float | None) -> None:
        """Write the weight into the settings, and ask what shares come of it."""
        after = {name: each for name, each in self.own.items() if name != element}
        after |= {} if value is None else {element: value}
        words = [f"{name}={each:g}" for name, each in after.items()]
        if words or found_at(self.site.document.data, ("settings", WEIGHTS)) is not None:
            self.site.write(("settings", WEIGHTS), words)
        else:
            self.site.reset(("settings", WEIGHTS))
        self.refresh()


class ServersDialog(ListDialog):
    """WMS servers."""

    heading, first_column, setting, counts = (
        later("Elements", "WMS Servers"),
        later("Elements", "Server"),
        "wms_servers",
        False,
    )

    def work(self, session: Session, configured: Configured) -> Answer:
        """Ask for the servers."""
        found = session.sites.servers(configured.site)
        return Answer(tuple(as_element(row) for row in found.rows), found.at, found.text)


def as_element(server: Server) -> Element:
    """Return a server as a row: it counts nothing."""
    return Element(server.server, server.status, server.response_time, in_use=server.in_use, priority=server.priority)
