"""Jobs counted by time, memory and duration: from what is kept with each step, whatever their number."""

from __future__ import annotations

from sqlalchemy import ColumnElement, case, func, select

from parisana.bookkeeping.database.bins import bin_of
from parisana.bookkeeping.database.door import Door, Query
from parisana.bookkeeping.schema import events, jobs, spreads, stages, tallies
from parisana.bookkeeping.values.measures import SpreadBin, StepBin
from parisana.core.jobs.states import JobState
from parisana.core.measures.bins import MINUTE

#: All that was before the first stretch.
BEFORE = -1


class Statistics(Door):
    """The verbs of counting."""

    def count_steps(self, production: int) -> int:
        """Return how many steps all jobs have made."""
        query = select(func.sum(tallies.c.n)).where(tallies.c.production_id == production)
        with self._reading() as connection:
            return int(connection.execute(query).scalar_one() or 0)

    def steps_by_minutes(self, production: int, start: float, width: float, end: float) -> list[StepBin]:
        """Return the steps of jobs until an end in stretches of whole minutes, from what was kept."""
        counted = tallies.c
        stretch = _stretch(counted.minute * MINUTE, start, width)
        mine = (counted.production_id == production) & (counted.minute < end / MINUTE)
        query = select(counted.stage_id, stretch, counted.old, counted.new, func.sum(counted.n)).where(mine)
        return self._steps(query.group_by(counted.stage_id, stretch, counted.old, counted.new))

    def steps_by_seconds(self, production: int, start: float, width: float, end: float) -> list[StepBin]:
        """Return the same in stretches of any width: every event is looked at."""
        stretch = _stretch(events.c.at, start, width)
        mine = (events.c.production_id == production) & (events.c.at < end) & (events.c.job_id == jobs.c.id)
        made = (
            events.c.new.is_not(None) & events.c.old.is_not(None) & events.c.text.not_like("this step is not allowed%")
        )
        query = select(jobs.c.stage_id, stretch, events.c.old, events.c.new, func.count()).where(mine, made)
        return self._steps(query.group_by(jobs.c.stage_id, stretch, events.c.old, events.c.new))

    def _steps(self, query: Query) -> list[StepBin]:
        counted = query.subquery()
        named = select(stages.c.name, *list(counted.c)[1:]).join(counted, stages.c.id == counted.c.stage_id)
        with self._reading() as connection:
            return [
                StepBin(stage, int(at), JobState(old), JobState(new), int(n))
                for stage, at, old, new, n in connection.execute(named.order_by(stages.c.position))
            ]

    def spread(self, production: int) -> list[SpreadBin]:
        """Return how many attempts of each stage and site ended how, and used how much."""
        figures = ("outcome", "measure", "bin", "n", "total", "most")
        query = (
            select(stages.c.name, stages.c.title, spreads.c.site, *(spreads.c[name] for name in figures))
            .join(stages, stages.c.id == spreads.c.stage_id)
            .where(spreads.c.production_id == production)
            .order_by(stages.c.position, spreads.c.site, spreads.c.bin)
        )
        with self._reading() as connection:
            return [SpreadBin(*row) for row in connection.execute(query)]

    def first_asked(self, production: int) -> dict[str, str]:
        """Return what some job of each stage asks for, as it is recorded."""
        found = {}
        with self._reading() as connection:
            each = select(stages.c.id, stages.c.name).where(stages.c.production_id == production)
            for stage, name in connection.execute(each.order_by(stages.c.position)).all():
                mine = (jobs.c.production_id == production) & (jobs.c.stage_id == stage)
                asked = connection.execute(select(jobs.c.resources).where(mine).limit(1)).scalar()
                if asked is not None:
                    found[name] = asked
        return found


def _stretch(at: ColumnElement[float], start: float, width: float) -> ColumnElement[int]:
    return case((at < start, BEFORE), else_=bin_of(at, start, width)).label("stretch")
