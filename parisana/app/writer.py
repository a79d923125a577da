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

from parisana.app.manifest import NAME, Call, Manifest, read_manifest
from parisana.app.prepare import Prepared, make_backend
from parisana.app.recorder import install, new_jobs
from parisana.app.scripts import program_digest
from parisana.app.working import Working, in_words, write_once
from parisana.core.plan import PlannedJob, digest_of
from parisana.core.resources import Resources
from parisana.core.shell import assign, quote
from parisana.core.table import Row, format_table
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


def write(prepared: Prepared, folder: Path) -> Written:
    """Write a plan into a folder of its own."""
    place = folder.expanduser().resolve()
    _refuse_other(place, prepared.plan.digest)
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


def _calls(prepared: Prepared, folder: Path, backend: Backend) -> Iterator[Call]:
    """Yield one call a stage, or several where the batch system takes fewer rows at once."""
    short = digest_of(f"{prepared.plan.digest}\0{folder}")[:8]
    size = backend.limits.rows_per_submission
    tag_of: dict[int, str] = {}
    for stage in prepared.plan.stages:
        jobs = [job for job in prepared.plan.jobs if job.stage == stage.name and not job.done]
        for piece, start in enumerate(range(0, len(jobs), size), 1):
            part = jobs[start : start + size]
            tag = f"w{short}-{stage.name}" + (f"-part{piece}" if piece > 1 else "")
            tag_of |= {job.number: tag for job in part}
            after = {tag_of[entry.job]: None for job in part for entry in job.inputs if entry.job in tag_of}
            yield Call(tag, stage.name, tuple(job.number for job in part), _most(part), tuple(after))


def _most(jobs: Sequence[PlannedJob]) -> Resources:
    """Return what the neediest job needs: all rows of a call are sent with it."""
    needs = [job.resources for job in jobs]
    return Resources(
        max(each.memory_mb for each in needs),
        max(each.time_s for each in needs),
        max(each.disk_mb for each in needs),
        max(each.cores for each in needs),
    )


def _with_directives(prepared: Prepared, calls: Sequence[Call], backend: Backend) -> dict[str, str]:
    """Return the scripts, each with the batch system's own lines below its first."""
    scripts = dict(prepared.scripts)
    for call in reversed(calls):
        lines = backend.directives(call.resources, call.tag, len(call.jobs))
        first, _, rest = prepared.scripts[call.stage].partition("\n")
        scripts[call.stage] = "\n".join([first, *lines, rest])
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
    )


def _rows(prepared: Prepared, working: Working, call: Call) -> Iterator[Row]:
    wanted = set(call.jobs)
    names = {stage.name: stage.parameters_name for stage in prepared.plan.stages}
    parameters = working.parameters(names[call.stage]).as_posix()
    for job in prepared.plan.jobs:
        if job.number in wanted:
            inputs = tuple((entry.name, entry.path) for entry in job.inputs)
            yield Row(job.key, job.stage, job.unit, job.runs, parameters, job.output, inputs)


def _submit_script(manifest: Manifest, backend: Backend) -> str:
    """Return ``submit.sh``, from the shipped frame."""
    frame = (resources.files("parisana.resources") / "templates" / "by_hand" / SUBMIT).read_text("utf-8")
    settings = [assign("PROGRAM", f"program/{manifest.program}"), assign("FIRST", _first(manifest))]
    blocks = {
        "#@settings": "\n".join(settings),
        "#@submit_function": backend.submit_function().rstrip("\n"),
        "#@stages": "\n".join(f"    send {_call_words(call)}" for call in manifest.calls),
    }
    return "\n".join(blocks.get(line.strip(), line) for line in frame.splitlines()) + "\n"


def _first(manifest: Manifest) -> str:
    return manifest.calls[0].tag if manifest.calls else ""


def _call_words(call: Call) -> str:
    words = (call.stage, call.tag, len(call.jobs), call.resources.memory_mb, *call.after)
    return " ".join(quote(str(word)) for word in words)
