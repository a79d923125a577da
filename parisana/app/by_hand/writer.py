"""Write-script-only: a plan as a folder of scripts and tables that are submitted by hand.

The folder is a Working area like any other (``docs/architecture.md``), with ``manifest.json`` and ``submit.sh``
beside it. The manifest is written first and ``submit.sh`` last, so that a folder that was left half-written is
known as ours, cannot be submitted, and is completed by writing again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from parisana.app.planning.prepared import Prepared
from parisana.app.planning.simulated import simulation_of
from parisana.app.planning.spreading import Known, spread_out
from parisana.app.recording.manifest import NAME, Call, Manifest, read_manifest
from parisana.app.recording.recorder import install, new_jobs
from parisana.app.sites.equipment import make_backend
from parisana.app.working.scripts import program_digest
from parisana.app.working.working import BEATS, Working, in_words, write_once
from parisana.core.jobs.resources import neediest
from parisana.core.plans.plan import PlannedJob, digest_of
from parisana.core.texts.shell import assign, quote
from parisana.core.texts.table import Row, format_table
from parisana.errors import InputError
from parisana.plugins.backend import Backend

SUBMIT = "submit.sh"


@dataclass(frozen=True, slots=True)
class Written:
    """A folder that is ready to be submitted by hand."""

    folder: Path
    manifest: Manifest

    @property
    def submit(self) -> Path:
        """The script that submits everything."""
        return self.folder / SUBMIT


def write(prepared: Prepared, folder: Path, known: Known = lambda keys: {}) -> Written:
    """Write a plan into a folder of its own; ``known`` are the places that outputs have already."""
    place = folder.expanduser().resolve()
    _refuse_other(place, prepared.plan.digest)
    prepared = _placed(prepared, place, known)
    backend = make_backend(prepared.site, prepared.profile)
    calls = tuple(_calls(prepared, place, backend))
    ready = replace(prepared, scripts=_with_directives(prepared, calls, backend))
    manifest = _manifest(ready, place, calls)
    working = Working(place)
    write_once(place / NAME, manifest.text())
    install(ready, working)
    for call in calls:
        write_once(working.table(call.tag), format_table(_rows(ready, working, call)))
    write_once(place / SUBMIT, _submit_script(manifest, backend))
    return Written(place, manifest)


def _refuse_other(folder: Path, digest: str) -> None:
    """Refuse a folder that holds something else."""
    if folder.exists() and not folder.is_dir():
        raise InputError("This is a file, not a folder.", file=str(folder), hint="Choose another name.")
    if (folder / NAME).exists():
        found = read_manifest(folder).digest
        if found != digest:
            message = f"This folder holds another plan ({found[:12]}), and the plan is now {digest[:12]}."
            raise InputError(message, file=str(folder), hint="Choose another folder; this one may be in use.")
        return
    with in_words(folder):
        if folder.is_dir() and any(folder.iterdir()):
            hint = "Choose a folder that is empty, or not there yet."
            raise InputError("This folder holds other files.", file=str(folder), hint=hint)


def _placed(prepared: Prepared, folder: Path, known: Known) -> Prepared:
    """Return the plan with a place for each output; when the folder is written again, they stay where they were."""
    written = {job.key: job.output for job in read_manifest(folder).jobs} if (folder / NAME).exists() else {}
    plan = spread_out(lambda keys: {**known(keys), **written}, prepared.site, prepared.plan)
    return replace(prepared, plan=plan)


def _calls(prepared: Prepared, folder: Path, backend: Backend) -> Iterator[Call]:
    """Yield one call a stage, or several where the batch system takes fewer rows at once."""
    short = digest_of(f"{prepared.plan.digest}\0{folder}")[:8]
    size = backend.limits.rows_per_submission
    tag_of: dict[int, str] = {}
    for stage in prepared.plan.stages:
        jobs = [job for job in prepared.plan.jobs if job.stage == stage.name and not job.done]
        for piece, start in enumerate(range(0, len(jobs), size), 1):
            part = jobs[start : start + size]
            tag = f"w{short}-{stage.name}" + (f"-P{piece}" if piece > 1 else "")
            tag_of |= {job.number: tag for job in part}
            after = {tag_of[entry.job]: None for job in part for entry in job.inputs if entry.job in tag_of}
            yield Call(
                tag,
                stage.name,
                tuple(job.number for job in part),
                neediest([job.resources for job in part]),
                tuple(after),
            )


def _with_directives(prepared: Prepared, calls: Sequence[Call], backend: Backend) -> dict[str, str]:
    """Return the scripts, each with the batch system's own lines below its first; all parts of a stage have one."""
    scripts = dict(prepared.scripts)
    for stage in {call.stage for call in calls}:
        parts = [call for call in calls if call.stage == stage]
        lines = backend.directives(neediest([call.resources for call in parts]), parts[0].tag, len(parts[0].jobs))
        first, _, rest = prepared.scripts[stage].partition("\n")
        scripts[stage] = "\n".join([first, *lines, rest])
    return scripts


def _manifest(prepared: Prepared, folder: Path, calls: tuple[Call, ...]) -> Manifest:
    plan = prepared.plan
    return Manifest(
        digest=plan.digest,
        name=plan.name,
        profile=prepared.profile.name,
        suite=prepared.suite.name,
        site=prepared.site.name,
        folder=str(folder),
        program=program_digest(dict(prepared.scripts), prepared.payload),
        stages=tuple((stage.name, stage.title) for stage in plan.stages),
        calls=calls,
        jobs=tuple(new_jobs(prepared)),
        simulation=simulation_of(prepared),
    )


def _rows(prepared: Prepared, working: Working, call: Call) -> Iterator[Row]:
    wanted = set(call.jobs)
    names = {stage.name: stage.parameters_name for stage in prepared.plan.stages}
    parameters = working.parameters(names[call.stage]).as_posix()
    for job in prepared.plan.jobs:
        if job.number in wanted:
            yield row_of(job, parameters)


def row_of(job: PlannedJob, parameters: str) -> Row:
    """Return the row of a planned job, with the path of its stage's parameters."""
    inputs = tuple((entry.name, entry.path) for entry in job.inputs)
    return Row(job.key, job.stage, job.unit, job.runs, parameters, job.output, inputs)


def _submit_script(manifest: Manifest, backend: Backend) -> str:
    """Return ``submit.sh``, from the shipped frame."""
    frame = (resources.files("parisana.resources") / "templates" / "by_hand" / SUBMIT).read_text("utf-8")
    settings = {"PROGRAM": f"program/{manifest.program}", "FIRST": _first(manifest), "BEATS": f"{BEATS:.0f}"}
    blocks = {
        "#@settings": "\n".join(assign(name, value) for name, value in settings.items()),
        "#@submit_function": backend.submit_function().rstrip("\n"),
        "#@stages": "\n".join(f"    send {_call_words(call)}" for call in manifest.calls),
    }
    return "\n".join(blocks.get(line.strip(), line) for line in frame.splitlines()) + "\n"


def _first(manifest: Manifest) -> str:
    return manifest.calls[0].tag if manifest.calls else ""


def _call_words(call: Call) -> str:
    words = (call.stage, call.tag, len(call.jobs), call.resources.memory_mb, *call.after)
    return " ".join(quote(str(word)) for word in words)
