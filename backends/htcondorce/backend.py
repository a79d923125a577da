"""Jobs on HTCondor-CE computing elements: many rows are one cluster, spooled there; one question an element for all."""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from parisana.backends.grid.limits import fits
from parisana.backends.grid.sandbox import pack_rows
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer
from parisana.core.sites.shares import own_weights
from parisana.errors import InputError, SiteError
from parisana.plugins.backend import Backend, Element, Ending, Found, Limits, Living, Submission
from parisana.plugins.held import Held
from parisana.plugins.runner import Outcome, Runner

from . import commands, elements, outputs
from .ads import HELD, Ad
from .answers import check_removed
from .asking import Asking, chunks
from .by_hand import functions
from .credential import Credential
from .description import describe
from .names import Attempt, Endpoint, attempt_named, attempts_of, by_endpoint, submission_name
from .sending import Sending
from .settings import HTCondorCESettings
from .states import COMPLETED, REMOVED, ending_of, held_for_good, is_spooling, is_stray

#: How long (s) what a job said may be on its way, and after which nobody is still sending its files.
ARRIVES, ABANDONED = 600.0, 900.0


class HTCondorCEBackend(Backend):
    """Submits to the schedds of elements, asks them, and brings back what jobs said."""

    name: ClassVar[str] = "htcondorce"
    title: ClassVar[str] = "HTCondor-CE"
    carries: ClassVar[bool] = True
    shows: ClassVar[str] = "proxy or token"
    settings_class: ClassVar[type[HTCondorCESettings]] = HTCondorCESettings
    settings: HTCondorCESettings
    limits = Limits(rows_per_submission=100, grace_s=300.0, poll_s=60.0)

    def __init__(self, settings: HTCondorCESettings, runner: Runner) -> None:
        super().__init__(settings, runner)
        self.limits = replace(self.limits, rows_per_submission=settings.jobs_at_once)
        self._credential = Credential(settings, runner)
        self._asking = Asking(self._run)
        self._held: dict[Attempt, Ad] = {}
        self._since: dict[Attempt, float] = {}

    def submit(self, submission: Submission) -> str:
        """Send it as one cluster to the element that is next."""
        sending = self._sending
        carried = pack_rows(submission, self.runner.files)
        path = describe(submission, carried, self.settings, self._credential.rides(), self.runner.files)
        endpoint, cluster = sending.send(path, submission.rows, fits(self.settings.element_limits, submission))
        return submission_name(endpoint, cluster, submission.rows)

    def find(self, tag: str) -> Found:
        """Look for the tag in the queue and the history of every element; what nobody sends files for is removed."""
        unsure = False
        for endpoint in self._endpoints.values():
            try:
                ads = self._tagged(endpoint, tag)
                taken = [ad for ad in ads if not is_spooling(ad)]
                if taken:
                    return Found(Answer.YES, submission_name(endpoint, taken[0].cluster, taken[0].rows))
                unsure |= not all(self._given_up(endpoint, ad) for ad in ads)
            except SiteError:
                unsure = True
        return Found(Answer.UNKNOWN if unsure else Answer.NO)

    def attempt_id(self, native_id: str, row: int) -> str:
        """Return the name of one row: its job of the cluster."""
        attempts = attempts_of(native_id)
        return str(attempts[row - 1]) if 0 < row <= len(attempts) else f"{native_id}.{row}"

    def poll(self, native_ids: Sequence[str]) -> list[Living]:
        """Ask each element once for all of its jobs; those of a silent one keep the state that they have."""
        attempts = [attempt for native_id in native_ids for attempt in attempts_of(native_id)]
        self._asking.ask_around(attempts)
        return list(self._asking.living(attempts))

    def endings(self, attempt_ids: Sequence[str]) -> list[Ending]:
        """Say how jobs ended; those held for good are removed first, so that nobody can let them go on afterwards."""
        attempts = _named(attempt_ids)
        self._asking.ask(each for each in attempts if not self._asking.completed(each))
        self._remove_held(attempts)
        over = {each: ad for each in attempts if (ad := self._ended(each))}
        over |= dict(self._asking.left(each for each in attempts if each not in over))
        return [ending_of(str(each), over[each]) for each in attempts if each in over and not self._waits(each)]

    def bring(self, attempts: Mapping[str, str], folder: str) -> Mapping[str, str]:
        """Fetch what jobs said that came to their end."""
        completed = {each: ad for each in _named(attempts) if (ad := self._asking.completed(each))}
        said = outputs.fetch(completed, self._give, self.runner.files)
        for attempt in completed:
            if attempt in said:
                self._since.pop(attempt, None)
            else:
                self._since.setdefault(attempt, time.monotonic())
        return {str(attempt): text for attempt, text in said.items()}

    def dismiss(self, attempt_ids: Sequence[str]) -> None:
        """Let elements forget jobs whose end is recorded; what they keep, they forget by themselves after days."""
        attempts = _named(attempt_ids)
        with suppress(SiteError):
            self._remove((each for each in attempts if self._asking.completed(each)), f"JobStatus == {COMPLETED}")
        self._asking.forget(attempts)
        for attempt in attempts:
            self._held.pop(attempt, None)
            self._since.pop(attempt, None)

    def cancel(self, attempt_ids: Sequence[str]) -> None:
        """Let jobs be removed, unless they have come to their end meanwhile."""
        attempts = _named(attempt_ids)
        self._asking.ask_around(attempts)
        living = [each for each in attempts if not (self._asking.is_gone(each) or self._asking.completed(each))]
        self._remove(living, f"JobStatus != {COMPLETED} && JobStatus != {REMOVED}")

    def held(self) -> Held | None:
        """Return what elements are shown."""
        return self._credential.held()

    def elements(self) -> list[Element]:
        """Ask each element how it is; a silent one is a row, too."""
        shares, endpoints = self._sending.elements.shares, self._endpoints
        return [elements.row(name, endpoints[name], share, self._run) for name, share in shares.items()]

    def call_in_words(self, submission: Submission) -> str:
        """Return the command that ``submit`` gives."""
        endpoint = next((each for each in map(Endpoint.read, self.settings.elements) if each), Endpoint("CE", "CE"))
        return shlex.join(commands.submit_command(endpoint, f"{submission.tag}.sandbox/job.sub"))

    def directives(self, resources: Resources, name: str, rows: int) -> list[str]:
        """Return nothing: what a job of the Grid needs stands in its description."""
        return []

    def submit_function(self) -> str:
        """Return the functions for ``submit.sh``."""
        return functions(self.settings, list(self._endpoints.values()))

    @cached_property
    def _sending(self) -> Sending:
        return Sending(self._give, self._endpoints, own_weights(self.settings.weights))

    @property
    def _endpoints(self) -> dict[str, Endpoint]:
        """Return the elements that the user chose, by what they are called in the settings."""
        if not self.settings.elements:
            hint = "Write them as HOST or HOST:9619 on the batch page."
            raise InputError("No computing element is chosen.", field="settings.elements", hint=hint)
        return {each: endpoint for each in self.settings.elements if (endpoint := Endpoint.read(each))}

    def _tagged(self, endpoint: Endpoint, tag: str) -> list[Ad]:
        """Return the jobs of a tag, in the queue or else in the history; those that never were to run do not count."""
        constraint = f'ParisanaTag == "{tag}"'
        found = [ad for ad in self._asking.queue(endpoint, constraint) if not is_stray(ad)]
        return found or self._asking.history(endpoint, f"{constraint} && StageInFinish > 0", 1)

    def _given_up(self, endpoint: Endpoint, ad: Ad) -> bool:
        """Remove a job whose files nobody has sent for long; whether it is removed."""
        if ad.entered is None or time.time() - ad.entered < ABANDONED:
            return False
        self._sending.drop(endpoint, f"ClusterId == {ad.cluster}")
        return True

    def _remove_held(self, attempts: Iterable[Attempt]) -> None:
        """Remove jobs that are held for good, and note what for: nothing else may tell it afterwards."""
        known = {each: ad for each in attempts if (ad := self._asking.of(each))}
        held = {each: ad for each, ad in known.items() if held_for_good(ad)}
        self._held = {each: ad for each, ad in self._held.items() if each not in known or known[each].status == REMOVED}
        self._held |= held
        with suppress(SiteError):
            self._remove(held, f"JobStatus == {HELD}")

    def _ended(self, attempt: Attempt) -> Ad | None:
        """Return the ad of a job that came to its end, or that was held, and removed by us."""
        return self._held.get(attempt) if self._asking.is_gone(attempt) else self._asking.completed(attempt)

    def _waits(self, attempt: Attempt) -> bool:
        """Whether what a job said may still arrive."""
        return attempt in self._since and time.monotonic() - self._since[attempt] < ARRIVES

    def _remove(self, attempts: Iterable[Attempt], status: str) -> None:
        """Remove jobs as far as they are in this state when their elements act; a silent one keeps no other from it."""
        silent: list[SiteError] = []
        for endpoint, named in by_endpoint(attempts).items():
            try:
                for chunk in chunks(named):
                    check_removed(self._run(commands.remove_command(endpoint, commands.jobs(chunk, status))))
            except SiteError as error:
                silent.append(error)
        if silent:
            raise silent[0]

    def _run(self, command: Sequence[str]) -> Outcome:
        return self._give(command, commands.PATIENCE)

    def _give(self, command: Sequence[str], timeout: float) -> Outcome:
        argv = [*commands.shown(self.settings.credential), *command]
        return self.runner.run(argv, timeout=timeout, environment=self._credential.environment())


def _named(attempt_ids: Iterable[str]) -> list[Attempt]:
    return [attempt for name in attempt_ids if (attempt := attempt_named(name))]
