"""What jobs left, fetched from their elements; it counts only when the command that fetched it ended well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from parisana.backends.grid.sandbox import OUTPUT
from parisana.errors import SiteError
from parisana.plugins.files import Files
from parisana.plugins.runner import Outcome

from .ads import Ad
from .answers import UNREACHED
from .asking import chunks
from .commands import LONG_PATIENCE, transfer_command
from .names import Attempt, by_endpoint

Run = Callable[[Sequence[str], float], Outcome]


def fetch(completed: Mapping[Attempt, Ad], run: Run, files: Files) -> dict[Attempt, str]:
    """Return what these jobs said; the element keeps it until the end is recorded. What did not come is left out."""
    said: dict[Attempt, str] = {}
    for named in by_endpoint(completed).values():
        for chunk in chunks(named):
            said |= _read({each: completed[each] for each in _arrived(chunk, run)}, files)
    return said


def _arrived(attempts: Sequence[Attempt], run: Run) -> list[Attempt]:
    """Return those that were fetched: all at once, or, where one of them is in the way, one by one."""
    try:
        outcome = run(transfer_command(attempts[0].endpoint, attempts), LONG_PATIENCE)
    except SiteError:
        return []
    if outcome.code == 0:
        return list(attempts)
    if len(attempts) == 1 or UNREACHED.search(outcome.stderr):
        return []
    return [each for attempt in attempts for each in _arrived([attempt], run)]


def _read(arrived: Mapping[Attempt, Ad], files: Files) -> dict[Attempt, str]:
    """Read the files from the folders of their rows, and take them away."""
    folders: dict[str, list[Attempt]] = defaultdict(list)
    for attempt, ad in arrived.items():
        folders[ad.folder].append(attempt)
    said: dict[Attempt, str] = {}
    for folder, attempts in folders.items():
        names = {attempt: f"{attempt.proc + 1}/{OUTPUT}" for attempt in attempts}
        found = files.read_many(folder, list(names.values()))
        texts = {attempt: found.get(name) for attempt, name in names.items()}
        said |= {attempt: data.decode("utf-8", "replace") for attempt, data in texts.items() if data is not None}
        files.remove(*(f"{folder}/{name}" for name in names.values()))
    return said
