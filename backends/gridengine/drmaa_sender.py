"""Sending through DRMAA: requests to a helper process, and what its answers mean."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from parisana.errors import NoAnswer, SiteError
from parisana.plugins.backend import Submission

from .answers import reached, refusal
from .drmaa_session import DrmaaSession
from .settings import GridEngineSettings
from .submission import job_text, submit_options

#: Where packages put the library, relative to ``$SGE_ROOT`` or the machine's root.
_PLACES = (
    "lib/lx-amd64/libdrmaa.so",
    "lib/lx-amd64/libdrmaa.so.1.0",
    "/usr/lib/gridengine-drmaa/lib/libdrmaa.so.1.0",
    "/usr/lib64/libdrmaa.so",
)
#: Tasks of one request to delete.
CHUNK = 1000


def library() -> Path | None:
    """Return the DRMAA library of this machine, if it and its Python package are there."""
    if find_spec("drmaa") is None:
        return None
    named = os.environ.get("DRMAA_LIBRARY_PATH")
    root = Path(os.environ.get("SGE_ROOT", "/"))
    places = [Path(named)] if named else [root / place for place in _PLACES]
    return next((place for place in places if place.is_file()), None)


class DrmaaSender:
    """Speaks through the one session of a helper process; it is started when it is first needed."""

    def __init__(self, settings: GridEngineSettings) -> None:
        self.settings = settings
        self.session = DrmaaSession()

    def submit(self, submission: Submission) -> str:
        """Send one array by ``runBulkJobs``."""
        options = submit_options(self.settings, submission.resources, submission.tag)
        answer = self._ask(do="submit", text=job_text(submission), options=["-b", "n", *options], rows=submission.rows)
        number = str(answer.get("number", ""))
        if not number.isdigit():
            raise NoAnswer("DRMAA gave no job number.")
        return number

    def cancel(self, tasks: Mapping[str, Sequence[int]]) -> None:
        """Terminate tasks; those that are gone are not spoken of."""
        for ids in _chunks([f"{number}.{row}" for number, rows in tasks.items() for row in rows]):
            self._ask(do="cancel", ids=ids)

    def _ask(self, **request: Any) -> dict[str, Any]:
        place = library()
        if place is None:
            hint = "Install the package gridengine-drmaa1.0 and: pip install 'parisana[drmaa]'; or use the commands."
            raise SiteError("There is no DRMAA library here.", hint=hint)
        answer = self.session.ask(place, request)
        said = str(answer.get("refused", ""))
        if said and reached(said):
            raise refusal(self.settings, said)
        if said or "silent" in answer:
            self.session.close()
            raise NoAnswer(f"DRMAA gave no answer that can be used: {said or answer['silent']}.")
        return answer


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
