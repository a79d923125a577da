"""The verbs of looks at computing elements: noted, thinned out, read again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select

from parisana.bookkeeping.database.door import LISTED, Door, chunks, columns
from parisana.bookkeeping.schema import element_looks
from parisana.bookkeeping.values.elements import NOBODY, Look, Together
from parisana.core.measures.thinning import superfluous

looks = element_looks


class ElementLooks(Door):
    """What is known of the elements of sites in time."""

    def note_looks(self, site: str, found: Sequence[Look], pause: float) -> bool:
        """Note how the elements of a site are now, unless somebody has done so a moment ago."""
        if not found:
            return False
        now = max(each.at for each in found)
        with self._writing() as connection:
            newest = connection.execute(select(func.max(looks.c.at)).where(looks.c.site == site)).scalar()
            if newest is not None and newest > now - pause:
                return False
            rows = {each.element: {"site": site, **each._asdict()} for each in found}
            connection.execute(insert(looks), list(rows.values()))
            times = connection.execute(select(looks.c.at).where(looks.c.site == site).distinct()).scalars()
            for part in chunks(sorted(superfluous(times, now)), LISTED):
                connection.execute(delete(looks).where(looks.c.site == site, looks.c.at.in_(part)))
        return True

    def looked_last(self, site: str) -> int | None:
        """Return when somebody last looked at the elements of a site."""
        with self._reading() as connection:
            return connection.execute(select(func.max(looks.c.at)).where(looks.c.site == site)).scalar()

    def looks_together(self, since: float) -> list[Together]:
        """Return how the elements of all sites were since then, those of each look added up, the oldest look first."""
        sums = [func.sum(column) for column in (looks.c.free_cpus, looks.c.running, looks.c.queued)]
        query = select(looks.c.site, looks.c.at, func.max(looks.c.element), *sums).where(looks.c.at >= since)
        with self._reading() as connection:
            rows = connection.execute(query.group_by(looks.c.site, looks.c.at).order_by(looks.c.at, looks.c.site))
            return [
                Together(site, at, name != NOBODY, *(None if each is None else int(each) for each in numbers))
                for site, at, name, *numbers in rows
            ]

    def looks_at(self, site: str, element: str | None = None, since: float = 0.0) -> list[Look]:
        """Return how the elements of a site were, or one of them, the oldest look first."""
        query = select(*columns(looks, Look)).where(looks.c.site == site, looks.c.at >= since)
        if element is not None:
            query = query.where(looks.c.element == element)
        with self._reading() as connection:
            return [Look(*row) for row in connection.execute(query.order_by(looks.c.at, looks.c.element))]
