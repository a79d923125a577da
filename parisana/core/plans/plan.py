"""What a profile comes to: jobs with keys, in order, and one digest over all of it.

A job's *key* says what its output is: stage, suite and release, the parameters that change the output,
its runs, and the keys of its inputs. Two jobs with one key make the same thing, wherever and whenever
they run; "already computed", resume, extend, adopt and provenance all compare keys.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parisana.core.jobs.resources import Resources
from parisana.core.texts.words import counted

#: How much of a key stands in the name of an output folder.
SHORT = 12


@dataclass(frozen=True, slots=True)
class PlannedInput:
    """One input of a job: the output folder of another job, or something from outside."""

    name: str
    path: str
    job: int | None
    """Number of the job that makes it; ``None`` for what is there already."""
    declared: bool = False
    """The job waits until somebody has declared it ready."""


@dataclass(frozen=True, slots=True)
class PlannedJob:
    """One job as it will be recorded and sent."""

    number: int
    key: str
    stage: str
    unit: str
    runs: tuple[int, ...]
    inputs: tuple[PlannedInput, ...]
    output: str
    resources: Resources
    done: bool = False
    """Its output is recorded already: nothing is computed."""
    row: int = 0
    """Number of the row that it belongs to, in a Monte-Carlo production; its run is then its seed."""


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """One stage of a plan: its script, its parameters, and how many jobs it has."""

    name: str
    title: str
    script: str
    parameters: str
    """Canonical JSON, as the payload reads it."""
    jobs: int
    to_do: int
    bytes_in: int = 0
    """What its jobs read from outside of the plan."""
    places: tuple[str, ...] = ()
    """Where its outputs may lie, if there are several places: each job's is chosen when it is recorded."""

    @property
    def parameters_name(self) -> str:
        """Return the file name of the parameters in the Working area: content-addressed."""
        return f"{self.name}-{digest_of(self.parameters)[:SHORT]}.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that would be sent."""

    name: str
    stages: tuple[PlannedStage, ...]
    jobs: tuple[PlannedJob, ...]
    bytes_in: int
    bytes_out: int
    digest: str

    def counts(self) -> dict[str, int]:
        """Return the number of jobs of each stage, in order."""
        counted = Counter(job.stage for job in self.jobs)
        return {stage.name: counted[stage.name] for stage in self.stages}


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def canonical(value: Any) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces."""
    return _ENCODER.encode(value)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


class JobKeys:
    """The keys of a stage's jobs; what they have in common is digested once."""

    def __init__(self, suite: str, release: str, stage: str, parameters: Mapping[str, Any]) -> None:
        common = canonical([suite, release, stage, dict(parameters)])
        self._common = hashlib.sha256(f"{common[:-1]},".encode())

    def key(self, runs: Sequence[int], inputs: Iterable[tuple[str, str]]) -> str:
        """Return the key of a job; ``inputs`` are names with the keys (or identities) of what they hold."""
        own = self._common.copy()
        own.update(f"{canonical(list(runs))},{canonical(list(inputs))}]".encode())
        return own.hexdigest()


def plan_digest(stages: Iterable[PlannedStage], jobs: Iterable[PlannedJob]) -> str:
    """Return the digest of a plan: scripts, parameters and every job with its place and its needs.

    Outputs that are spread over several places count as if they all lay in the first: free space changes by itself.
    """
    total = hashlib.sha256()
    for stage in stages:
        parts = [stage.name, digest_of(stage.script), digest_of(stage.parameters), *stage.places]
        total.update(canonical(parts).encode("utf-8", "surrogateescape"))
    for job in jobs:
        needs = job.resources
        line = (job.number, job.key, job.output, needs.memory_mb, needs.time_s, needs.disk_mb, needs.cores, job.done)
        total.update(repr(line).encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def differences(old: Plan, new: Plan) -> list[str]:
    """Say in words how two plans differ, for a submission that was refused."""
    lines = []
    before, after = old.counts(), new.counts()
    for stage in dict.fromkeys([*before, *after]):
        if before.get(stage, 0) != after.get(stage, 0):
            then = counted(before.get(stage, 0), "1 job", "{0} jobs")
            lines.append(f"{stage}: {then} then, {after.get(stage, 0)} now")
    keys = {job.key for job in old.jobs}
    fresh = sum(job.key not in keys for job in new.jobs)
    if fresh:
        lines.append(
            f"{counted(fresh, '1 job', '{0} jobs')} would compute something else (parameters or inputs changed)"
        )
    return lines or ["the same jobs, but other scripts, places or resources"]
