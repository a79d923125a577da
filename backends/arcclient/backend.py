"""Jobs on ARC computing elements by the commands of ARC's client, here or on a submit host."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from parisana.backends.arc.backend import ArcBackend
from parisana.backends.arc.names import SEPARATOR, by_service
from parisana.backends.arc.settings import ArcSettings
from parisana.backends.arc.xrsl import CLIENT, job_description
from parisana.backends.grid.limits import fits
from parisana.core.jobs.states import Answer
from parisana.errors import NoAnswer
from parisana.plugins.backend import Found, Submission
from parisana.plugins.held import Held, proxy_of
from parisana.plugins.runner import Outcome, Runner

from .answers import Unsent
from .commands import PATIENCE
from .service import ClientService


class ArcClientBackend(ArcBackend):
    """The same as over REST, asked otherwise: what was sent in one way is followed in the other."""

    name: ClassVar[str] = "arcclient"
    title: ClassVar[str] = "ARC by its client"
    shows: ClassVar[str] = "proxy"
    only_here: ClassVar[str] = ""

    def __init__(self, settings: ArcSettings, runner: Runner) -> None:
        super().__init__(settings, runner)
        self._asked: dict[str, ClientService] = {}

    def submit(self, submission: Submission) -> str:
        """Send it; an element to which nothing could be sent leaves the job to the next one."""
        distribution = self._distribution
        path = self._written(submission)
        while True:
            service = self._speaking(distribution.choose(fits(self.settings.element_limits, submission)))
            try:
                job = service.submit(path)
            except (Unsent, NoAnswer) as error:
                distribution.put_aside(service.url)
                if isinstance(error, NoAnswer) or distribution.aside >= set(self._services):
                    raise
                continue
            distribution.took(service.url)
            return f"{service.url}{SEPARATOR}{job}"

    def find(self, tag: str) -> Found:
        """Look for the tag; while the files of any job are on their way, nobody knows."""
        found = super().find(tag)
        waits = found.answer is Answer.NO and any(service.awaits_files for service in self._asked.values())
        return Found(Answer.UNKNOWN) if waits else found

    def bring(self, attempts: Mapping[str, str], folder: str) -> Mapping[str, str]:
        """Fetch what jobs that are over said, many by one command."""
        brought: dict[str, str] = {}
        for url, jobs in by_service(self._over(attempts)).items():
            said = self._speaking(url).outputs(jobs, folder, self.runner.files)
            brought |= {f"{url}{SEPARATOR}{job}": text for job, text in said.items()}
        return brought

    def held(self) -> Held | None:
        """Return the proxy that the commands use."""
        return proxy_of(self.runner, self.environment)

    def call_in_words(self, submission: Submission) -> str:
        """Return the command that is given."""
        url = next(iter(self.settings.services), "SERVICE")
        return shlex.join(["arcsub", "-T", "emies", "-C", url, "-f", f"{submission.tag}.sandbox/job.xrsl"])

    @property
    def _hands_over(self) -> bool:
        """Say no: the client itself hands the proxy over with each job."""
        return False

    def _speaking(self, url: str) -> ClientService:
        if url not in self._asked:
            self._asked[url] = ClientService(self._run, url)
        return self._asked[url]

    def _written(self, submission: Submission) -> str:
        """Write the description; what starts a job travels last, so that it tells that all is there."""
        start, *others = self._packed(submission)
        path = f"{os.path.dirname(start)}/job.xrsl"
        inputs = {os.path.basename(each): each for each in (*others, start)}
        description = self._described(partial(job_description, unit_s=CLIENT), submission, inputs)
        self.runner.files.write(path, f"{description}\n".encode("utf-8", "surrogateescape"))
        return path

    def _run(self, command: Sequence[str]) -> Outcome:
        return self.runner.run(command, timeout=PATIENCE)
