"""What is ready, and what waits for what; tables checked, declared ready, withdrawn: ``session.readiness``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.ground import environment, places
from parisana.app.ground.venv import python_of
from parisana.app.planning.recorded import recorded_profile, recorded_site, recorded_suite
from parisana.app.recording.recorder import installed
from parisana.app.sites.equipment import make_storage
from parisana.app.sites.reach import files_of, runner_of
from parisana.app.sites.site_check import templates
from parisana.app.working.working import Working
from parisana.bookkeeping.productions.readiness import NeededRecord, Said, Waiting
from parisana.core.jobs.states import Answer
from parisana.core.plans.row_words import RowWord
from parisana.core.plans.waiting import StageWait, Undeclared, waits
from parisana.core.suites.readiness import Check
from parisana.core.suites.stage import Input
from parisana.errors import InputError

from .ready_check import Eye, Finding, findings
from .row_check import row_findings

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

__all__ = ["Finding", "Item", "NeededRecord", "Readiness", "Said", "StageWait"]


@dataclass(frozen=True, slots=True)
class Item:
    """One folder or file that must be declared ready, and who needs it."""

    record: NeededRecord
    stages: tuple[Waiting, ...]

    @property
    def word(self) -> str:
        """Return whether it is ready, in a word."""
        return "yes" if self.record.ready else "withdrawn" if self.record.changed_at is not None else "no"

    @property
    def waiting(self) -> int:
        """Return how many jobs wait for something, of those that need it."""
        return sum(each.jobs for each in self.stages)


class Readiness:
    """What people say of tables and classifiers, and what is looked at before."""

    def __init__(self, book: Callable[[], Bookkeeping], clock: Callable[[], float]) -> None:
        self._book, self._clock = book, clock

    def items(self, production: int | None = None, ids: Sequence[int] = ()) -> list[Item]:
        """Return what the jobs of a production need declared, or those of all that are shown."""
        book = self._book()
        if production is not None:
            book.production(production)
        found = book.needed(production, ids)
        stages = book.waiting_for(each.id for each in found)
        return [Item(each, tuple(one for one in stages if one.needed_id == each.id)) for each in found]

    def waits(self, production: int) -> tuple[StageWait, ...]:
        """Return what is ready in a production, and what waits for what."""
        silent: dict[str, list[Undeclared]] = {}
        for item in self.items(production):
            for each in item.stages:
                if each.production_id == production and not item.record.ready:
                    silent.setdefault(each.stage, []).append(Undeclared(item.record.id, item.record.path))
        book = self._book()
        rows = recorded_profile(book, production).production
        share = rows.share if rows else None
        return waits(recorded_suite(book, production), book.count_by_state(production), silent, share)

    def item(self, number: int) -> Item:
        """Return one of them; one that is not there is the user's mistake."""
        if found := self.items(ids=(number,)):
            return found[0]
        raise InputError(f"Nothing with the number {number} waits to be declared.", hint="See parisana ready list.")

    def chosen(self, numbers: Sequence[int], production: int | None, ready: bool | None = None) -> list[int]:
        """Return those that are asked for: by their numbers, or all of a production, perhaps those (not) ready only."""
        if production is None and not numbers:
            raise InputError("Which one?", hint="Give its number, as parisana ready list shows it, or --production N.")
        items = [] if production is None else self.items(production)
        return [*numbers, *(each.record.id for each in items if ready in (None, each.record.ready))]

    def history(self, number: int) -> list[Said]:
        """Return what was said of one, oldest first."""
        return self._book().declarations([self.item(number).record.id])

    def check(self, number: int) -> list[Finding]:
        """Look at one, as the stage asks that needs it."""
        item, book = self.item(number), self._book()
        production, check = self._asked(item)
        word, eye = RowWord.parse(item.record.path), _eye(book, production)
        if word is None:
            return findings(eye, item.record.path, check)
        return row_findings(eye, word.source, book.units_before(number, production, word.source), check)

    def declare(self, number: int, version: str | None = None, even_so: str | None = None) -> list[Finding]:
        """Declare one ready after a look at it; what does not pass is refused, unless a reason is given."""
        item = self.item(number)
        self._require_say(item)
        found = self.check(number)
        wrong = [each for each in found if each.answer is not Answer.YES]
        if wrong and not even_so:
            hint = "Mend it, or give a reason with --even-so."
            raise InputError(f"{item.record.path} is not declared ready: {wrong[0].text}.", hint=hint)
        text = "; ".join(each.text for each in found)
        self._say(item, True, version, f"{even_so} (found: {text})" if even_so else text)
        return found

    def withdraw(self, number: int, because: str = "") -> None:
        """Take the word back: what was not sent waits again, what runs goes on, what is done stays."""
        item = self.item(number)
        self._require_say(item)
        if not item.record.ready:
            raise InputError(f"{item.record.path} is not declared ready, so there is nothing to withdraw.")
        self._say(item, False, None, because)

    def _say(self, item: Item, ready: bool, version: str | None, text: str) -> None:
        self._book().declare(Said(item.record.id, self._clock(), places.person(), ready, version, text))

    def _require_say(self, item: Item) -> None:
        """Refuse who may not speak: of what a production makes its owner does, of others each who needs them."""
        book = self._book()
        maker = item.record.production_id
        numbers = {each.production_id for each in item.stages} if maker is None else {maker}
        owners = {book.production(number).owner for number in numbers}
        if places.user() not in owners and not book.is_administrator(places.user()):
            raise InputError(
                f"{item.record.path} is for {', '.join(sorted(owners))} to declare, or for an administrator.",
                hint="parisana book history tells who did what.",
            )

    def _asked(self, item: Item) -> tuple[int, Check]:
        """Return the check that the newest production asks for which needs it."""
        book = self._book()
        stage, _, name = item.record.name.partition(" ")
        word = RowWord.parse(item.record.path)
        for number in sorted({each.production_id for each in item.stages}, reverse=True):
            for entry in _inputs(book, number, stage):
                if word is not None and entry.source == word.source:
                    return number, entry.ready.declared or Check()
                if entry.name == name and entry.ready.declared is not None:
                    return number, entry.ready.declared
        raise InputError(f"No production that is shown to you says how {item.record.path} is checked.")


def _inputs(book: Bookkeeping, production: int, stage: str) -> tuple[Input, ...]:
    suite = recorded_suite(book, production)
    return suite.stage(stage).inputs if stage in suite.names else ()


def _eye(book: Bookkeeping, production: int) -> Eye:
    """Return what is looked with where a production has its files."""
    site = recorded_site(book, production)[1]
    suite = recorded_suite(book, production).environment
    given = site.environment.filled({**templates(), "analysis_environment": str(environment.place(suite))})
    python = given.python or (str(python_of(Path(given.path))) if given.kind == "venv" and given.path else "python3")
    working = Working(Path(book.production(production).working), files_of(site))
    return Eye(make_storage(site), runner_of(site), {"python": python, "payload": str(installed(working).payload)})
