"""Several people at one bookkeeping: who did what, who sees what, and who is in which group: ``session.people``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.bookkeeping.values.records import EventRecord, ProductionRecord
from parisana.bookkeeping.values.states import ADMINISTRATORS, Visibility
from parisana.errors import InputError

from .whose import require_right

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


class People:
    """Those who work together."""

    def __init__(self, book: Callable[[], Bookkeeping], clock: Callable[[], float]) -> None:
        self._book, self._clock = book, clock

    def history(self, production: int | None = None, limit: int = 100, after: int = 0) -> list[EventRecord]:
        """Return who did what to a production, or to all that are shown; the newest last."""
        if production is not None:
            self._book().production(production)
        return self._book().history(production, limit, after)

    def share(
        self, production: int, group: str | None = None, visibility: Visibility | None = None
    ) -> ProductionRecord:
        """Say to which group a production belongs and who is shown it; what is not said stays."""
        book = self._book()
        found = book.production(production)
        require_right(book, found)
        group = found.group_name if group is None else group
        shown = visibility or found.visibility
        if shown is Visibility.GROUP and not group:
            raise InputError("Which group shall see it?", hint="Name it: --group GROUP.")
        if (group, shown) != (found.group_name, found.visibility):
            book.share(production, group, shown, self._clock(), places.person())
        return book.production(production)

    def groups(self) -> dict[str, list[str]]:
        """Return the members of all groups."""
        return self._book().groups()

    def set_members(self, group: str, add: Iterable[str], remove: Iterable[str]) -> None:
        """Take people into a group and others out; once there are administrators, that is theirs to do."""
        book, new, gone = self._book(), list(add), list(remove)
        if not (new or gone):
            return
        if book.groups().get(ADMINISTRATORS) and not book.is_administrator(places.user()):
            hint = "`parisana book group administrators` says who they are."
            raise InputError("Only an administrator changes who is in a group.", hint=hint)
        book.set_members(group, new, gone)
