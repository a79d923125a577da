"""Jobs on ARC computing elements, by their REST interface: one job a submission, one question a service for all."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from parisana.backends.grid.distribution import Distribution
from parisana.backends.grid.limits import fits
from parisana.backends.grid.sandbox import OUTPUT, START, pack
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer
from parisana.core.sites.shares import Candidate, own_weights, weighted
from parisana.errors import InputError, NoAnswer, ParisanaError, SiteError
from parisana.plugins.backend import Backend, Element, Ending, Found, Limits, Living, Submission
from parisana.plugins.held import Held, proxy_here, token_here, usable
from parisana.plugins.runner import Runner

from . import staging
from .adl import activity_description
from .answers import LIVING, OVER, ending_of
from .by_hand import functions
from .job_proxies import JobProxies
from .names import SEPARATOR, by_service, job_of
from .service import Service
from .settings import ArcSettings
from .speaking import Speaking
from .wire import Wire
from .xrsl import job_description

#: A job in these states has not begun; it waits for its files, unless it was given up.
UNSTARTED = frozenset({"ACCEPTING", "ACCEPTED", "PREPARING", "KILLING", "KILLED"})
#: Seconds after which nobody is still sending a job's files.
ABANDONED = 60.0


class ArcBackend(Backend):
    """Submits to ARC services, asks them, and brings back what jobs said."""

    name: ClassVar[str] = "arc"
    title: ClassVar[str] = "ARC"
    carries: ClassVar[bool] = True
    shows: ClassVar[str] = "proxy or token"
    only_here: ClassVar[str] = "its services are asked from this machine, wherever they are."
    settings_class: ClassVar[type[ArcSettings]] = ArcSettings
    settings: ArcSettings
    limits = Limits(rows_per_submission=1, grace_s=120.0, poll_s=30.0)
    environment: Mapping[str, str] = os.environ
    """Where proxy and token are found."""

    def __init__(self, settings: ArcSettings, runner: Runner) -> None:
        super().__init__(settings, runner)
        self._states: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._unstarted: dict[str, float] = {}

    @classmethod
    def chosen_by(cls, settings: ArcSettings) -> type[Backend]:
        """Return what speaks to services over REST, or by commands."""
        from parisana.backends.arcclient import ArcClientBackend  # it is this backend, with another tongue

        return ArcClientBackend if settings.interface == "commands" else cls

    def submit(self, submission: Submission) -> str:
        """Register the job, and send what it needs; when that fails half-way the job is found again by its tag."""
        distribution = self._distribution
        carried = self._packed(submission)
        service = self._service(distribution.choose(fits(self.settings.element_limits, submission)))
        try:
            job = service.create(self._description(submission, carried, service))
            service.send(job, carried, self.runner.files)
        except NoAnswer:
            distribution.put_aside(service.url)
            raise
        distribution.took(service.url)
        return f"{service.url}{SEPARATOR}{job}"

    def find(self, tag: str) -> Found:
        """Look for the tag among the names of all jobs on every service; one that waits for its files is removed."""
        try:
            for url in self._services:
                service = self._speaking(url)
                for job, state in service.states().items():
                    if self._tag(service, job) == tag and state != "WIPED":
                        return self._adopted(service, job, state)
        except SiteError:
            return Found(Answer.UNKNOWN)
        return Found(Answer.NO)

    def attempt_id(self, native_id: str, row: int) -> str:
        """Return the job's id: there is one a submission."""
        return native_id

    def poll(self, native_ids: Sequence[str]) -> list[Living]:
        """Ask each service once for all of its jobs; those of a silent one keep the state that they have."""
        asked = by_service(native_ids)
        if self._hands_over:
            self._proxies.renew(asked, self._service)
        silent: list[NoAnswer] = []
        found: list[Living] = []
        for url, jobs in asked.items():
            try:
                states = self._speaking(url).states()
            except NoAnswer as error:
                silent.append(error)
                found += [Living(f"{url}{SEPARATOR}{job}", None) for job in jobs]
                continue
            self._states |= {f"{url}{SEPARATOR}{job}": states.get(job, "") for job in jobs}
            living = ((job, LIVING.get(states.get(job, ""))) for job in jobs)
            found += [Living(f"{url}{SEPARATOR}{job}", state) for job, state in living if state is not None]
        if silent and len(silent) == len(asked):
            raise silent[0]
        return found

    def endings(self, attempt_ids: Sequence[str]) -> list[Ending]:
        """Say how jobs ended."""
        return [self._ending(attempt) for attempt in self._over(attempt_ids)]

    def bring(self, attempts: Mapping[str, str], folder: str) -> Mapping[str, str]:
        """Fetch what jobs that are over said."""
        said = {each: self._of(each).output(job_of(each), OUTPUT) for each in self._over(attempts)}
        return {attempt: text for attempt, text in said.items() if text is not None}

    def dismiss(self, attempt_ids: Sequence[str]) -> None:
        """Let services forget jobs whose end is recorded; what they keep, they forget by themselves after a week."""
        with suppress(SiteError):
            for url, jobs in by_service(each for each in attempt_ids if self._states.get(each) in OVER).items():
                self._speaking(url).act("clean", jobs)
        for attempt in attempt_ids:
            self._states.pop(attempt, None)
            self._tags.pop(attempt, None)

    def cancel(self, attempt_ids: Sequence[str]) -> None:
        """Let jobs be killed; that takes a while."""
        self._learn(attempt_ids)
        for url, jobs in by_service(each for each in attempt_ids if self._states.get(each) in LIVING).items():
            self._speaking(url).act("kill", jobs)

    def held(self) -> Held | None:
        """Return what the services are shown; of both the token, unless it is over."""
        kinds = ("token", "proxy") if self.settings.credential is None else (self.settings.credential,)
        found = [held for kind in kinds if (held := self._of_kind(kind))]
        return usable(found, time.time())

    def _of_kind(self, kind: str) -> Held | None:
        if kind == "proxy":
            return proxy_here(self.environment)
        try:
            return token_here(self.environment, self.settings.oidc_account or "")
        except InputError:
            if self.settings.credential == "token":
                raise
            return None  # the proxy may still do

    def elements(self) -> list[Element]:
        """Ask each service how it is; a silent one is a row, too."""
        return [self._element(url, share) for url, share in self._distribution.shares.items()]

    def call_in_words(self, submission: Submission) -> str:
        """Return what is asked of the service."""
        url = next(iter(self.settings.services), "SERVICE")
        return f"POST {url}/rest/1.0/jobs?action=new  # then {submission.tag}.sandbox"

    def directives(self, resources: Resources, name: str, rows: int) -> list[str]:
        """Return nothing: what a job of the Grid needs stands in its description."""
        return []

    def submit_function(self) -> str:
        """Return the functions for ``submit.sh``."""
        return functions(self.settings)

    @cached_property
    def _wire(self) -> Wire:
        return Wire(self.settings.ca, self.environment, self.settings.credential, self.settings.oidc_account)

    @cached_property
    def _distribution(self) -> Distribution:
        return Distribution(
            weighted((Candidate(url, 0.0) for url in self._services), own_weights(self.settings.weights))
        )

    @property
    def _services(self) -> tuple[str, ...]:
        if not self.settings.services:
            hint = "Write them as https://HOST/arex on the batch page."
            raise InputError("No ARC service is chosen.", field="settings.services", hint=hint)
        return tuple(url.rstrip("/") for url in self.settings.services)

    def _service(self, url: str) -> Service:
        return Service(self._wire, url)

    def _speaking(self, url: str) -> Speaking:
        return self._service(url)

    def _of(self, attempt: str) -> Service:
        return self._service(attempt.rpartition(SEPARATOR)[0])

    @cached_property
    def _proxies(self) -> JobProxies:
        return JobProxies(self.environment)

    @property
    def _hands_over(self) -> bool:
        return self.settings.proxy_for_jobs and self.settings.credential != "token"

    def brings(self, url: str) -> bool:
        """Say what the settings leave to the element."""
        return staging.brings(self.settings, url)

    def _packed(self, submission: Submission) -> tuple[str, ...]:
        """Write what travels with a job, which is told what the element takes away from it."""
        environment = {**submission.environment, **staging.told(self.settings)}
        return pack(replace(submission, environment=environment), self.runner.files)

    def _description(self, submission: Submission, carried: Sequence[str], service: Service) -> str:
        delegation = self._proxies.name(service) if self._hands_over else ""
        asked = self._proxies.runtimes(service) if delegation else ()
        names = dict.fromkeys(map(os.path.basename, carried), "")
        describe = activity_description if self.settings.language == "adl" else job_description
        return self._described(describe, submission, names, delegation, asked)

    def _described(
        self,
        describe: Callable[..., str],
        submission: Submission,
        inputs: Mapping[str, str],
        delegation: str = "",
        asked: Sequence[str] = (),
    ) -> str:
        return describe(
            name=submission.tag,
            executable=START,
            inputs={**inputs, **{f"work/{place}": staging.spelled(url) for place, url in submission.brought.items()}},
            outputs=[OUTPUT, *staging.outputs(self.settings)],
            needs=submission.resources,
            queue=self.settings.queue,
            delegation=delegation,
            runtimes=tuple(dict.fromkeys((*self.settings.runtimes, *asked))),
        )

    def _tag(self, service: Speaking, job: str) -> str:
        attempt = f"{service.url}{SEPARATOR}{job}"
        if not self._tags.get(attempt):
            self._tags[attempt] = service.name(job)
        return self._tags[attempt]

    def _adopted(self, service: Speaking, job: str, state: str) -> Found:
        """Take a job as found, unless it is over because we gave it up, or waits for files that nobody sends."""
        if state not in UNSTARTED or (not state.startswith("KILL") and service.has_its_files(job)):
            return Found(Answer.YES, f"{service.url}{SEPARATOR}{job}")
        since = self._unstarted.setdefault(job, time.monotonic())
        if state == "KILLED":
            return Found(Answer.NO)
        if time.monotonic() - since > ABANDONED:
            service.act("kill", [job])
        return Found(Answer.UNKNOWN)

    def _learn(self, attempts: Iterable[str]) -> None:
        """Ask for the jobs of which it is not known that they are over."""
        for url, jobs in by_service(each for each in attempts if self._states.get(each) not in OVER).items():
            states = self._speaking(url).states()
            self._states |= {f"{url}{SEPARATOR}{job}": states.get(job, "") for job in jobs}

    def _over(self, attempts: Iterable[str]) -> list[str]:
        """Return those of which the services say that they are over."""
        known = list(attempts)
        self._learn(known)
        return [attempt for attempt in known if self._states.get(attempt) in OVER]

    def _ending(self, attempt: str) -> Ending:
        url = attempt.rpartition(SEPARATOR)[0]
        service, job, state = self._speaking(url), job_of(attempt), self._states[attempt]
        said = service.why(job) if state != "FINISHED" else ""
        return ending_of(attempt, state, said, self._tag(service, job))

    def _element(self, url: str, share: float) -> Element:
        try:
            return self._speaking(url).element(share)
        except ParisanaError as error:
            return Element(url, error.message, in_use=share > 0, priority=share)
