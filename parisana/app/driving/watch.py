"""How everything stands, cheaply enough to be asked every second: counters and leases are read, no job is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.app.ground.rate import Samples, per_hour, seconds_left
from parisana.bookkeeping.values.records import ProductionRecord
from parisana.bookkeeping.values.views import ProductionSum, StageSum
from parisana.core.jobs.staged import Staged
from parisana.core.jobs.states import JobState, ProductionState
from parisana.core.texts import document
from parisana.errors import InputError

from .staging import staged

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

GOING_ON = (ProductionState.NEW, ProductionState.RUNNING)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a production gets on, in jobs done an hour; what cannot be told is ``None``."""

    recent: float | None
    """Over the last ten minutes, as far as they were watched."""
    whole: float | None
    """Since the production was recorded."""
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One production as the list shows it."""

    number: int
    name: str
    target: str
    state: ProductionState
    site: str
    owner: str
    host: str
    started: float
    counts: Mapping[JobState, int]
    pace: Pace
    answered_at: float | None
    """When its driver last heard of the site."""
    silent_since: float | None
    driver: str
    staged: Staged | None = None
    """How far the files are that were asked from tape, while jobs wait for any."""

    @property
    def total(self) -> int:
        """Return how many jobs it has."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How all productions stand; stages are those of the selected one."""

    at: float
    productions: tuple[Standing, ...]
    """Newest first."""
    selected: Standing | None
    stages: tuple[StageSum, ...]
    totals: Mapping[JobState, int]
    """Of the selected production; of all of them when none is selected."""

    @property
    def answer_age(self) -> float | None:
        """Return for how many seconds nothing was heard of the selected production's site."""
        heard = self.selected.answered_at if self.selected else None
        return None if heard is None else max(0.0, self.at - heard)


class Watch:
    """Takes snapshots, and remembers from one to the next what a rate needs."""

    def __init__(self, book: Callable[[], Bookkeeping], clock: Callable[[], float]) -> None:
        self._book, self._clock = book, clock
        self._samples: dict[int, Samples] = {}
        self._targets: dict[tuple[int, str], str] = {}

    def snapshot(self, selected: int | None = None, limit: int = 100) -> Snapshot:
        """Return how the newest productions stand, with the stages of the selected one."""
        at, book = self._clock(), self._book()
        sums = book.overview(limit)
        if selected is not None and all(each.production.id != selected for each in sums):
            sums += book.overview(only=selected)
        productions = self._standings(book, sums, at)
        chosen = next((each for each in productions if each.number == selected), None)
        stages = tuple(book.standing(chosen.number)) if chosen else ()
        return Snapshot(at, productions, chosen, stages, _totals((chosen,) if chosen else productions))

    def page(self, limit: int, before: int | None, equal: Mapping[str, str]) -> tuple[Standing, ...]:
        """Return how productions stand, newest first: those with smaller numbers, of this owner, site or state."""
        book = self._book()
        return self._standings(book, book.overview(limit, before=before, equal=equal), self._clock())

    def _standings(self, book: Bookkeeping, sums: list[ProductionSum], at: float) -> tuple[Standing, ...]:
        self._learn_targets(book, [each.production for each in sums])
        return tuple(self._standing(each, at) for each in sums)

    def _standing(self, found: ProductionSum, at: float) -> Standing:
        production = found.production
        return Standing(
            number=production.id,
            name=production.name,
            target=self._targets[production.id, production.plan_digest],
            state=production.state,
            site=production.site,
            owner=production.owner,
            host=production.host,
            started=production.created,
            counts=found.counts,
            pace=self._pace(found, at),
            answered_at=found.answered_at,
            silent_since=found.silent_since,
            driver=found.driver,
            staged=staged(self._book().deeds(production.id)) if found.counts.get(JobState.STAGING) else None,
        )

    def _pace(self, found: ProductionSum, at: float) -> Pace:
        production, done = found.production, found.counts.get(JobState.DONE, 0)
        going_on = production.state in GOING_ON
        samples = self._samples.setdefault(production.id, Samples())
        samples.add(at, done)
        lately = samples.span
        whole = (done, (at if going_on else production.updated) - production.created)
        left = sum(n for state, n in found.counts.items() if not state.final)
        seconds = seconds_left(*(lately if lately[0] else whole), left) if going_on else None
        return Pace(per_hour(*lately), per_hour(*whole), seconds)

    def _learn_targets(self, book: Bookkeeping, productions: list[ProductionRecord]) -> None:
        new = {each.id: each for each in productions if (each.id, each.plan_digest) not in self._targets}
        for number, text in book.profile_texts(new).items() if new else ():
            self._targets[number, new[number].plan_digest] = _target(text)


def _target(profile: str) -> str:
    """Return the target's name as the profile has it; empty when it has none."""
    try:
        stages = document.read(profile, "profile").data.get("stages")
    except InputError:
        return ""
    target = stages.get("target") if isinstance(stages, dict) else None
    return str(target.get("name") or "") if isinstance(target, dict) else ""


def _totals(productions: tuple[Standing, ...]) -> dict[JobState, int]:
    totals: Counter[JobState] = Counter()
    for each in productions:
        totals.update(each.counts)
    return dict(totals)
