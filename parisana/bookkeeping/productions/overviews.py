"""How all productions stand, cheaply: the counters are read, no job is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sqlalchemy import case, func, select

from parisana.bookkeeping.database.clock import now
from parisana.bookkeeping.database.door import LISTED, Door, chunks, columns
from parisana.bookkeeping.people.people import shown
from parisana.bookkeeping.schema import counters, jobs, leases, productions, revisions, stages
from parisana.bookkeeping.values.records import ProductionRecord
from parisana.bookkeeping.values.views import ProductionSum, StageSum
from parisana.core.jobs.states import FINAL, WITH_SITE, JobState

NOT_OVER = tuple(state for state in JobState if state not in FINAL)
NO_MORE: Mapping[str, str] = MappingProxyType({})


class Overviews(Door):
    """The verbs of looking at all of it."""

    def overview(
        self, limit: int = 100, only: int | None = None, before: int | None = None, equal: Mapping[str, str] = NO_MORE
    ) -> list[ProductionSum]:
        """Return productions, newest first, with their counts and what their drivers last heard of the site.

        Those with numbers below ``before``; those whose owner, site or state is ``equal`` to what is said.
        """
        driver = case((leases.c.expires > now(), leases.c.holder), else_="")
        heard = (leases.c.answered_at, leases.c.silent_since, driver)
        query = select(*columns(productions, ProductionRecord), *heard).select_from(productions.outerjoin(leases))
        query = query.where(shown(self.viewer))
        if only is not None:
            query = query.where(productions.c.id == only)
        if before is not None:
            query = query.where(productions.c.id < before)
        query = query.where(*(productions.c[name] == value for name, value in equal.items()))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(productions.c.id.desc()).limit(limit)).all()
            counts: dict[int, dict[JobState, int]] = defaultdict(dict)
            for part in chunks((row.id for row in rows), LISTED):
                summed = select(counters.c.production_id, counters.c.state, func.sum(counters.c.n))
                mine = counters.c.production_id.in_(part) & (counters.c.n > 0)
                grouped = summed.where(mine).group_by(counters.c.production_id, counters.c.state)
                for production, state, n in connection.execute(grouped):
                    counts[production][state] = int(n)
        return [ProductionSum(ProductionRecord(*row[:-3]), counts[row.id], *row[-3:]) for row in rows]

    def living_in(self, productions: Iterable[int]) -> frozenset[int]:
        """Return those of these productions of which jobs are with a batch system."""
        found: set[int] = set()
        with self._reading() as connection:
            for part in chunks(productions, LISTED):
                mine = counters.c.production_id.in_(part) & counters.c.state.in_(WITH_SITE) & (counters.c.n > 0)
                found.update(connection.execute(select(counters.c.production_id).where(mine)).scalars())
        return frozenset(found)

    def standing(self, production: int) -> list[StageSum]:
        """Return the stages of a production in order, with their titles and counts."""
        query = (
            select(stages.c.name, stages.c.title, counters.c.state, counters.c.n)
            .join(counters, counters.c.stage_id == stages.c.id)
            .where(stages.c.production_id == production)
            .order_by(stages.c.position)
        )
        found: dict[tuple[str, str], dict[JobState, int]] = {}
        with self._reading() as connection:
            for name, title, state, n in connection.execute(query):
                found.setdefault((name, title), {}).update({state: n} if n else {})
        return [StageSum(name, title, counts) for (name, title), counts in found.items()]

    def profile_texts(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the profiles of productions as their newest revisions have them."""
        found: dict[int, str] = {}
        with self._reading() as connection:
            for part in chunks(ids, LISTED):
                query = select(revisions.c.production_id, revisions.c.profile_text)
                query = query.where(revisions.c.production_id.in_(part)).order_by(revisions.c.number)
                found.update({production: text for production, text in connection.execute(query)})
        return found

    def asked_for(self, production: int, at_most: int = 20_000) -> list[str]:
        """Return what jobs that are not over ask for, each text once; of very many, the first ones tell enough."""
        mine = (jobs.c.production_id == production) & jobs.c.state.in_(NOT_OVER)
        first = select(jobs.c.resources).where(mine, jobs.c.superseded_by.is_(None)).limit(at_most).subquery()
        with self._reading() as connection:
            return list(connection.execute(select(first.c.resources).distinct()).scalars())
