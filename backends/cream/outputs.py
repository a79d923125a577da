"""What jobs said, fetched from their element, or from the sandbox server of the profile."""

from __future__ import annotations

from collections.abc import Sequence

from parisana.backends.grid.sandbox import OUTPUT
from parisana.plugins.files import Files

from .asking import Run, by_element
from .commands import copy_command, output_command
from .settings import CreamSettings

HERE = "gsiftp://localhost"


def destination(settings: CreamSettings, tag: str) -> str:
    """Return where a job leaves what it said."""
    if settings.use_sandbox_server and settings.sandbox_server:
        return f"{settings.sandbox_server.rstrip('/')}/{tag}"
    return HERE


def fetch(jobs: dict[str, str], folder: str, settings: CreamSettings, run: Run, files: Files) -> dict[str, str]:
    """Return what these jobs (id -> tag) said; one of which nothing came is left out."""
    files.make_folders(folder)
    places = {job: f"{folder}/{folder_of(job)}" for job in jobs}
    if destination(settings, "") == HERE:
        _from_elements(list(jobs), folder, run)
    else:
        _from_server(jobs, places, settings, run, files)
    found = files.read_many(folder, [f"{folder_of(job)}/{OUTPUT}" for job in jobs])
    files.remove(*places.values())
    said = {job: found.get(f"{folder_of(job)}/{OUTPUT}") for job in jobs}
    return {job: data.decode("utf-8", "replace") for job, data in said.items() if data is not None}


def folder_of(job: str) -> str:
    """Return the folder that the tool makes of a job's id."""
    return job.removeprefix("https://").replace("/", "_").replace(":", "_")


def _from_elements(jobs: Sequence[str], folder: str, run: Run) -> None:
    """Fetch by the element's own tool, whose exit code says nothing: what came is seen in the folder."""
    for chunk in by_element(jobs):
        run(output_command(folder, chunk))


def _from_server(jobs: dict[str, str], places: dict[str, str], settings: CreamSettings, run: Run, files: Files) -> None:
    files.make_folders(*places.values())
    for job, tag in jobs.items():
        run(copy_command(f"{destination(settings, tag)}/{OUTPUT}", f"{places[job]}/{OUTPUT}"))
