"""Inputs that the batch system itself brings to a job: which files, and where the job's script looks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parisana.app.planning.input_files import files_made
from parisana.app.recording.drive import Drive
from parisana.app.working.committed import LIST
from parisana.bookkeeping.values.records import InputRecord, JobRecord
from parisana.plugins.backend import Backend

#: In the Working area that travels with a job; ``resources/templates/input_brought.sh`` knows it, too.
PLACE = "brought"


def inputs_brought(
    drive: Drive, tag: str, jobs: Sequence[JobRecord], inputs: Mapping[int, Sequence[InputRecord]]
) -> dict[str, str]:
    """Return place -> URL of each file that the system brings; all other inputs are the job's own to fetch."""
    wanted = {
        f"{PLACE}/{tag}.{row}/{index}": entry
        for row, job in enumerate(jobs, 1)
        for index, entry in enumerate(inputs.get(job.id, ()))
        if drive.backend.brings(entry.path)
    }
    made = files_made(drive.book, {each.input_job_id for each in wanted.values() if each.input_job_id is not None})
    found: dict[str, str] = {}
    for place, entry in wanted.items():
        found |= _files(drive.backend, place, entry.path.rstrip("/"), made.get(entry.input_job_id or 0, ()))
    return found


def _files(backend: Backend, place: str, folder: str, urls: Sequence[str]) -> dict[str, str]:
    """Return the files of one input, with their list; nothing when the system could not bring all of them."""
    if not urls or not all(url.startswith(f"{folder}/") and backend.brings(url) for url in urls):
        return {}
    name = folder.rpartition("/")[2]
    return {f"{place}/{name}{url.removeprefix(folder)}": url for url in (*urls, f"{folder}/{LIST}")}
