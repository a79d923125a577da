"""Productions and their revisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, func, insert, select, update

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.door import Door, columns
from parisana.bookkeeping.people import history
from parisana.bookkeeping.people.people import shown
from parisana.bookkeeping.schema import productions, revisions, stages
from parisana.bookkeeping.values.entries import NewJob, NewProduction, NewRevision
from parisana.bookkeeping.values.records import ProductionRecord, RevisionRecord, StageRecord
from parisana.bookkeeping.values.simulations import NewSimulation
from parisana.core.jobs.states import JobState, ProductionState
from parisana.errors import InputError

from . import simulating
from .recording import Recorder
from .revising import set_stages, supersede


class Productions(Door):
    """The verbs of productions."""

    def create_production(
        self,
        new: NewProduction,
        stages: Sequence[tuple[str, str]],
        jobs: Iterable[NewJob],
        source: str = "plan",
        simulation: NewSimulation | None = None,
    ) -> int:
        """Record a plan, whole or not at all; return the production's id. Stages are (name, title), in order."""
        with self._writing() as connection:
            production = _insert(connection, new)
            revision = NewRevision(new.digest, new.profile_text, new.suite_text, new.site_text, new.created)
            _insert_revision(connection, production, 1, revision)
            recorder = Recorder(connection, production, set_stages(connection, production, stages), new.created)
            recorder.rows = simulating.write(connection, production, simulation) if simulation else {}
            recorder.record(jobs)
            history.write(connection, [history.event(production, new.created, source, _summary(1, recorder))])
        return production

    def add_revision(
        self,
        production: int,
        new: NewRevision,
        stages: Sequence[tuple[str, str]],
        jobs: Iterable[NewJob],
        superseded: Mapping[int, int],
        source: str = "plan",
        simulation: NewSimulation | None = None,
    ) -> int:
        """Record a changed plan; ``superseded`` says which job number takes whose place, 0 for none."""
        with self._writing() as connection:
            number = _latest(connection, production) + 1
            _insert_revision(connection, production, number, new)
            recorder = Recorder(connection, production, set_stages(connection, production, stages), new.created)
            recorder.know()
            recorder.rows = simulating.write(connection, production, simulation) if simulation else {}
            recorder.record(jobs)
            supersede(connection, production, superseded, new.created, source)
            _touch(connection, production, new.created, plan_digest=new.digest)
            history.write(connection, [history.event(production, new.created, source, _summary(number, recorder))])
        return number

    def production(self, production: int) -> ProductionRecord:
        """Return one production; one that is not there is the user's mistake."""
        wanted = (*columns(productions, ProductionRecord), shown(self.viewer))
        with self._reading() as connection:
            row = connection.execute(select(*wanted).where(productions.c.id == production)).first()
        if row is None:
            hint = "`parisana status` lists the productions that are there."
            raise InputError(f"There is no production {production}.", hint=hint)
        if not row[-1]:
            hint = f"Its owner can share it: parisana book share {production} --visible everyone."
            raise InputError(f"Production {production} of {row.owner} is not shown to you.", hint=hint)
        return ProductionRecord(*row[:-1])

    def productions(
        self, limit: int = 1000, after: int = 0, states: Sequence[ProductionState] = (), *, hidden: bool = False
    ) -> list[ProductionRecord]:
        """Return productions with ids above ``after``, oldest first; ``hidden`` ones, too, if asked for."""
        query = select(*columns(productions, ProductionRecord)).where(productions.c.id > after)
        query = query.where(shown(None if hidden else self.viewer))
        if states:
            query = query.where(productions.c.state.in_(states))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(productions.c.id).limit(limit))
            return [ProductionRecord(*row) for row in rows]

    def latest_production(self, name: str) -> ProductionRecord | None:
        """Return the newest production of this name, if there is one."""
        query = select(*columns(productions, ProductionRecord)).where(productions.c.name == name, shown(self.viewer))
        with self._reading() as connection:
            row = connection.execute(query.order_by(productions.c.id.desc()).limit(1)).first()
        return None if row is None else ProductionRecord(*row)

    @whole
    def set_production_state(
        self, production: int, state: ProductionState, at: float, source: str, text: str = ""
    ) -> ProductionState:
        """Set the state, write it down if it is another one, and return the one before."""
        with self._writing() as connection:
            query = select(productions.c.state).where(productions.c.id == production).with_for_update()
            old = ProductionState(connection.execute(query).scalar_one())
            if old != state:
                _touch(connection, production, at, state=state)
                history.write(connection, [history.event(production, at, source, text, old=old, new=state)])
        return old

    @whole
    def set_working(self, production: int, working: str, at: float) -> None:
        """Say where its Working area is, when that depends on the production's number."""
        with self._writing() as connection:
            _touch(connection, production, at, working=working)

    def revision(self, production: int, number: int | None = None) -> RevisionRecord:
        """Return one revision, the latest unless told."""
        with self._reading() as connection:
            wanted = _latest(connection, production) if number is None else number
            mine = (revisions.c.production_id == production) & (revisions.c.number == wanted)
            row = connection.execute(select(*columns(revisions, RevisionRecord)).where(mine)).first()
        if row is None:
            raise InputError(f"There is no revision {wanted} of production {production}.")
        return RevisionRecord(*row)

    def stages(self, production: int) -> list[StageRecord]:
        """Return the stages, in order."""
        query = select(*columns(stages, StageRecord)).where(stages.c.production_id == production)
        with self._reading() as connection:
            return [StageRecord(*row) for row in connection.execute(query.order_by(stages.c.position))]


def _insert(connection: Connection, new: NewProduction) -> int:
    result = connection.execute(
        insert(productions).values(
            name=new.name,
            suite=new.suite,
            site=new.site,
            owner=new.owner,
            host=new.host,
            state=ProductionState.NEW,
            working=new.working,
            plan_digest=new.digest,
            created=new.created,
            updated=new.created,
            machine=new.machine,
        )
    )
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def _insert_revision(connection: Connection, production: int, number: int, new: NewRevision) -> None:
    connection.execute(
        insert(revisions).values(
            production_id=production,
            number=number,
            digest=new.digest,
            profile_text=new.profile_text,
            suite_text=new.suite_text,
            site_text=new.site_text,
            created=new.created,
        )
    )


def _latest(connection: Connection, production: int) -> int:
    query = select(func.max(revisions.c.number)).where(revisions.c.production_id == production)
    return connection.execute(query).scalar_one() or 0


def _touch(connection: Connection, production: int, at: float, **values: object) -> None:
    connection.execute(update(productions).where(productions.c.id == production).values(updated=at, **values))


def _summary(number: int, recorder: Recorder) -> str:
    n, done = recorder.states.total(), recorder.states[JobState.DONE]
    return f"revision {number} recorded: {n} jobs, {done} of them already computed"
