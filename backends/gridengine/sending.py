"""How arrays are sent and tasks deleted: by the commands ``qsub`` and ``qdel``, or through DRMAA."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from parisana.errors import SiteError
from parisana.plugins.backend import Submission
from parisana.plugins.runner import LocalRunner, Runner

from .answers import no_answer, not_taken
from .attempts import ranges
from .drmaa_sender import DrmaaSender, library
from .settings import GridEngineSettings
from .submission import job_text, parse_submitted, submit_command

#: Words of one ``qdel``: command lines have an end.
WORDS = 500
#: What ``qdel`` says of each task: done, or that there is nothing to do.
_QUIET = re.compile(
    r".* has (registered|deleted|already).*|.*does(n't| not) exist.*|.*is already (in deletion|deleted).*|",
    re.IGNORECASE,
)


class Sender(Protocol):
    """What changes the queue."""

    def submit(self, submission: Submission) -> str:
        """Send one array and return its number."""

    def cancel(self, tasks: Mapping[str, Sequence[int]]) -> None:
        """Delete these tasks of these arrays."""


def sender(settings: GridEngineSettings, runner: Runner) -> Sender:
    """Return what the site file asks for; DRMAA is a library of this machine."""
    here = isinstance(runner, LocalRunner)
    if settings.interface == "drmaa" and not here:
        message = "DRMAA is a library of the submit host, which is reached through ssh."
        raise SiteError(message, hint="Choose 'interface: commands' in the site file.")
    if settings.interface == "drmaa" or (settings.interface == "auto" and here and library() is not None):
        return DrmaaSender(settings)
    return CommandSender(settings, runner)


class CommandSender:
    """Speaks by ``qsub`` and ``qdel``."""

    def __init__(self, settings: GridEngineSettings, runner: Runner) -> None:
        self.settings = settings
        self.runner = runner

    def submit(self, submission: Submission) -> str:
        """Send one array; whatever is in doubt is no answer."""
        command = submit_command(self.settings, submission)
        outcome = self.runner.run(command, stdin=job_text(submission))
        if outcome.code != 0:
            raise not_taken(self.settings, outcome)
        number = parse_submitted(outcome.stdout)
        if number is None:
            raise no_answer("qsub", outcome)
        return number

    def cancel(self, tasks: Mapping[str, Sequence[int]]) -> None:
        """Delete tasks; those that are gone are not spoken of."""
        for words in delete_words(tasks):
            outcome = self.runner.run(["qdel", *words])
            said = f"{outcome.stdout}\n{outcome.stderr}".splitlines()
            if not all(_QUIET.fullmatch(line.strip()) for line in said):
                raise no_answer("qdel", outcome)


def delete_words(tasks: Mapping[str, Sequence[int]]) -> Iterator[list[str]]:
    """Yield the words of each call."""
    words = [f"{number}.{part}" for number, rows in tasks.items() for part in ranges(rows)]
    for start in range(0, len(words), WORDS):
        yield words[start : start + WORDS]
