"""Copies that a service makes (FTS): ordered once, looked after until they are over, found again after a restart.

An order's ticket is in the bookkeeping before the service hears of it. When an answer is lost, or the program was,
the service is asked whether it has that ticket before anything is ordered: what it does not say is not known, and
what is not known is neither failed nor ordered again.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from parisana.errors import BookkeepingError, Cancelled, ParisanaError, StorageError
from parisana.plugins.carrier import Carrier, Fate, News
from parisana.plugins.storage import Checksum, Outcome

from .batch import as_storage_error
from .errand import Ends, Errand

if TYPE_CHECKING:
    from .worker import Worker

#: So many are looked after at once.
MOST = 500
#: Seconds between two looks into the queue; between two questions to a service, and to one that was silent.
LOOK, PAUSE, QUIET = 0.3, 2.0, (5.0, 15.0, 60.0)


class Handing:
    """Looks after what services copy."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._ends = Ends(worker.opened, worker.sums)
        self._errands: dict[int, Errand] = {}
        self._next: dict[Carrier, float] = defaultdict(float)
        self._silences: dict[Carrier, int] = defaultdict(int)

    def run(self, ids: Sequence[int] | None, until: float) -> None:
        """Work until nothing is left; what a service has then goes on there, and is found again."""
        try:
            while not self._worker.stopped.is_set() and self._round(ids, until):
                self._worker.stopped.wait(LOOK)
        finally:
            self._end([(each, Cancelled("It goes on without us.")) for each in list(self._errands.values())])

    def _round(self, ids: Sequence[int] | None, until: float) -> bool:
        """Do what is to be done now; say whether anything is left. While the bookkeeping is away, orders are kept."""
        try:
            self._hear_wishes()
            self._visit()
            return self._take(ids, until) or bool(self._errands)
        except BookkeepingError:
            if not self._errands:
                raise
            return True

    def _take(self, ids: Sequence[int] | None, until: float) -> bool:
        """Take what waits; say whether something is still to be waited for."""
        waiting = [(each, found) for each in self._worker.waiting(ids) if (found := self._worker.carrier(each))]
        services = {each.id: found for each, found in waiting}
        due = self._worker.due([each for each, _ in waiting])[: MOST - len(self._errands)]
        for each in self._worker.claimed(due) if due else ():
            self._errands[each.id] = Errand(each, services[each.id], doubtful=each.started is not None)
            self._next[services[each.id]] = 0.0
        return bool(waiting) and time.monotonic() <= until

    def _hear_wishes(self) -> None:
        """Say how far they are, and withdraw what is not wanted any more."""
        errands = self._errands
        if not errands:
            return
        told = {each.record.id: each.words for each in errands.values() if each.words != each.said}
        if told:
            self._worker.book.note_transfers(told, self._worker.holder)
        for number in told:
            errands[number].said = told[number]
        moved = {each.record.id: each.moved for each in errands.values()}
        wanted = set(self._worker.book.tell_moved(moved, self._worker.holder))
        self._withdraw([errands.pop(number) for number in list(errands) if number not in wanted])

    def _withdraw(self, unwanted: Sequence[Errand]) -> None:
        for carrier, errands in _by_carrier(unwanted):
            try:
                self._find(carrier, [each for each in errands if each.name is None and each.doubtful])
                carrier.cancel([each.name for each in errands if each.name is not None])
            except ParisanaError:
                self._be_patient(carrier)
            for each in errands:
                self._ends.clear(each)

    def _visit(self) -> None:
        """Speak to the services whose time has come."""
        for carrier, errands in _by_carrier(self._errands.values()):
            if time.monotonic() < self._next[carrier]:
                continue
            try:
                self._speak(carrier, errands)
                self._next[carrier], self._silences[carrier] = time.monotonic() + PAUSE, 0
            except BookkeepingError:
                raise
            except ParisanaError as error:
                self._be_patient(carrier)
                for each in errands:
                    each.words = f"{carrier.title} cannot be asked: {error}"

    def _speak(self, carrier: Carrier, errands: Sequence[Errand]) -> None:
        self._find(carrier, [each for each in errands if each.name is None and each.doubtful])
        for each in errands:
            if each.name is None:
                self._order(each)
        names = {each.name: each for each in errands if each.name is not None}
        for name, news in carrier.news(list(names)).items() if names else ():
            self._hear(names[name], news)

    def _find(self, carrier: Carrier, doubtful: Sequence[Errand]) -> None:
        """Ask for the orders whose answers were lost."""
        found = carrier.find([each.ticket for each in doubtful]) if doubtful else {}
        for each in doubtful:
            each.name, each.doubtful = found.get(each.ticket), False

    def _order(self, errand: Errand) -> None:
        """Place an order; a service that says no, or a source that is not there, ends the try."""
        try:
            order = self._ends.order(errand)
        except ParisanaError as error:
            return self._end([(errand, as_storage_error(error))])
        if isinstance(order, Checksum):
            return self._end([(errand, order)])
        errand.doubtful = True
        try:
            errand.name, errand.doubtful = errand.carrier.send(order), False
        except ParisanaError as error:
            if error.transient:
                raise
            self._end([(errand, as_storage_error(error))])

    def _hear(self, errand: Errand, news: News) -> None:
        """Take in what a service says of an order."""
        errand.words = f"It {news.words}." if news.fate is Fate.GOING else news.words
        if news.moved is not None:
            errand.moved = min(news.moved, errand.record.size if errand.record.size is not None else news.moved)
        if news.fate is Fate.FAILED:
            self._ends.clear(errand)
            self._end([(errand, StorageError(news.words, transient=news.transient))])
        elif news.fate is not Fate.GOING:
            self._settle(errand, news)

    def _settle(self, errand: Errand, news: News) -> None:
        """Look at what was brought; while its storage is silent, nothing is known, and it is looked at later."""
        try:
            outcome = self._ends.settle(errand)
        except ParisanaError as error:
            if error.transient:
                errand.words = f"It was copied by {errand.carrier.title}; it is not known whether it is whole: {error}"
                return
            outcome = as_storage_error(error)
        if isinstance(outcome, StorageError):
            self._ends.clear(errand)
            said = f"{news.words} {outcome.message}".strip()
            outcome = StorageError(said, hint=outcome.hint, transient=outcome.transient)
        self._end([(errand, outcome)])

    def _end(self, ended: Iterable[tuple[Errand, Outcome]]) -> None:
        pairs = [(errand.record, outcome) for errand, outcome in ended]
        if pairs:
            self._worker.end(pairs)
        for record, _ in pairs:
            self._errands.pop(record.id, None)

    def _be_patient(self, carrier: Carrier) -> None:
        silences = self._silences[carrier]
        self._silences[carrier] += 1
        self._next[carrier] = time.monotonic() + QUIET[min(silences, len(QUIET) - 1)]


def _by_carrier(errands: Iterable[Errand]) -> list[tuple[Carrier, list[Errand]]]:
    found: dict[Carrier, list[Errand]] = defaultdict(list)
    for each in errands:
        found[each.carrier].append(each)
    return list(found.items())
