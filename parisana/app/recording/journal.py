"""The journal of one production: what was seen while the bookkeeping was away, safe on this machine's disk until then.

Each line is an observation. Whoever hands the lines in takes the file away first, so that what is noted meanwhile goes
into a new one; what a program left that died over it is handed in by the next, and counts once all the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from parisana.app.ground import places
from parisana.bookkeeping.values.entries import Observation
from parisana.core.jobs.states import JobState
from parisana.core.plans.plan import digest_of
from parisana.errors import StorageError


class Journal:
    """Where observations wait."""

    def __init__(self, book: str, production: int) -> None:
        """Take the name of the bookkeeping: productions of two have the same numbers."""
        self._folder = places.home() / "journal" / digest_of(book)[:16]
        self._file = self._folder / f"production-{production:06d}.jsonl"

    def note(self, seen: Iterable[Observation]) -> None:
        """Add lines, and wait until the disk has them."""
        text = "".join(json.dumps(each) + "\n" for each in seen)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with open(self._file, "a", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            message = f"What is seen while the bookkeeping is away cannot be kept: {error.strerror}."
            raise StorageError(message, hint="Make room there.", file=str(self._file)) from error

    def taken(self) -> Iterator[tuple[Path, list[Observation]]]:
        """Yield each file that waits, with its lines; whoever has handed them in removes it."""
        if not self._folder.is_dir():
            return
        if self._file.exists():
            self._file.rename(self._file.with_suffix(f".{os.getpid()}.{os.urandom(4).hex()}"))
        for path in sorted(self._folder.glob(f"{self._file.stem}.*.*")):
            yield path, list(_lines(path.read_text(encoding="utf-8")))


def _lines(text: str) -> Iterator[Observation]:
    """Yield what is whole: the last line may have been cut by a death."""
    for line in text.splitlines():
        try:
            attempt, source, at, state, reason, epoch = json.loads(line)
            yield Observation(int(attempt), str(source), float(at), JobState(state), str(reason), int(epoch))
        except (ValueError, TypeError):
            continue
