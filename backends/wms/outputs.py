"""What jobs said, fetched from the WMS; of those that never ran, its log is what there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from parisana.backends.grid.sandbox import OUTPUT
from parisana.plugins.files import Files
from parisana.plugins.runner import Outcome

from .answers import parse_logged
from .asking import chunks
from .commands import LONG_PATIENCE, PATIENCE, logging_command, output_command

Run = Callable[[Sequence[str], float], Outcome]
LOG = "The job did not come to its end, and left nothing. The WMS says what happened to it:\n\n{}\n"


def fetch(jobs: Sequence[str], folder: str, run: Run, files: Files) -> dict[str, str]:
    """Return what these jobs said; the WMS keeps it until the end is recorded. What did not come is left out."""
    said: dict[str, str] = {}
    for chunk in chunks(jobs):
        files.make_folders(folder)
        run(output_command(folder, chunk), LONG_PATIENCE)
        places = _places(chunk, folder, files)
        found = files.read_many(folder, [f"{place}/{OUTPUT}" for place in places.values()])
        texts = {job: found.get(f"{place}/{OUTPUT}") for job, place in places.items()}
        said |= {job: data.decode("utf-8", "replace") for job, data in texts.items() if data is not None}
        files.remove(*(f"{folder}/{place}" for place in places.values()))
    return said


def let_go(jobs: Sequence[str], folder: str, run: Run, files: Files) -> None:
    """Let the WMS forget jobs: it does so when their output is fetched for good."""
    for chunk in chunks(jobs):
        files.make_folders(folder)
        run(output_command(folder, chunk, forget=True), LONG_PATIENCE)
        files.remove(*(f"{folder}/{place}" for place in _places(chunk, folder, files).values()))


def logged(jobs: Sequence[str], run: Run) -> Mapping[str, str]:
    """Return what happened to jobs, as the WMS has it; what it does not tell now is left out."""
    found: dict[str, str] = {}
    for chunk in chunks(jobs):
        found |= parse_logged(run(logging_command(chunk), PATIENCE))
    return {job: LOG.format(text) for job, text in found.items() if text}


def _places(jobs: Sequence[str], folder: str, files: Files) -> dict[str, str]:
    """Return the folder of each job: somebody's name, an underscore, and the last part of the job's id."""
    names = [entry.name for entry in files.list(folder) or ()]
    unique = {job: job.rpartition("/")[2] for job in jobs}
    found = {job: [name for name in names if name.endswith(f"_{last}")] for job, last in unique.items()}
    return {job: places[0] for job, places in found.items() if places}
