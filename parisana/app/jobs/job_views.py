"""Views of the table of jobs that a user keeps: by a name, what is shown, in which order and columns.

They belong to no production. The file ``job-views.json`` lies beside the database; window and command line share it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from parisana.app.ground import library
from parisana.bookkeeping.values.views import JobQuery, JobSort
from parisana.core.jobs.states import Failure, JobState
from parisana.core.measures.between import Stretch, between
from parisana.core.texts.document import Wrong
from parisana.errors import InputError

#: Changed within a stretch of time: its beginning moves on by so many seconds at a time.
STEP = 60.0


@dataclass(frozen=True, slots=True)
class JobView:
    """What the table shows; of no states, and of no columns, the usual ones are meant."""

    name: str = ""
    states: tuple[JobState, ...] = ()
    stage: str = ""
    site: str = ""
    failure: Failure | None = None
    text: str = ""
    within: float | None = None
    """Changed in the last so many seconds."""
    between: str = ""
    """Changed then: a day, or two times, as ``core/measures/between.py`` reads them."""
    longer: float | None = None
    shorter: float | None = None
    sort: JobSort = JobSort.STATE
    descending: bool = False
    columns: tuple[tuple[JobSort, int], ...] = ()
    """From the left, by what they sort, each with its width."""

    def query(self, production: int, now: float, others: tuple[int, ...] = ()) -> JobQuery:
        """Return what is asked of a production, and of others beside it."""
        since, until = self.times(now)
        return JobQuery(
            production, self.states, self.stage or None, self.failure, self.text, self.sort, self.descending,
            others=others, site=self.site or None, since=since, until=until, longer=self.longer, shorter=self.shorter,
        )  # fmt: skip

    def times(self, now: float) -> Stretch:
        """Return since when and until when a job has changed: both wishes hold."""
        lately = None if self.within is None else (now - self.within) // STEP * STEP
        try:
            since, until = between(self.between) if self.between else (None, None)
        except Wrong as error:
            raise InputError(error.message, hint=error.hint) from error
        return max((each for each in (lately, since) if each is not None), default=None), until


_VIEWS = TypeAdapter(list[JobView])


class JobViews:
    """The views of a user, in one file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def all(self) -> list[JobView]:
        """Return them by name; a file that cannot be read is said, and never overwritten."""
        try:
            text = self.file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"The saved views in {self.file} cannot be read: {error}.") from error
        try:
            return sorted(_VIEWS.validate_json(text), key=lambda view: view.name.lower())
        except ValidationError as error:
            found = error.errors()[0]
            where = ".".join(map(str, found["loc"]))
            sentence = f"The saved views in {self.file} cannot be understood: {where}: {found['msg']}."
            raise InputError(sentence, hint="Mend the file, or move it away.") from error

    def view(self, name: str) -> JobView:
        """Return one; a name that is not there is the user's mistake."""
        there = {view.name: view for view in self.all()}
        if name not in there:
            hint = f"There are: {', '.join(there)}." if there else "The window saves them, and --save-view does."
            raise InputError(f"There is no saved view {name!r}.", hint=hint)
        return there[name]

    def save(self, view: JobView) -> None:
        """Keep a view under its name, in place of one that has the same."""
        if not view.name.strip():
            raise InputError("A saved view needs a name.")
        self._write([*(each for each in self.all() if each.name != view.name), view])

    def remove(self, name: str) -> None:
        """Forget one."""
        gone = self.view(name)
        self._write([each for each in self.all() if each != gone])

    def _write(self, views: list[JobView]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        plain = _VIEWS.dump_python(views, mode="json", exclude_defaults=True)
        library.save(self.file, json.dumps(plain, indent=1, ensure_ascii=False) + "\n")
