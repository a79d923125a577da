"""Files: what jobs made, where it is, and what is there already under a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, insert, select, update

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.door import BATCH, LISTED, Door, by_index, chunks, columns
from parisana.bookkeeping.schema import files, jobs, replicas, stages
from parisana.bookkeeping.values.entries import NewFile
from parisana.bookkeeping.values.records import Computed, FileRecord
from parisana.bookkeeping.values.states import FileState
from parisana.core.jobs.states import JobState

#: Jobs of these states make no output any more, unless somebody asks for them again.
OVER = (JobState.FAILED, JobState.CANCELLED)


class Files(Door):
    """The verbs of files."""

    @whole
    def record_files(self, made: Mapping[int, Sequence[NewFile]], at: float) -> None:
        """Record the files of jobs, by job id; a file recorded before is brought up to date."""
        with self._writing() as connection:
            insert_files(connection, made, at)

    def files(
        self, production: int, stage: str | None = None, job: int | None = None, limit: int = 1000, after: int = 0
    ) -> list[FileRecord]:
        """Return files with ids above ``after``; ``job`` is a job's id."""
        query = select(*columns(files, FileRecord)).where(files.c.production_id == production, files.c.id > after)
        if stage is not None:
            query = query.where(files.c.stage == stage)
        if job is not None:
            query = query.where(files.c.job_id == job)
        else:
            query = by_index(query, files, "ix_files_production_id")
        with self._reading() as connection:
            return [FileRecord(*row) for row in connection.execute(query.order_by(files.c.id).limit(limit))]

    def replicas_of(self, file_id: int) -> list[tuple[str, str]]:
        """Return (url, storage) of the further copies of a file."""
        query = select(replicas.c.url, replicas.c.storage).where(replicas.c.file_id == file_id)
        with self._reading() as connection:
            return [(url, storage) for url, storage in connection.execute(query.order_by(replicas.c.id))]

    @whole
    def set_file_states(self, states: Mapping[int, FileState]) -> None:
        """Record what a check found, by file id."""
        statement = update(files).where(files.c.id == bindparam("_id")).values(state=bindparam("_state"))
        with self._writing() as connection:
            for part in chunks(states.items(), BATCH):
                connection.execute(statement, [{"_id": file, "_state": state} for file, state in part])

    def jobs_by_key(self, keys: Iterable[str]) -> dict[str, Computed]:
        """Return what is computed already, in any production; of two results the older one."""
        found: dict[str, Computed] = {}
        with self._reading() as connection:
            for part in chunks(keys, LISTED):
                found.update(_computed(connection, part))
        return found

    def outputs_by_key(self, keys: Iterable[str]) -> dict[str, str]:
        """Return where the outputs of jobs belong that are done or may still be, in any production; the newest one."""
        found: dict[str, str] = {}
        with self._reading() as connection:
            for part in chunks(keys, LISTED):
                query = select(jobs.c.key, jobs.c.output).where(jobs.c.key.in_(part), jobs.c.state.not_in(OVER))
                found.update((key, output) for key, output in connection.execute(query.order_by(jobs.c.id)))
        return found


def insert_files(connection: Connection, made: Mapping[int, Sequence[NewFile]], at: float) -> None:
    """Record files within a transaction; a job that reports again replaces its own records."""
    for part in chunks(made, LISTED):
        origin = _origins(connection, part)
        known = _known(connection, part)
        new = [(job, file) for job in part for file in made[job]]
        fresh = [_row(origin[job], job, file, at) for job, file in new if (job, file.path) not in known]
        again = [_row(origin[job], job, file, at) | {"_id": known[job, file.path]} for job, file in new
                 if (job, file.path) in known]  # fmt: skip
        for rows in chunks(fresh, BATCH):
            connection.execute(insert(files), rows)
        if again:
            connection.execute(update(files).where(files.c.id == bindparam("_id")), again)
        _insert_replicas(connection, part, new)


def _insert_replicas(connection: Connection, ids: Sequence[int], new: Sequence[tuple[int, NewFile]]) -> None:
    if not any(file.replicas for _, file in new):
        return
    known = _known(connection, ids)
    rows = [
        {"file_id": known[job, file.path], "url": url, "storage": storage}
        for job, file in new
        for url, storage in file.replicas
    ]
    there = set()
    for part in chunks([row["file_id"] for row in rows], LISTED):
        query = select(replicas.c.file_id, replicas.c.url).where(replicas.c.file_id.in_(part))
        there.update({(file, url) for file, url in connection.execute(query)})
    missing = [row for row in rows if (row["file_id"], row["url"]) not in there]
    if missing:
        connection.execute(insert(replicas), missing)


def _known(connection: Connection, ids: Sequence[int]) -> dict[tuple[int, str], int]:
    query = select(files.c.job_id, files.c.path, files.c.id).where(files.c.job_id.in_(ids))
    return {(job, path): file for job, path, file in connection.execute(query)}


def _origins(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    query = select(jobs.c.id, jobs.c.production_id, stages.c.name).join(stages, stages.c.id == jobs.c.stage_id)
    return {job: (production, stage) for job, production, stage in connection.execute(query.where(jobs.c.id.in_(ids)))}


def _row(origin: tuple[int, str], job: int, file: NewFile, at: float) -> dict[str, object]:
    production, stage = origin
    return {
        "production_id": production,
        "job_id": job,
        "stage": stage,
        "kind": file.kind,
        "path": file.path,
        "size": file.size,
        "checksum_kind": file.checksum_kind,
        "checksum": file.checksum,
        "recorded_at": at,
        "state": file.state,
    }


def _computed(connection: Connection, keys: Sequence[str]) -> dict[str, Computed]:
    wanted = (jobs.c.id, jobs.c.key, jobs.c.production_id, jobs.c.output)
    done = select(*wanted).where(jobs.c.key.in_(keys), jobs.c.state == JobState.DONE).order_by(jobs.c.id.desc())
    oldest = {row.key: row for row in connection.execute(done)}
    mine: dict[int, list[FileRecord]] = defaultdict(list)
    query = select(*columns(files, FileRecord)).where(
        files.c.job_id.in_([row.id for row in oldest.values()]), files.c.state == FileState.THERE
    )
    for row in connection.execute(query.order_by(files.c.id)):
        mine[row.job_id].append(FileRecord(*row))
    return {
        key: Computed(key, row.id, row.production_id, row.output, tuple(mine[row.id])) for key, row in oldest.items()
    }
