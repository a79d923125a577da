"""The queue as people and programs see it: ask for copies, look at them, pause, resume and cancel them."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.bookkeeping.values.states import PENDING, TransferState
from parisana.bookkeeping.values.transfers import MeantFor, NewTransfer, TransferCount, TransferRecord
from parisana.core.jobs.states import Answer
from parisana.core.sites.site import Site
from parisana.errors import StorageError
from parisana.plugins.storage import Stat, Storage

from .browser import joined
from .ends import opener, server_of, spelled
from .folders import Copies, bare, copies_of, name_of
from .shown import SPAN, Throughput, TransferRow, row_of, throughput
from .site_text import text_of
from .worker import Worker, lost_holders

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

NONE = TransferCount(0, 0, 0)
#: So many of each state are shown, the newest of what is at its end; of so many the throughput is made.
MOST, MOST_DONE, MOST_COUNTED = 1000, 200, 5000
#: Those that somebody may still want to do something about, in the order in which they are shown.
OPEN = (TransferState.RUNNING, TransferState.WAITING, TransferState.PAUSED, TransferState.FAILED)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How far transfers are, how fast they go, and how long the rest may take."""

    counts: dict[TransferState, int]
    size: int
    moved: int
    rate: float
    """Bytes a second, of those that run."""

    @property
    def seconds_left(self) -> float | None:
        """Return how long the rest takes at this rate; ``None`` when nothing runs."""
        return (self.size - self.moved) / self.rate if self.rate else None


@dataclass(frozen=True, slots=True)
class Added:
    """Copies that were asked for."""

    ids: tuple[int, ...]
    taken: tuple[str, ...]
    """Names that were there already."""
    size: int
    links: tuple[str, ...] = ()
    """Links to folders, which are not followed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The queue as a page shows it."""

    rows: tuple[TransferRow, ...]
    outlook: Outlook
    throughput: Throughput
    at: float


class Transfers:
    """All transfers of a bookkeeping."""

    STATES = tuple(TransferState)

    def __init__(self, book: Callable[[], Bookkeeping], clock: Callable[[], float] = time.time) -> None:
        self._book = book
        self._clock = clock

    def add(
        self,
        pairs: Sequence[tuple[str, str]],
        production: int | None = None,
        site: Site | None = None,
        sizes: Mapping[str, int] = MappingProxyType({}),
    ) -> list[int]:
        """Ask for copies (source, target); a source that is not there is refused now.

        Storages have the settings of the production's site, or of ``site`` as a profile has it, whenever it is done.
        ``sizes``: bytes of targets that are made of more than their source.
        """
        spelt = [(spelled(source), spelled(target)) for source, target in pairs]
        text = None if site is None or production is not None else text_of(site)
        found = self._looked_up([source for source, _ in spelt], text if production is None else production)
        me = places.user(), places.host()
        size = {target: sizes.get(target, found[source].size) for source, target in spelt}
        new = [NewTransfer(*me, *pair, size[pair[1]], production_id=production, site=text) for pair in spelt]
        return self._book().add_transfers(new, self._clock())

    def _looked_up(self, sources: Sequence[str], meant_for: MeantFor) -> Mapping[str, Stat]:
        """Return what is known of the sources; one whose server does not answer now may be copied later."""
        opened, found = opener(self._book()), {}
        for _, group in groupby(sorted(sources, key=server_of), key=server_of):
            urls = list(group)
            found.update(opened(urls[0], meant_for).stat_many(urls))
        for source, stat in found.items():
            if stat.exists is Answer.NO:
                raise StorageError("There is no such file.", hint="parisana storage ls lists a folder.", file=source)
            if stat.is_dir:
                hint = "parisana storage cp --recursive copies a folder with all that is in it."
                raise StorageError("That is a folder.", hint=hint, file=source)
        return found

    def run(self, ids: Sequence[int] | None = None, patience: float = math.inf) -> None:
        """Carry out what waits, here and now, to its end, or until nothing has been possible for so long (s)."""
        Worker(self._book(), self._clock).run(ids, patience)

    def list(
        self, states: Collection[TransferState] = (), limit: int = 1000, after: int = 0
    ) -> Sequence[TransferRecord]:
        """Return transfers, the oldest first."""
        return self._book().transfers(states, limit=limit, after=after)

    def of(self, ids: Sequence[int]) -> Sequence[TransferRecord]:
        """Return those with these numbers."""
        return self._book().transfers(ids=ids)

    def add_below(self, sources: Sequence[str], folder: str, site: Site | None = None) -> Added:
        """Ask for copies of files and whole folders into another folder; what is there already stays as it is."""
        opened, folder = self._opened(site), spelled(folder)
        pairs = [(bare(source), joined(folder, name_of(source))) for source in sources]
        return self._asked(*copies_of(opened, pairs).parted(opened(folder)), site)

    def add_named(self, pairs: Sequence[tuple[str, str]], site: Site | None = None) -> Added:
        """Ask for copies of files and whole folders under these names; what is there, and the same, is as good."""
        wanted = [(bare(source), bare(target)) for source, target in pairs]
        return self._asked(copies_of(self._opened(site), wanted), (), site)

    def _asked(self, copies: Copies, taken: tuple[str, ...], site: Site | None) -> Added:
        """Make the folders, and ask for what is to be in them."""
        opened = self._opened(site)
        for made in copies.folders:
            opened(made).make(made)
        ids = self.add(copies.pairs, site=site, sizes=copies.archives) if copies.pairs else ()
        return Added(tuple(ids), taken, copies.size, copies.links)

    def _opened(self, site: Site | None) -> Callable[[str], Storage]:
        """Return what opens storages, with the settings of a site."""
        opened, text = opener(self._book()), None if site is None else text_of(site)
        return lambda url: opened(url, text)

    @property
    def are_waiting(self) -> bool:
        """Whether there is something to be carried out; what a program that is gone left behind waits, too."""
        book = self._book()
        return bool(book.transfers((TransferState.WAITING,), limit=1)) or bool(lost_holders(book))

    def shown(self) -> Shown:
        """Return the queue as a page shows it."""
        now, book = self._clock(), self._book()
        done = book.transfers((TransferState.DONE, TransferState.CANCELLED), limit=MOST_DONE, newest=True)
        open_ = [each for state in OPEN for each in book.transfers((state,), limit=MOST)]
        moved = book.transfers((TransferState.DONE,), since=now - SPAN, limit=MOST_COUNTED, newest=True)
        running = [each for each in open_ if each.state is TransferState.RUNNING]
        rows = tuple(row_of(each, now) for each in (*open_, *done))
        return Shown(rows, self.outlook(), throughput([*moved, *running], now), now)

    def pause(self, ids: Sequence[int] | None = None) -> int:
        """Let them rest; one that runs is broken off, and begins again when it is resumed."""
        return self._book().step_transfers(TransferState.PAUSED, self._clock(), ids)

    def resume(self, ids: Sequence[int] | None = None) -> int:
        """Let those that were paused, cancelled or failed wait for their turn again; return how many."""
        return self._book().step_transfers(TransferState.WAITING, self._clock(), ids)

    def cancel(self, ids: Sequence[int] | None = None) -> int:
        """Want them no more; nothing partial stays."""
        return self._book().step_transfers(TransferState.CANCELLED, self._clock(), ids)

    def outlook(self, ids: Sequence[int] | None = None) -> Outlook:
        """Say how far they are."""
        counts = self._book().count_transfers(ids)
        now = self._clock()
        running = self._book().transfers((TransferState.RUNNING,), ids)
        rate = sum(each.moved / max(now - each.started, 0.1) for each in running if each.started is not None)
        wanted = [counts.get(state, NONE) for state in (*PENDING, TransferState.DONE)]
        sizes, moved = sum(each.size for each in wanted), sum(each.moved for each in wanted)
        return Outlook({state: each.n for state, each in counts.items()}, sizes, moved, rate)
