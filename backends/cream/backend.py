"""Jobs sent straight to CREAM computing elements: one a call, since only then it is sure whose id is printed."""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import ClassVar

from parisana.backends.grid.delegations import stamp_of
from parisana.backends.grid.distribution import Distribution
from parisana.backends.grid.limits import fits
from parisana.backends.grid.sandbox import pack
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer
from parisana.core.sites.shares import own_weights, weighted
from parisana.errors import NoAnswer, SiteError
from parisana.plugins.backend import Backend, Element, Ending, Found, Limits, Living, NativeState, Submission
from parisana.plugins.held import Held, proxy_of
from parisana.plugins.runner import Outcome, Runner

from . import commands
from .answers import ElementBusy, Unstarted, own_words, parse_list, refused_jobs
from .asking import Asking, by_element, is_job
from .by_hand import functions
from .description import describe
from .elements import checked, endpoint_of, with_queues
from .outputs import fetch
from .renewal import Renewal
from .sending import Sending
from .service import candidates, published, rows
from .settings import CreamSettings
from .states import CANCELLABLE, LIVING, OVER, PENDING, ending_of, exit_code_is_late
from .strays import purge_abandoned, purge_unstarted

#: How long (s) an exit code may be on its way before it counts as lost.
EXIT_CODE_COMES = 300.0


class CreamBackend(Backend):
    """Submits to computing elements, asks them, and brings back what jobs said."""

    name: ClassVar[str] = "cream"
    title: ClassVar[str] = "Distributed Grid"
    carries: ClassVar[bool] = True
    shows: ClassVar[str] = "proxy"
    settings_class: ClassVar[type[CreamSettings]] = CreamSettings
    settings: CreamSettings
    limits = Limits(rows_per_submission=1, grace_s=300.0, poll_s=60.0)

    def __init__(self, settings: CreamSettings, runner: Runner) -> None:
        super().__init__(settings, runner)
        self._asking = Asking(self._run)
        self._sending = Sending(self._run, settings.use_proxy_delegation, stamp_of(runner))
        self._renewal = Renewal(self._run, stamp_of(runner))
        self._late: dict[str, float] = {}

    @classmethod
    def chosen_by(cls, settings: CreamSettings) -> type[Backend]:
        """Return what speaks to a WMS, when the elements are its to choose."""
        if not settings.use_wms:
            return cls
        from parisana.backends.wms import WmsBackend

        return WmsBackend

    def submit(self, submission: Submission) -> str:
        """Send it to the element that is next; one that takes none is put aside, and another one asked."""
        distribution = self._distribution
        carried = pack(submission, self.runner.files)
        description = describe(submission, carried, self.settings, self.runner.files)
        while True:
            element = distribution.choose(fits(self.settings.element_limits, submission))
            try:
                job = self._send(element, description, submission.tag)
            except ElementBusy:
                distribution.put_aside(element)
            except NoAnswer:
                distribution.put_aside(element)
                raise
            else:
                distribution.took(element)
                return job

    def find(self, tag: str) -> Found:
        """Look for the tag in the description of every job on every element; all of them must answer."""
        try:
            jobs = [
                job for endpoint in self._endpoints for job in parse_list(self._run(commands.list_command(endpoint)))
            ]
            here = [job for job, its in self._asking.tags(jobs).items() if its == tag]
            self._asking.ask(here)
            unstarted = [job for job in here if self._status(job) == "REGISTERED"]
            started = [job for job in here if job not in unstarted]
            gone = started or purge_abandoned(self._run, unstarted)
        except SiteError:
            return Found(Answer.UNKNOWN)
        if started:
            return Found(Answer.YES, started[0])
        return Found(Answer.NO if gone else Answer.UNKNOWN)

    def attempt_id(self, native_id: str, row: int) -> str:
        """Return the job's id: there is one a submission."""
        return native_id

    def poll(self, native_ids: Sequence[str]) -> list[Living]:
        """Ask each element for its jobs; those of a silent one keep the state that they have."""
        self._asking.ask_around(native_ids)
        living = list(self._living(native_ids))
        self._renewal.renew(each.native_id for each in living if each.state is not None)
        return living

    def endings(self, attempt_ids: Sequence[str]) -> list[Ending]:
        """Say how jobs ended; one whose exit code is on its way is left out for a while."""
        self._asking.ask(job for job in attempt_ids if not self._asking.settled(job))
        over = ((job, known) for job in attempt_ids if (known := self._asking.of(job)) and known.status in OVER)
        return [ending_of(job, known) for job, known in over if not (exit_code_is_late(known) and self._waits(job))]

    def bring(self, attempts: Mapping[str, str], folder: str) -> Mapping[str, str]:
        """Fetch what jobs that are over said; of an aborted one there is nothing."""
        over = {job: tag for job, tag in attempts.items() if self._status(job) in OVER - {"ABORTED"}}
        return fetch(over, folder, self.settings, self._run, self.runner.files) if over else {}

    def dismiss(self, attempt_ids: Sequence[str]) -> None:
        """Let elements forget jobs whose end is recorded; what they keep, they forget by themselves after days."""
        with suppress(SiteError):
            for jobs in by_element(job for job in attempt_ids if self._asking.over(job)):
                self._run(commands.purge_command(jobs))
        self._asking.forget(attempt_ids)
        for job in attempt_ids:
            self._late.pop(job, None)

    def cancel(self, attempt_ids: Sequence[str]) -> None:
        """Cancel what can be cancelled now; what cannot is asked for again, until nothing of it could still start."""
        self._asking.ask(attempt_ids)
        for jobs in by_element(job for job in attempt_ids if self._status(job) in CANCELLABLE):
            outcome = self._run(commands.cancel_command(jobs))
            if outcome.code != 0:
                raise NoAnswer(f"The element gives no answer: {own_words(outcome)}.")
            self._asking.ask(named := refused_jobs(outcome, jobs))
            if any(self._status(job) in CANCELLABLE for job in named):
                raise NoAnswer(f"The element does not cancel: {own_words(outcome)}.")
        if any(self._status(job) == PENDING for job in attempt_ids):
            raise NoAnswer("An element is handing jobs to its batch system, and cancels them only afterwards.")

    def held(self) -> Held | None:
        """Return the proxy that the commands show."""
        return proxy_of(self.runner)

    def elements(self) -> list[Element]:
        """Show the elements of the organisation, with the share of jobs that each one gets."""
        known = published(self.settings, self._run)
        queues = with_queues(checked(self.settings), lambda: [each.name for each in known])
        return rows(self.settings, queues, known, self._run)

    def call_in_words(self, submission: Submission) -> str:
        """Return the command that ``submit`` gives."""
        delegation = "DELEGATION" if self.settings.use_proxy_delegation else None
        element = next(iter(self.settings.elements), "ELEMENT")
        return shlex.join(commands.submit_command(element, delegation, f"{submission.tag}.sandbox/job.jdl"))

    def directives(self, resources: Resources, name: str, rows: int) -> list[str]:
        """Return nothing: what a job of the Grid needs stands in its description."""
        return []

    def submit_function(self) -> str:
        """Return the functions for ``submit.sh``."""
        return functions(self.settings)

    @cached_property
    def _distribution(self) -> Distribution:
        """Return the elements with their shares; where the information system is silent all get the same."""
        try:
            known = published(self.settings, self._run)
        except SiteError:
            known = []
        queues = with_queues(checked(self.settings), lambda: [each.name for each in known])
        found = weighted(candidates(queues, known), own_weights(self.settings.weights))
        return Distribution(found, self.settings.longest_wait_s)

    @property
    def _endpoints(self) -> list[str]:
        return sorted({endpoint_of(each) for each in checked(self.settings)})

    def _send(self, element: str, description: str, tag: str) -> str:
        try:
            return self._sending.send(element, description)
        except Unstarted:
            with suppress(SiteError):
                purge_unstarted(self._run, self._asking, endpoint_of(element), tag)
            raise

    def _living(self, jobs: Iterable[str]) -> Iterator[Living]:
        for job in filter(is_job, jobs):
            known = self._asking.of(job)
            if known is None or (known.status and known.status not in LIVING and known.status not in OVER):
                yield Living(job, None)
            elif known.status in LIVING:
                state = LIVING[known.status]
                yield Living(job, state, known.reason if state is NativeState.HELD else "")

    def _status(self, job: str) -> str:
        known = self._asking.of(job)
        return known.status if known else ""

    def _waits(self, job: str) -> bool:
        """Whether an exit code may still come."""
        return time.monotonic() - self._late.setdefault(job, time.monotonic()) < EXIT_CODE_COMES

    def _run(self, command: Sequence[str]) -> Outcome:
        return self.runner.run(command, timeout=commands.PATIENCE)
