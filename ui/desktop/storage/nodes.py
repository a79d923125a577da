"""The names in the tree: what is known of each, and how a cell says it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from parisana.app.background.lanes import Ticket
from parisana.app.transfers.browser import Entry, Place
from parisana.core.texts.words import counted, duration, size
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.widgets.rows import missing

#: How a locality is said, with the state whose dot stands before it.
LOCALITIES = {
    "online": ("yes", later("Storage", "at hand")),
    "nearline": ("waiting", later("Storage", "on tape")),
    "unknown": ("unknown", later("Storage", "not known")),
}
#: Titles of the areas, by their names in a site file.
AREAS = {
    "working": later("Areas", "Working"),
    "calibration": later("Areas", "Calibration"),
    "dst": later("Areas", "DST"),
    "tables": later("Areas", "Tables"),
    "output-tables": later("Areas", "Output Tables"),
    "shower": later("Areas", "Shower"),
    "simulation": later("Areas", "Simulation"),
    "output-calibration": later("Areas", "Output Calibration"),
    "output-simulation": later("Areas", "Output Simulation"),
    "results": later("Areas", "Results"),
    "logs": later("Areas", "Logs"),
}
#: Letters that would break a line of the table, and what stands for them.
CONTROL = {**{code: 0x2400 + code for code in range(32)}, 127: 0x2421}


@dataclass(eq=False, slots=True)
class Node:
    """A name in the tree; what is below a folder comes when somebody looks."""

    place: Place
    entry: Entry
    above: Node | None = None
    row: int = 0
    below: list[Node] | None = None
    at: float | None = None
    """When it was listed."""
    fault: str = ""
    where: str = ""
    has_tape: bool = False
    ticket: Ticket | None = field(default=None, repr=False)
    number: int = field(default_factory=count().__next__)
    """What Qt knows it by."""

    @property
    def is_folder(self) -> bool:
        """Whether something may be below it."""
        return self.entry.is_dir

    @property
    def title(self) -> str:
        """How it is called: an area by its title and where it lies, all else by its name."""
        if self.above is not None:
            return self.entry.name.translate(CONTROL)
        if not self.place.title:
            return translate("Storage", "This machine: {0}").format(self.place.url)
        area = AREAS.get(self.place.title)
        return f"{translate('Areas', area)}: {self.place.url}" if area else self.place.title.translate(CONTROL)

    @property
    def remark(self) -> str:
        """What there is to say of it now: how old its listing is, or what is wrong."""
        if self.ticket is not None:
            return translate("Storage", "asking…")
        if self.fault or self.at is None:
            return self.fault or self.entry.reason
        names = counted(len(self.below or ()), translate("Storage", "1 name"), translate("Storage", "{0} names"))
        return translate("Storage", "{0}, {1} ago").format(names, duration(max(time.time() - self.at, 0.0)))

    @property
    def size_words(self) -> str:
        """How large it is."""
        return "" if self.entry.is_dir else missing(None if self.entry.size is None else size(self.entry.size))

    @property
    def when(self) -> str:
        """When it was changed last."""
        changed = self.entry.mtime
        return f"{datetime.fromtimestamp(changed):%Y-%m-%d %H:%M}" if changed else ""

    @property
    def locality(self) -> tuple[str, str]:
        """Where its bytes are, as a state and its words."""
        state, words = LOCALITIES.get(self.where, ("", ""))
        return state, translate("Storage", words) if words else ""


def top_of(place: Place) -> Node:
    """Return the node of a place to begin with."""
    return Node(place, Entry(place.title or place.url, place.url, True, None, None))


def all_below(node: Node) -> Iterator[Node]:
    """Yield a node and all that is known below it."""
    yield node
    for child in node.below or ():
        yield from all_below(child)


def above(node: Node) -> Iterator[Node]:
    """Yield the folders in which a node lies, the nearest first."""
    while node.above is not None:
        node = node.above
        yield node
