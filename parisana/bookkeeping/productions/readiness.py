"""What must be declared ready before jobs may read it: which there are, who waits for them, and the words of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, case, exists, func, insert, select, update

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.door import LISTED, Answer, Door, Query, chunks, columns
from parisana.bookkeeping.jobs import stepping
from parisana.bookkeeping.people import history
from parisana.bookkeeping.people.people import shown
from parisana.bookkeeping.schema import declarations, jobs, needed, needed_jobs, productions, stages
from parisana.core.jobs.states import JobState

from .gates import is_gate
from .needing import digest


@dataclass(frozen=True, slots=True)
class NeededRecord:
    """One folder or file that must be declared ready."""

    id: int
    path: str
    name: str
    """The stage that needs it and its input, as the first production had them."""
    production_id: int | None
    """The production that makes it; ``None``: it comes from outside."""
    ready: bool
    version: str | None
    changed_at: float | None
    changed_by: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stage of a production whose jobs need one of them."""

    needed_id: int
    production_id: int
    stage: str
    jobs: int
    """How many of them wait."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of one of them."""

    needed_id: int
    at: float
    person: str
    ready: bool
    version: str | None
    text: str


class Readiness(Door):
    """The verbs of what must be declared ready."""

    def needed(self, production: int | None = None, ids: Sequence[int] = ()) -> list[NeededRecord]:
        """Return what the jobs of a production need declared, or those of all that are shown."""
        mine = (needed_jobs.c.needed_id == needed.c.id) & (productions.c.id == needed_jobs.c.production_id)
        if production is not None:
            mine &= productions.c.id == production
        query = select(*columns(needed, NeededRecord)).where(exists().where(mine, shown(self.viewer)), ~is_gate())
        if ids:
            query = query.where(needed.c.id.in_(ids))
        with self._reading() as connection:
            return [NeededRecord(*row) for row in connection.execute(query.order_by(needed.c.name, needed.c.path))]

    def declared_ready(self, paths: Iterable[str]) -> frozenset[str]:
        """Return those of these paths that somebody has declared ready."""
        by_digest = {digest(path): path for path in paths}
        found: set[str] = set()
        with self._reading() as connection:
            for part in chunks(sorted(by_digest), LISTED):
                query = select(needed.c.digest).where(needed.c.digest.in_(part), needed.c.ready)
                found.update(by_digest[key] for key in connection.execute(query).scalars())
        return frozenset(found)

    def waiting_for(self, ids: Iterable[int]) -> list[Waiting]:
        """Return the stages whose jobs need these, with how many of their jobs wait; superseded ones do not count."""
        by = (needed_jobs.c.needed_id, jobs.c.production_id, stages.c.name)
        waits = func.sum(case((jobs.c.state == JobState.WAITING, 1), else_=0))
        query = select(*by, waits).select_from(needed_jobs).join(jobs, jobs.c.id == needed_jobs.c.job_id)
        query = query.join(stages, stages.c.id == jobs.c.stage_id).where(jobs.c.superseded_by.is_(None))
        query = query.where(needed_jobs.c.needed_id.in_(list(ids))).group_by(*by).order_by(*by)
        with self._reading() as connection:
            return [
                Waiting(each, production, stage, int(n)) for each, production, stage, n in connection.execute(query)
            ]

    def awaits_word(self, production: int) -> bool:
        """Whether jobs wait for nothing but that somebody declares something ready."""
        silent = select(func.count()).select_from(needed_jobs).join(needed, needed.c.id == needed_jobs.c.needed_id)
        silent = silent.where(needed_jobs.c.job_id == jobs.c.id, needed.c.ready.is_(False), ~is_gate())
        mine = (needed_jobs.c.production_id == production) & (jobs.c.state == JobState.WAITING)
        query = select(jobs.c.id).join_from(needed_jobs, jobs, jobs.c.id == needed_jobs.c.job_id)
        query = query.where(mine, jobs.c.superseded_by.is_(None), jobs.c.unmet == silent.scalar_subquery()).limit(1)
        with self._reading() as connection:
            return connection.execute(query).first() is not None

    def declarations(self, ids: Iterable[int]) -> list[Said]:
        """Return what was said of these, oldest first."""
        query = select(*columns(declarations, Said)).where(declarations.c.needed_id.in_(list(ids)))
        with self._reading() as connection:
            return [Said(*row) for row in connection.execute(query.order_by(declarations.c.id))]

    @whole
    def declare(self, said: Said) -> bool:
        """Write down what somebody says, and let the jobs hear of it; whether it was another word than before."""
        with self._writing() as connection:
            before = _held(connection, said.needed_id)
            values = {"ready": said.ready, "version": said.version}
            if (bool(before.ready), before.version) == (said.ready, said.version):
                return False
            changed = update(needed).where(needed.c.id == said.needed_id)
            connection.execute(changed.values(**values, changed_at=said.at, changed_by=said.person))
            row = {"needed_id": said.needed_id, "at": said.at, "person": said.person, "text": said.text}
            connection.execute(insert(declarations).values(**row, **values))
            if bool(before.ready) is not said.ready:
                _pass_on(connection, said, before.path)
        return True


def _held(connection: Connection, one: int) -> Answer:
    query = select(needed.c.ready, needed.c.version, needed.c.path).where(needed.c.id == one)
    return connection.execute(query.with_for_update()).one()


def _pass_on(connection: Connection, said: Said, path: str) -> None:
    """Let the jobs of each production go on, or wait again."""
    mine: ColumnElement[bool] = needed_jobs.c.needed_id == said.needed_id
    found = select(needed_jobs.c.production_id).where(mine).distinct().order_by(needed_jobs.c.production_id)
    version = f" (version {said.version})" if said.version else ""
    text = f"{path} is declared ready{version}" if said.ready else f"{path} is no longer declared ready"
    for production in connection.execute(found).scalars().all():
        dependants: Query = select(needed_jobs.c.job_id).where(mine, needed_jobs.c.production_id == production)
        stepping.declare(connection, production, dependants, -1 if said.ready else 1, said.person, said.at)
        history.write(
            connection, [history.event(production, said.at, said.person, ": ".join(filter(None, (text, said.text))))]
        )
