"""What was computed, by whom, where and when: added up over the attempts that ran, by the month in which they ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from parisana.bookkeeping.database.door import Door
from parisana.bookkeeping.schema import attempts, productions, submissions


class month_of(GenericFunction[int]):
    """The month of a time, in UTC, as a number: 202611."""

    type = Integer()
    inherit_cache = True
    name = "parisana_month_of"


@compiles(month_of, "sqlite")
def _sqlite(element: month_of, compiler: Any, **rest: Any) -> str:
    return f"CAST(STRFTIME('%Y%m', {compiler.process(element.clauses, **rest)}, 'unixepoch') AS INTEGER)"


@compiles(month_of, "mysql", "mariadb")
def _mysql(element: month_of, compiler: Any, **rest: Any) -> str:
    """Take the month of the session's clock, which is that of UTC (``server.py``)."""
    return f"EXTRACT(YEAR_MONTH FROM FROM_UNIXTIME({compiler.process(element.clauses, **rest)}))"


@dataclass(frozen=True, slots=True)
class MonthSum:
    """What one person computed at one site in one month; seconds."""

    owner: str
    site: str
    month: int
    """As 202611."""
    jobs: int
    """Attempts that ran, each a job to the batch system."""
    wall_s: float
    cpu_s: float
    unknown_cpu: int
    """How many of them did not say what they used: a node that cannot tell counts as nothing."""
    first_end: float
    last_end: float


class Accounting(Door):
    """The verbs of adding up."""

    def accounting(self, first: int = 0, last: int = 999_912) -> list[MonthSum]:
        """Return the sums of all productions, in order of month, site and person; both months count."""
        month = month_of(attempts.c.ended)
        place = (productions.c.owner, productions.c.site, month)
        used = (func.sum(attempts.c.ended - attempts.c.started), func.coalesce(func.sum(attempts.c.cpu_s), 0.0))
        silent = func.count() - func.count(attempts.c.cpu_s)
        query = (
            select(*place, func.count(), *used, silent, func.min(attempts.c.ended), func.max(attempts.c.ended))
            .select_from(attempts)
            .join(submissions, submissions.c.id == attempts.c.submission_id)
            .join(productions, productions.c.id == submissions.c.production_id)
            .where(attempts.c.started.is_not(None), attempts.c.ended.is_not(None), month.between(first, last))
            .group_by(*place)
            .order_by(month, productions.c.site, productions.c.owner)
        )
        with self._reading() as connection:
            return [MonthSum(*row) for row in connection.execute(query)]
