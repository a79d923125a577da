"""Where a result file comes from, as a small tree: its job, what that read, the profile, the versions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parisana.app.profiles.profile_origins import key_of
from parisana.app.working.committed import LIST
from parisana.bookkeeping.values.records import AttemptRecord, JobRecord
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.texts import document
from parisana.core.texts.words import duration, size
from parisana.errors import InputError

from .content import read_json

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: Units of one input that are named one by one.
NAMED = 12


@dataclass(frozen=True, slots=True)
class Origin:
    """One line of the tree, and what stands below it."""

    title: str
    value: str
    below: tuple[Origin, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the tree as plain values."""
        return {"title": self.title, "value": self.value, "below": [each.as_json() for each in self.below]}

    def lines(self, depth: int = 0) -> Iterable[str]:
        """Yield the tree as text, two blanks a step."""
        yield f"{'  ' * depth}{self.title}: {self.value}"
        for each in self.below:
            yield from each.lines(depth + 1)


def origin_of(book: Bookkeeping, path: Path) -> Origin:
    """Return where a file comes from; one that no job of this bookkeeping made is refused."""
    path = path.absolute()
    key = key_of(path)
    computed = book.jobs_by_key([key]).get(key)
    if computed is None:
        hint = "It may be in somebody else's bookkeeping; parisana adopt takes written folders in."
        raise InputError("This file is in no production of this bookkeeping.", hint=hint, file=str(path))
    job = book.jobs_by_id([computed.job_id])[computed.job_id]
    attempt = _attempt(book, job)
    versions = _versions(attempt, Path(job.output))
    below = [*_file(path, Path(job.output)), _made_by(job, attempt), *_inputs(book, [job.id], {job.stage})]
    below += [*_planned(book, job.production_id), Origin("Versions", f"{len(versions)} packages", versions)]
    return Origin("File", path.name, tuple(each for each in below if each.value))


def _file(path: Path, folder: Path) -> Iterable[Origin]:
    """Yield checksum and size, as the job itself wrote them down."""
    listed = read_json(folder / LIST).get("outputs")
    for said in listed if isinstance(listed, list) else []:
        if isinstance(said, dict) and str(folder / str(said.get("path"))) == str(path):
            kind, value = (said.get("checksum") or ("", ""))[:2]
            yield Origin(str(kind), str(value))
            yield Origin("Size", size(float(said.get("size") or 0)))


def _made_by(job: JobRecord, attempt: AttemptRecord | None) -> Origin:
    said = [("Key", job.key[:12]), ("Runs", job.runs.replace(",", ", "))]
    if attempt is not None:
        seconds = (attempt.ended or 0) - (attempt.started or 0)
        said += [("Node", attempt.host or ""), ("Took", duration(seconds) if attempt.ended and attempt.started else "")]
    below = tuple(Origin(title, value) for title, value in said if value)
    return Origin("Made by", f"{job.stage} {job.unit}, job {job.production_id}.{job.number}", below)


def _attempt(book: Bookkeeping, job: JobRecord) -> AttemptRecord | None:
    """Return the attempt whose result counts."""
    done = [each for each in book.attempts_of(job.id) if each.state is AttemptState.DONE]
    return done[0] if done else None


def _inputs(book: Bookkeeping, jobs: Iterable[int], seen: set[str]) -> tuple[Origin, ...]:
    """Return what jobs read, by name; a stage that was named before is not unfolded again."""
    inputs = [each for listed in book.inputs_of(jobs).values() for each in listed]
    sources = book.jobs_by_id({each.input_job_id for each in inputs if each.input_job_id is not None})
    grouped: dict[tuple[str, str], dict[str, int | None]] = defaultdict(dict)
    for each in inputs:
        source = sources.get(each.input_job_id) if each.input_job_id is not None else None
        grouped[each.name, source.stage if source else ""][source.unit if source else each.path] = each.input_job_id
    return tuple(_input(book, stage or name, units, seen) for (name, stage), units in grouped.items())


def _input(book: Bookkeeping, title: str, units: Mapping[str, int | None], seen: set[str]) -> Origin:
    named = ", ".join(list(units)[:NAMED]) + (f" and {len(units) - NAMED} more" if len(units) > NAMED else "")
    ids = [job for job in units.values() if job is not None]
    below: tuple[Origin, ...] = ()
    if ids and title not in seen:
        seen.add(title)
        below = _inputs(book, ids, seen)
    return Origin("Input", f"{title} · {named}", below)


def _planned(book: Bookkeeping, production: int) -> Iterable[Origin]:
    """Yield production, profile and suite."""
    record, revision = book.production(production), book.revision(production)
    suite = document.read(revision.suite_text, "suite.yaml").data
    yield Origin("Production", f"#{record.id} {record.name}", (Origin("Owner", f"{record.owner} on {record.host}"),))
    yield Origin("Profile", f"{record.name}, revision {revision.number}", (Origin("Digest", revision.digest[:12]),))
    yield Origin("Suite", f"{record.suite} {suite.get('release', '')}".strip())
    yield Origin("Site", record.site)


def _versions(attempt: AttemptRecord | None, folder: Path) -> tuple[Origin, ...]:
    """Return the versions that the job reported; of an adopted one, those that lie beside its results."""
    with suppress(ValueError, AttributeError):
        said = json.loads(attempt.report or "{}").get("versions") if attempt else None
        if isinstance(said, dict) and said:
            return tuple(Origin(name, str(version)) for name, version in sorted(said.items()))
    found = read_json(folder / "versions.json")
    return tuple(Origin(name, str(version)) for name, version in sorted(found.items()))
