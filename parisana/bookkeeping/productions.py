"""Productions and their revisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, func, insert, select, update

from parisana.core.states import JobState, ProductionState
from parisana.errors import InputError

from . import counters, history, stepping
from .door import LISTED, Door, chunks, columns
from .recording import Recorder
from .records import JobChange, NewJob, NewProduction, NewRevision, ProductionRecord, RevisionRecord, StageRecord
from .schema import jobs, productions, revisions, stages

#: A superseded job in one of these is nowhere but here, and is cancelled at once.
UNSENT = frozenset({JobState.WAITING, JobState.STAGING, JobState.READY})


class Productions(Door):
    """The verbs of productions."""

    def create_production(
        self, new: NewProduction, stages: Sequence[tuple[str, str]], jobs: Iterable[NewJob], source: str = "plan"
    ) -> int:
        """Record a plan, whole or not at all; return the production's id. Stages are (name, title), in order."""
        with self._writing() as connection:
            production = _insert(connection, new)
            revision = NewRevision(new.digest, new.profile_text, new.suite_text, new.site_text, new.created)
            _insert_revision(connection, production, 1, revision)
            recorder = Recorder(connection, production, _set_stages(connection, production, stages), new.created)
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
    ) -> int:
        """Record a changed plan; ``superseded`` says which job number takes whose place, 0 for none."""
        with self._writing() as connection:
            number = _latest(connection, production) + 1
            _insert_revision(connection, production, number, new)
            recorder = Recorder(connection, production, _set_stages(connection, production, stages), new.created)
            recorder.know()
            recorder.record(jobs)
            _supersede(connection, production, superseded, new.created, source)
            _touch(connection, production, new.created, plan_digest=new.digest)
            history.write(connection, [history.event(production, new.created, source, _summary(number, recorder))])
        return number

    def production(self, production: int) -> ProductionRecord:
        """Return one production; one that is not there is the user's mistake."""
        query = select(*columns(productions, ProductionRecord)).where(productions.c.id == production)
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            hint = "`parisana status` lists the productions that are there."
            raise InputError(f"There is no production {production}.", hint=hint)
        return ProductionRecord(*row)

    def productions(
        self, limit: int = 1000, after: int = 0, states: Sequence[ProductionState] = ()
    ) -> list[ProductionRecord]:
        """Return productions with ids above ``after``, oldest first."""
        query = select(*columns(productions, ProductionRecord)).where(productions.c.id > after)
        if states:
            query = query.where(productions.c.state.in_(states))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(productions.c.id).limit(limit))
            return [ProductionRecord(*row) for row in rows]

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


def _set_stages(connection: Connection, production: int, wanted: Sequence[tuple[str, str]]) -> dict[str, int]:
    known = _stage_ids(connection, production)
    for position, (name, title) in enumerate(wanted):
        values = {"position": position, "title": title}
        if name in known:
            connection.execute(update(stages).where(stages.c.id == known[name]).values(values))
        else:
            connection.execute(insert(stages).values(production_id=production, name=name, **values))
    now = _stage_ids(connection, production)
    counters.make(connection, production, [now[name] for name in now if name not in known])
    return now


def _stage_ids(connection: Connection, production: int) -> dict[str, int]:
    query = select(stages.c.name, stages.c.id).where(stages.c.production_id == production)
    return {name: stage_id for name, stage_id in connection.execute(query)}


def _latest(connection: Connection, production: int) -> int:
    query = select(func.max(revisions.c.number)).where(revisions.c.production_id == production)
    return connection.execute(query).scalar_one() or 0


def _touch(connection: Connection, production: int, at: float, **values: object) -> None:
    connection.execute(update(productions).where(productions.c.id == production).values(updated=at, **values))


def _supersede(connection: Connection, production: int, superseded: Mapping[int, int], at: float, source: str) -> None:
    mine = jobs.c.production_id == production
    for part in chunks(sorted(superseded), LISTED):
        query = select(jobs.c.id, jobs.c.number, jobs.c.stage_id, jobs.c.state).where(mine, jobs.c.number.in_(part))
        old = connection.execute(query).all()
        unsent = [(row.id, superseded[row.number]) for row in old if row.state in UNSENT]
        stepping.step(connection, production, [_withdrawal(job, new, at) for job, new in unsent], source)
        deltas = Counter((row.stage_id, JobState.CANCELLED if row.state in UNSENT else row.state) for row in old)
        counters.add(connection, production, Counter({place: -n for place, n in deltas.items()}))
        statement = update(jobs).where(jobs.c.id == bindparam("_id")).values(superseded_by=bindparam("_new"))
        connection.execute(statement, [{"_id": row.id, "_new": superseded[row.number]} for row in old])


def _withdrawal(job: int, successor: int, at: float) -> JobChange:
    reason = f"job {successor} takes its place" if successor else "no longer wanted"
    return JobChange(job, JobState.CANCELLED, at, reason=reason)


def _summary(number: int, recorder: Recorder) -> str:
    n, done = recorder.states.total(), recorder.states[JobState.DONE]
    return f"revision {number} recorded: {n} jobs, {done} of them already computed"
